"""Links by which people without a login read a draft, and what is said about it, never public."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.by_colleague import ByColleague


class ReviewLinkQuerySet(models.QuerySet["ReviewLink"]):
    def usable(self, at: datetime | None = None) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or timezone.now())

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class ReviewLink(ByColleague):
    """A link to one story for one person, until it expires or is revoked."""

    key = models.CharField(max_length=64, unique=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="review_links"
    )
    name = models.CharField(_("for whom"), max_length=120)
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    opened_at = models.DateTimeField(_("last opened at"), null=True)
    approved = models.ForeignKey(
        "articles.Revision",
        verbose_name=_("approved revision"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("review link")
        verbose_name_plural = _("review links")

    def __str__(self) -> str:
        return self.name

    def is_usable(self, at: datetime | None = None) -> bool:
        """The rule of `usable` for a link that is loaded."""
        return self.revoked_at is None and self.expires_at > (at or timezone.now())


class NoteQuerySet(models.QuerySet["Note"]):
    def open(self) -> Self:
        """Those that nobody has dealt with."""
        return self.filter(resolved_at__isnull=True)

    def in_order(self) -> Self:
        """As they were written."""
        return self.order_by("pk")


class Note(ByColleague):
    """What a colleague, or a reviewer, says about a story to the desk."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    link = models.ForeignKey(ReviewLink, null=True, on_delete=models.SET_NULL, related_name="notes")
    at = models.DateTimeField(_("at"))
    resolved_at = models.DateTimeField(_("resolved at"), null=True)
    resolved_by_name = models.CharField(_("resolved by"), max_length=200, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [
            # The thread of a story, in the order in which it was written.
            models.Index(name="note_of_a_story", fields=["article", "id"]),
        ]

    def __str__(self) -> str:
        return self.text[:60]
