"""Which words headlines and names have: what somebody may mean, or be about to type."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchWord(models.Model):
    """A word as it is spelled, in small letters, and in how many published stories it is.

    Of headlines, tags, and names of authors and sections. Whatever the locale of PostgreSQL, the
    migration has it compare folded words letter by letter: a range of them begins alike.
    """

    spelling = models.CharField(max_length=60)
    folded = models.CharField(max_length=60)
    # The folded word from its end to its beginning.
    mirrored = models.CharField(max_length=60)
    stories = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")
        constraints = [models.UniqueConstraint(name="search_word_once", fields=["spelling"])]
        indexes = [
            # Words that begin as one does that is typed; and that end as one does that was.
            models.Index(name="search_word_begins", fields=["folded", "stories"]),
            models.Index(name="search_word_ends", fields=["mirrored", "stories"]),
        ]

    def __str__(self) -> str:
        return self.spelling


class SearchName(models.Model):
    """A folded word of the name of a tag, an author or a section that a published story had."""

    class Kind(models.TextChoices):
        SECTION = "section", _("section")
        TAG = "tag", _("tag")
        AUTHOR = "author", _("author")

    kind = models.CharField(max_length=7, choices=Kind)
    number = models.BigIntegerField()
    folded = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("name of the search")
        verbose_name_plural = _("names of the search")
        constraints = [
            models.UniqueConstraint(name="search_name_once", fields=["kind", "number", "folded"])
        ]
        indexes = [
            # Names of a kind that have a word which begins as what is typed.
            models.Index(name="search_name_begins", fields=["kind", "folded"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.folded}"


class StoryWords(models.Model):
    """The words that a published story is counted for, each once, with spaces between them."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="search_words"
    )
    spellings = models.TextField()

    class Meta:
        verbose_name = _("words of a story")
        verbose_name_plural = _("words of stories")

    def __str__(self) -> str:
        return self.spellings
