"""Where a story is listed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Listing(models.Model):
    """A story on the page of a category: its primary one, its others, and the parents of all.

    Rows of their own with the date beside the category, so that every category page is one walk of
    an index; filtering the stories by date until enough are found was slow for a category that had
    few.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="listings"
    )
    category = models.ForeignKey(
        "articles.Category", on_delete=models.PROTECT, related_name="listings"
    )
    chosen = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [models.UniqueConstraint(name="listed_once", fields=["article", "category"])]
        indexes = [
            # listed_in(): a category's stories by date.
            models.Index(name="listing_by_date", fields=["category", "-published_at", "-article"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.category_id}"
