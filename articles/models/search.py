"""What of a story is looked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """A published story as the search knows it: when it is live, and what ranking asks of it.

    Narrow, for hundreds are read for a page. Words are in a column or table of the database's own
    kind, by the same key, which orders stories by their publication; see migration 0011.
    """

    key = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, related_name="search_document"
    )
    # No index: PostgreSQL would walk it, and look through every text that it passes.
    published_at = models.DateTimeField()
    unpublish_at = models.DateTimeField(null=True)
    # Keys of the primary category and of the section that it belongs to, or its own again.
    category = models.IntegerField()
    section = models.IntegerField()
    language = models.CharField(max_length=10)
    # Stems of the headline, alternatives with a bar between; the words themselves, folded; stems
    # of standfirst, tags and names; and those of the body that say what it is about.
    headline = models.TextField()
    forms = models.TextField()
    beside = models.TextField()
    about = models.TextField()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [
            # Which languages there are, and the stories of a category that moves.
            models.Index(name="search_by_language", fields=["language"]),
            models.Index(name="search_by_category", fields=["category", "article"]),
        ]

    def __str__(self) -> str:
        return str(self.article_id)
