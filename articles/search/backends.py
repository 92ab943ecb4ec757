"""What a search asks of whatever has the index: two databases here, another server if need be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from articles.models import SearchDocument
from articles.search.documents import Document, Lexemes
from articles.search.wanted import Wanted

# The columns of what is found, in the order of Hit.
FOUND = "key, article_id, category, section, language"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that has what is wanted."""

    key: int
    article: int
    category: int
    section: int
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """The newest hits, newest first; `is_all` tells that there are no others."""

    hits: list[Hit]
    is_all: bool


class Backend(Protocol):
    def put(self, articles: Collection[int], documents: Sequence[Document]) -> None:
        """Make these the documents of these stories; of which there is none, it has none.

        In the transaction of whoever writes.
        """

    def newest(self, wanted: Wanted, *, enough: int, most: int) -> Found:
        """Hits of stories that are live at the moment, `enough` of them if there are.

        More, up to `most`, where that costs nothing; never all that a common word has.
        """

    def marked(self, mark: str, *, most: int) -> list[int]:
        """Stories whose documents have a mark, live or not, in no order."""


def row(document: Document) -> SearchDocument:
    story = document.story
    beside = (*document.standfirst, *document.tags, *document.authors)
    return SearchDocument(
        key=document.key, article_id=story.article, published_at=story.published_at,
        unpublish_at=story.unpublish_at, category=story.category, section=story.section,
        language=story.language, headline=joined(document.headline),
        forms=" ".join(document.forms), beside=joined(beside), about=" ".join(document.about),
    )  # fmt: skip


def joined(words: Sequence[Lexemes]) -> str:
    """Words with spaces between them, the alternatives of each with bars."""
    return " ".join("|".join(word) for word in words)


def conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    """Of documents, what `wanted` says of time; in SQL, with its parameters."""
    sql = ["published_at <= %s", "(unpublish_at IS NULL OR unpublish_at > %s)"]
    moments = [wanted.at, wanted.at]
    if wanted.since:
        sql.append("published_at >= %s")
        moments.append(wanted.since)
    if wanted.until:
        sql.append("published_at < %s")
        moments.append(wanted.until)
    return sql, [connection.ops.adapt_datetimefield_value(moment) for moment in moments]
