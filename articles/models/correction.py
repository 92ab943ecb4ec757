"""What was put right in a story after readers had it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.by_colleague import ByColleague


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self) -> Self:
        """Those that readers are told of: all but typos, and what was taken back."""
        return self.filter(trashed_at__isnull=True).exclude(kind=Correction.Kind.TYPO)

    def of_live_stories(self) -> Self:
        """Those on the page of all corrections, with their stories."""
        stories = self.public().filter(article__in=Article.objects.live())
        return stories.select_related("article__category__parent").fetch_mode(
            settings.PUBLIC_FETCH_MODE
        )

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Correction(ByColleague):
    """One entry of a story's log of corrections."""

    class Kind(models.TextChoices):
        TYPO = "typo", _("typo")
        CLARIFICATION = "clarification", _("clarification")
        CORRECTION = "correction", _("correction")
        UPDATE = "update", _("update")
        RETRACTION = "retraction", _("retraction")

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="corrections",
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    text = models.TextField(_("what readers are told"), blank=True)
    made_at = models.DateTimeField(_("made at"))
    trashed_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                name="correction_says_what", condition=Q(kind="typo") | ~Q(text="")
            ),
        ]
        indexes = [
            # A story's own, newest first.
            models.Index(name="correction_of_a_story", fields=["article", "-made_at", "-id"]),
            # The page of all corrections, newest first.
            models.Index(
                name="correction_public",
                fields=["-made_at", "-id"],
                condition=Q(trashed_at__isnull=True) & ~Q(kind="typo"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.article_id}"

    def get_absolute_url(self) -> str:
        """Its place below its story, which has to be loaded with its category."""
        return f"{self.article.get_absolute_url()}#correction-{self.pk}"
