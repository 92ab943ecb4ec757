"""The sitemap: an index, the stories by their numbers, and other pages with something to read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import Author
from articles.models import Article, Category, Series, Tag
from articles.models.stories import ArticleQuerySet
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page

# Stories by number and not by date: the index needs the highest number only, and counts nothing.
NUMBERS_A_PAGE = 1_000
# More than the protocol allows in one file, no site has of tags, authors or pages.
MOST = 50_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the template of Django's sitemaps prints of one address."""

    location: str
    lastmod: datetime | None = None
    # Looked up for each address; to look in vain takes longer than all the rest.
    last_mod = changefreq = priority = ""
    alternates = ()


@public_page
def index(request: HttpRequest) -> HttpResponse:
    pages = [reverse("sitemap_of_stories", args=[page]) for page in range(1, _last_page() + 1)]
    pages += [reverse("sitemap_of", args=[kind]) for kind in KINDS]
    context = {"sitemaps": [Entry(location=absolute(page)) for page in pages]}
    return _xml(request, "sitemap_index.xml", context)


@public_page
def stories(request: HttpRequest, page: int) -> HttpResponse:
    """The live stories with the numbers of this page; a page beyond the last is not found."""
    if not 0 < page <= _last_page():
        raise Http404
    last = page * NUMBERS_A_PAGE
    found = _stories().filter(pk__gt=last - NUMBERS_A_PAGE, pk__lte=last).order_by("pk")
    entries = [
        Entry(
            location=absolute(article.get_absolute_url()),
            lastmod=article.updated_at or article.published_at,
        )
        for article in found.select_related("category__parent").only(
            "slug", "published_at", "updated_at", "category__slug", "category__parent__slug"
        )
    ]
    return _xml(request, "sitemap.xml", {"urlset": entries})


@public_page
def others(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    entries = [Entry(location=absolute(path)) for path in KINDS[kind]()]
    return _xml(request, "sitemap.xml", {"urlset": entries})


def _stories() -> ArticleQuerySet:
    """Live stories whose page here is the one that search engines are to list."""
    return Article.objects.live().filter(noindex=False, canonical_url="")


def _last_page() -> int:
    # Of those that are live: nobody else's number may make a page come or go.
    newest = _stories().order_by("-pk").values_list("pk", flat=True).first() or 0
    return -(-newest // NUMBERS_A_PAGE)


def _sections() -> Iterable[str]:
    """The front page, the categories with stories, and the static pages of this site."""
    categories = Category.objects.select_related("parent").filter(
        _has_stories("listings__category")
    )
    pages = FlatPage.objects.filter(sites=settings.SITE_ID, registration_required=False)
    return [
        reverse("front"),
        reverse("corrections"),
        *(category.get_absolute_url() for category in categories.order_by("position", "pk")),
        *pages.order_by("url", "pk").values_list("url", flat=True),
    ]


def _authors() -> Iterable[str]:
    found = Author.objects.filter(_has_stories("bylines__author")).order_by("pk")
    return [author.get_absolute_url() for author in found.only("slug")[:MOST]]


def _tags() -> Iterable[str]:
    found = Tag.objects.filter(_has_stories("tag_items__tag")).order_by("pk")
    return [tag.get_absolute_url() for tag in found.only("slug")[:MOST]]


def _series() -> Iterable[str]:
    found = Series.objects.filter(_has_stories("series_part__series")).order_by("pk")
    return [series.get_absolute_url() for series in found.only("slug")[:MOST]]


def _has_stories(subject: str) -> Exists:
    return Exists(Article.objects.live().filter(**{subject: OuterRef("pk")}))


KINDS: dict[str, Callable[[], Iterable[str]]] = {
    "sections": _sections,
    "authors": _authors,
    "tags": _tags,
    "series": _series,
}


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml")
    response.headers["X-Robots-Tag"] = "noindex"
    return depends_on(response, "archive")
