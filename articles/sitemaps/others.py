"""The sitemaps of all pages that are no stories, as far as there is something to read on them."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Author
from articles.models import Article, Category, Series, Tag
from articles.sitemaps.writing import Entry, urlset
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page

# What the protocol allows in one file; no site has more tags, authors or pages.
MOST = 50_000


@public_page
def others(request: HttpRequest, kind: str) -> HttpResponse:
    """The pages of a kind; where there are none, or there is no such kind, nothing is found."""
    paths = KINDS[kind](MOST) if kind in KINDS else []
    if not paths:
        raise Http404
    return depends_on(urlset(Entry(location=absolute(path)) for path in paths), "archive")


def _sections(most: int) -> list[str]:
    """The front page, corrections, categories with stories, and the static pages of this site."""
    categories = Category.objects.select_related("parent").filter(
        _has_stories("listings__category")
    )
    pages = FlatPage.objects.filter(sites=settings.SITE_ID, registration_required=False)
    return [
        reverse("front"),
        reverse("corrections"),
        *(each.get_absolute_url() for each in categories.order_by("position", "pk")[:most]),
        *pages.order_by("url", "pk").values_list("url", flat=True)[:most],
    ]


def _authors(most: int) -> list[str]:
    found = Author.objects.filter(_has_stories("bylines__author")).order_by("pk")
    return [author.get_absolute_url() for author in found.only("slug")[:most]]


def _tags(most: int) -> list[str]:
    found = Tag.objects.filter(_has_stories("tag_items__tag")).order_by("pk")
    return [tag.get_absolute_url() for tag in found.only("slug")[:most]]


def _series(most: int) -> list[str]:
    found = Series.objects.filter(_has_stories("series_part__series")).order_by("pk")
    return [series.get_absolute_url() for series in found.only("slug")[:most]]


def _has_stories(subject: str) -> Exists:
    return Exists(Article.objects.live().filter(**{subject: OuterRef("pk")}))


# The paths of each kind, so many at most.
KINDS: dict[str, Callable[[int], list[str]]] = {
    "sections": _sections,
    "authors": _authors,
    "tags": _tags,
    "series": _series,
}
