"""Every saved state of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.content import SCHEMA, Content
from articles.models.by_colleague import ByColleague


class Revision(ByColleague):
    """The editorial content at one moment, never changed; publishing it changes its kind only."""

    class Kind(models.TextChoices):
        SAVED = "saved", _("saved")
        PUBLISHED = "published", _("published")
        RETURNED = "returned", _("sent back")
        RESTORED = "restored", _("restored")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SAVED)
    schema = models.PositiveSmallIntegerField(_("schema"), default=SCHEMA)
    data = models.JSONField(_("content"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes = [
            # The history of a story, newest first.
            models.Index(name="revision_history", fields=["article", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}"

    @property
    def content(self) -> Content:
        return Content.from_json(self.data, schema=self.schema)
