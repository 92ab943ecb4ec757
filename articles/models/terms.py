"""Which words a story is about: an index from terms to stories, which related lists are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A stem, and in how many stories it was found when they were first indexed."""

    language = models.CharField(max_length=10)
    text = models.CharField(max_length=60)
    stories = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [models.UniqueConstraint(name="term_once", fields=["language", "text"])]

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """A term of a story, by the day on which that was published (days since 1970, UTC).

    The key holds the weight too, so that the newest stories of a term are read from its index
    alone. Plain numbers: rows go when their story's vector does, and are 40 a story.
    """

    pk = models.CompositePrimaryKey("term_id", "day", "article_id", "weight")
    term_id = models.IntegerField()
    day = models.IntegerField()
    article_id = models.BigIntegerField()
    # Of the story's vector of length 1, in steps of 1/SCALE.
    weight = models.SmallIntegerField()

    SCALE = 30_000

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")

    def __str__(self) -> str:
        return f"{self.term_id} {self.day} {self.article_id}"


class TermVector(models.Model):
    """What a story's postings are, from the story's side, and when its list was last computed."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="term_vector"
    )
    language = models.CharField(max_length=10)
    day = models.IntegerField()
    # Weights by the key of a term, in steps of 1/Posting.SCALE.
    weights = models.JSONField(default=dict)
    # Of the words it was made of: while they stay the same, so does the vector.
    digest = models.CharField(max_length=32)
    related_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("term vector")
        verbose_name_plural = _("term vectors")
        indexes = [
            # The lists that were computed longest ago.
            models.Index(name="vector_related_longest_ago", fields=["related_at"]),
        ]

    def __str__(self) -> str:
        return str(self.article_id)
