"""The newsroom's style list: what not to write, and what to write instead."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import LANGUAGES


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

    class Meta:
        verbose_name = _("style rule")
        verbose_name_plural = _("style list")
        ordering = ["pattern", "pk"]

    def __str__(self) -> str:
        return self.pattern
