"""Stored lists of “You may also like”."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.by_colleague import ByColleague


class RelatedStory(models.Model):
    """One entry of a story's list, with the reasons that put it there."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_stories"
    )
    other = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_to"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    score = models.FloatField(_("score"))
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        constraints = [
            models.UniqueConstraint(name="related_once", fields=["article", "other"]),
            models.CheckConstraint(
                name="not_related_to_itself", condition=~models.Q(article=models.F("other"))
            ),
        ]
        indexes = [
            # also_like(): a story's list in its order.
            models.Index(name="related_in_order", fields=["article", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id}"


class RelatedChoice(ByColleague):
    """What an editor decided for a list: pinned stories come first, in their order.

    A blocked pair is kept apart on the lists of both.
    """

    class Kind(models.TextChoices):
        PINNED = "pinned", _("pinned")
        BLOCKED = "blocked", _("blocked")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_choices"
    )
    other = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("choice of related stories")
        verbose_name_plural = _("choices of related stories")
        constraints = [
            models.UniqueConstraint(name="related_choice_once", fields=["article", "other"]),
            models.CheckConstraint(
                name="related_choice_of_another", condition=~models.Q(article=models.F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id} ({self.kind})"
