"""The index of all sitemaps, and the stories by their numbers.

By number and not by date: nothing is counted, and a story stays in its file for ever.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles.models import Article
from articles.models.stories import ArticleQuerySet
from articles.sitemaps.others import KINDS
from articles.sitemaps.writing import Entry, index, urlset
from portal.pictures import markup
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page

A_FILE = 10_000
# No database has numbers beyond.
LAST = 2**63 // A_FILE
# What one query is asked: PostgreSQL answers with 1,664 columns at most.
QUESTIONS = 1_000
# Of so many stories that came last, and that were updated last, the index says when their files
# changed.
LATELY = 1_000
IMAGE_WIDTH = 1280


def listed() -> ArticleQuerySet:
    """Live stories whose page here is the one that search engines are to list."""
    return Article.objects.live().filter(noindex=False, canonical_url="")


@public_page
def all_maps(request: HttpRequest) -> HttpResponse:
    """The files that have something in them."""
    changed = _changes()
    entries = [
        Entry(
            location=absolute(reverse("sitemap_of_stories", args=[number])),
            changed_at=changed.get(number),
        )
        for number in _files()
    ]
    kinds = (kind for kind, paths in KINDS.items() if paths(1))
    entries += [Entry(location=absolute(reverse("sitemap_of", args=[kind]))) for kind in kinds]
    return depends_on(index(entries), "archive")


@public_page
def stories(request: HttpRequest, page: int) -> HttpResponse:
    """The stories with the numbers of this file; one without any is not found."""
    if not 0 < page <= LAST:
        raise Http404
    entries = [_entry(article) for article in _of(page)]
    if not entries:
        raise Http404
    return depends_on(urlset(entries), "archive")


def _of(number: int) -> ArticleQuerySet:
    last = number * A_FILE
    found = listed().filter(pk__gt=last - A_FILE, pk__lte=last).order_by("pk")
    return found.select_related("category__parent", "lead_image").only(
        "slug", "published_at", "updated_at", "category__slug", "category__parent__slug",
        "lead_image__picture",
    )  # fmt: skip


def _entry(article: Article) -> Entry:
    image = article.lead_image
    return Entry(
        location=absolute(article.get_absolute_url()),
        changed_at=article.updated_at or article.published_at,
        image=absolute(markup.url(image.picture, width=IMAGE_WIDTH)) if image else "",
    )


def _files() -> Iterator[int]:
    """The numbers of the files with stories in them; one story of each is read.

    In two queries, and one more for each ten million numbers.
    """
    newest = listed().order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return
    for numbers in batched(range(1, _file(newest) + 1), QUESTIONS):
        asked = [Exists(_of(number)) for number in numbers]
        found = Article.objects.filter(pk=newest).values_list(*asked)[0]
        yield from (number for number, is_filled in zip(numbers, found, strict=True) if is_filled)


def _changes() -> dict[int, datetime]:
    """When files changed, of those with stories that came or were updated lately."""
    came = listed().newest_first().values_list("published_at", "pk")[:LATELY]
    updated = listed().filter(updated_at__isnull=False).order_by("-updated_at", "-pk")
    # The latest of a file is the last to be set.
    moments = [*came, *updated.values_list("updated_at", "pk")[:LATELY]]
    return {_file(pk): moment for moment, pk in sorted((at, pk) for at, pk in moments if at)}


def _file(pk: int) -> int:
    return -(-pk // A_FILE)
