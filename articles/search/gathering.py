"""Makes the documents of stories what the database says of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from articles import text
from articles.models import Article, ArticleTag, Byline, Listing
from articles.search import marks, postgresql, sqlite, vocabulary
from articles.search.backends import Backend
from articles.search.documents import Story, document

# Stories of a transaction: who publishes one of them waits for it.
BATCH = 100
_COLUMNS = (
    "published_at", "unpublish_at", "language", "headline", "standfirst", "body",
    "category_id", "category__parent_id",
)  # fmt: skip


def backend() -> Backend:
    """That of the database; one that stands elsewhere would be named here."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def index(article: Article) -> None:
    """Write what is looked for of a story that was just saved, in the transaction that did so.

    A part of the verbs that change stories. One that is not published is not found any more.
    """
    _write([article.pk])


@transaction.atomic
def refresh(kind: str, number: int, *, after: int = 0, limit: int = BATCH) -> int | None:
    """Write the documents of the next stories that have something, down from the newest.

    `kind` is "article", "tag", "author", "category", or "all", of which the number does not
    matter. `after` is what the call before returned; returns nothing once all are done.
    """
    stories = _having(kind, number).order_by("-pk")
    found = list(
        (stories.filter(pk__lt=after) if after else stories)[:limit].values_list("pk", flat=True)
    )
    if found:
        write(found)
        return found[-1]
    if kind == "tag" and not after and (left := _tagged_before(number, limit)):
        write(left)
        return 0
    return None


@transaction.atomic
def write(numbers: Collection[int]) -> None:
    """Write the documents of these stories, which nobody else writes meanwhile."""
    list(Article.objects.for_writing().filter(pk__in=numbers).order_by("pk").values_list("pk"))
    _write(numbers)


def _having(kind: str, number: int) -> QuerySet[Article]:
    stories = Article.objects.filter(status=Article.Status.PUBLISHED)
    return {
        "article": stories.filter(pk=number),
        "tag": stories.filter(tag_items__tag=number),
        "author": stories.filter(pk__in=Byline.objects.filter(author=number).values("article")),
        # With those of its parts, which are listed in a section too.
        "category": stories.filter(
            pk__in=Listing.objects.filter(category=number).values("article")
        ),
        "all": stories,
    }[kind]


def _tagged_before(tag: int, limit: int) -> list[int]:
    """Stories whose documents have a tag that is no more, whenever they are live."""
    if ArticleTag.objects.filter(tag=tag).exists():
        return []
    return backend().marked(marks.tag(tag), most=limit)


def _write(numbers: Collection[int]) -> None:
    backend().put(numbers, [document(story) for story in _stories(numbers)])
    vocabulary.learn(numbers)


def _stories(numbers: Collection[int]) -> Iterator[Story]:
    tags = _grouped(
        ArticleTag.objects.filter(content_object__in=numbers).order_by("position", "pk"),
        "content_object_id", "tag_id", "tag__name",
    )  # fmt: skip
    authors = _grouped(
        Byline.objects.filter(article__in=numbers).order_by("position", "pk"),
        "article_id", "author_id", "author__name",
    )  # fmt: skip
    listed = _grouped(
        Listing.objects.filter(article__in=numbers).order_by("category"),
        "article_id", "category_id", "chosen",
    )  # fmt: skip
    found = Article.objects.filter(
        pk__in=numbers, status=Article.Status.PUBLISHED, trashed_at__isnull=True
    )
    for pk, live_from, until, language, headline, standfirst, body, category, parent in (
        found.values_list("pk", *_COLUMNS)
    ):  # fmt: skip
        yield Story(
            article=pk, published_at=live_from, unpublish_at=until,
            language=language or settings.LANGUAGE_CODE, headline=headline, standfirst=standfirst,
            body=text.plain(body), tags=tags[pk], authors=tuple(authors[pk].values()),
            category=category, section=parent or category, listed=tuple(listed[pk]),
        )  # fmt: skip


def _grouped(rows: QuerySet[Any], story: str, key: str, name: str) -> dict[int, dict[int, Any]]:
    """The names by their keys of each story, in their order."""
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for number, pk, said in rows.values_list(story, key, name):
        found[number][pk] = said
    return found
