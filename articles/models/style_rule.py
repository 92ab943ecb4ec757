"""The newsroom's style list: what not to write, and what to write instead."""

from contextlib import suppress
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import stylelist
from articles.models.article import LANGUAGES


class StyleRuleQuerySet(models.QuerySet["StyleRule"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True).order_by("pk")

    def as_data(self) -> list[dict[str, Any]]:
        """What the page of a writer marks by: the rules in use that a browser can read."""
        data = []
        for rule in self.in_use():
            with suppress(stylelist.Refused):
                data.append(rule.as_data())
        return data


class StyleRule(models.Model):
    """Words, or a regular expression, that are marked in a text while it is written."""

    pattern = models.CharField(
        _("words"),
        max_length=200,
        help_text=_("What is marked in the text. Whole words, whatever their capitals."),
    )
    is_regex = models.BooleanField(
        _("regular expression"),
        default=False,
        help_text=_("For who knows them: the words are a pattern, as “percents?”."),
    )
    message = models.CharField(
        _("message"), max_length=200, help_text=_("Why, in a sentence that the writer reads.")
    )
    suggestion = models.CharField(
        _("suggestion"),
        max_length=200,
        blank=True,
        help_text=_("What to write instead. Empty, the writer decides."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=LANGUAGES,
        blank=True,
        help_text=_("Only in stories of this language. Empty, in all."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = StyleRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("style rule")
        verbose_name_plural = _("style list")
        ordering = ["pattern", "pk"]

    def __str__(self) -> str:
        return self.pattern

    def clean(self) -> None:
        """Only what a browser can read, and read in no time."""
        try:
            stylelist.source(self.pattern, is_regex=self.is_regex)
        except stylelist.Refused as refused:
            raise ValidationError({"pattern": refused}) from refused

    def cache_tags(self) -> tuple[str, ...]:
        """None: readers see the texts, not the rules that they were written by."""
        return ()

    def as_data(self) -> dict[str, Any]:
        return {
            "pattern": self.pattern,
            "source": stylelist.source(self.pattern, is_regex=self.is_regex),
            "message": self.message,
            "suggestion": self.suggestion,
            "language": self.language,
        }
