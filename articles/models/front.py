"""Pages that editors shape: the front page, and that of each section."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.by_colleague import ByColleague


class Front(models.Model):
    """One such page; its row is locked by whoever writes a version of it.

    `number` is that of its newest version.
    """

    category = models.OneToOneField(
        "articles.Category",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="front",
        help_text=_("Empty, it is the front page."),
    )
    number = models.PositiveIntegerField(_("newest version"), default=0)

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("front page")
        permissions = [("curate_front", _("Can shape and launch fronts"))]
        constraints = [
            # A unique key of nothing does not hold: empty is not equal to empty.
            models.UniqueConstraint(
                models.Value(1), name="one_front_page", condition=models.Q(category__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"front of {self.category_id or 'the site'}"

    def cache_tags(self) -> tuple[str, ...]:
        return (f"category:{self.category_id}",) if self.category_id else ("front",)


class FrontVersionQuerySet(models.QuerySet["FrontVersion"]):
    def launched(self, at: datetime | None = None) -> Self:
        """Those that readers had by the given moment, by default ever, the last one first."""
        until = {"launched_at__lte": at} if at else {"launched_at__isnull": False}
        return self.filter(**until).order_by("-launched_at", "-number")


class FrontVersion(ByColleague):
    """A layout as somebody left it, never changed; launching it sets when readers got it.

    `layout` is that of `articles.fronts.layout`.
    """

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    layout = models.JSONField(_("layout"))
    # What it was made from, when that is not the version before: an older one that came back.
    restored_from = models.PositiveIntegerField(_("restored from"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    launched_at = models.DateTimeField(_("launched at"), null=True, blank=True)
    launched_by = models.CharField(_("launched by"), max_length=200, blank=True)

    objects = FrontVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a front")
        verbose_name_plural = _("versions of fronts")
        constraints = [
            models.UniqueConstraint(name="front_version_once", fields=["front", "number"]),
        ]
        indexes = [
            # The front as readers had it at a moment: the last one launched before that.
            models.Index(
                name="front_launched",
                fields=["front", "-launched_at", "-number"],
                condition=models.Q(launched_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of front {self.front_id}"


class FrontVisit(ByColleague):
    """A window in which somebody has the page of a front open; each has a key of its own."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="visits")
    key = models.UUIDField(_("key"), unique=True)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("visit to a front")
        verbose_name_plural = _("visits to fronts")

    def __str__(self) -> str:
        return f"{self.by_name} at front {self.front_id}"
