"""How often stories were opened, without anything about who opened them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ViewCount(models.Model):
    """How often a story was opened in one hour."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="view_counts"
    )
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("count"))

    class Meta:
        verbose_name = _("views in an hour")
        verbose_name_plural = _("views by hour")
        constraints = [models.UniqueConstraint(name="views_once", fields=["article", "hour"])]
        indexes = [
            # What was read in a span of time, and what is old enough to be forgotten.
            models.Index(name="views_by_hour", fields=["hour"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour:%Y-%m-%d %H}: {self.count}"


class MostReadQuerySet(models.QuerySet["MostRead"]):
    def newest(self, category: int | None, hours: int) -> "MostRead | None":
        """The list of the site or of a category, by its key, as it was written last."""
        return self.filter(category=category, window=hours).order_by("-at", "-pk").first()


class MostRead(models.Model):
    """The list as readers had it from one moment until the next row of its kind.

    `stories` holds the keys of stories, the most read first; of the whole site where there is no
    category. A section that is trashed takes none of them along: they hold when it comes back.
    """

    class Window(models.IntegerChoices):
        DAY = 24, _("24 hours")
        WEEK = 168, _("7 days")

    window = models.PositiveSmallIntegerField(_("hours"), choices=Window)
    category = models.ForeignKey(
        "articles.Category",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField(_("at"))
    stories = models.JSONField(_("stories"))

    objects = MostReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("most read list")
        verbose_name_plural = _("most read lists")
        indexes = [
            # The list of a moment: the last one before it.
            models.Index(name="most_read_at", fields=["category", "window", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.window} hours at {self.at:%Y-%m-%d %H:%M}"

    def cache_tags(self) -> tuple[str, ...]:
        return (f"category:{self.category_id}",) if self.category_id else ("front",)
