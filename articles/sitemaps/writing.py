"""How a sitemap is written, with what search engines ask for beside the addresses.

https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps and
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.http import HttpResponse

from articles.text import printable
from portal.site.moments import iso

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True, kw_only=True)
class News:
    """What a news sitemap tells of a story; the language as ISO 639 has it."""

    publication: str
    language: str
    title: str
    published_at: datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One address; all that are given are absolute."""

    location: str
    changed_at: datetime | None = None
    image: str = ""
    news: News | None = None


def index(entries: Iterable[Entry]) -> HttpResponse:
    lines = (f"<sitemap>{_facts(entry)}</sitemap>" for entry in entries)
    return _document("sitemapindex", _SITEMAP, lines)


def urlset(entries: Iterable[Entry]) -> HttpResponse:
    """There has to be one entry at least, or no search engine takes it."""
    lines = (f"<url>{_facts(entry)}{_image(entry)}{_news(entry)}</url>" for entry in entries)
    return _document("urlset", f"{_SITEMAP} {_IMAGE} {_NEWS}", lines)


def _document(root: str, names: str, lines: Iterable[str]) -> HttpResponse:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {names}>'
    response = HttpResponse("\n".join([head, *lines, f"</{root}>\n"]), "application/xml")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _facts(entry: Entry) -> str:
    changed = f"<lastmod>{iso(entry.changed_at)}</lastmod>" if entry.changed_at else ""
    return f"<loc>{escape(entry.location)}</loc>{changed}"


def _image(entry: Entry) -> str:
    if not entry.image:
        return ""
    return f"<image:image><image:loc>{escape(entry.image)}</image:loc></image:image>"


def _news(entry: Entry) -> str:
    news = entry.news
    if news is None:
        return ""
    return (
        f"<news:news><news:publication><news:name>{_text(news.publication)}</news:name>"
        f"<news:language>{news.language}</news:language></news:publication>"
        f"<news:publication_date>{iso(news.published_at)}</news:publication_date>"
        f"<news:title>{_text(news.title)}</news:title></news:news>"
    )


def _text(words: str) -> str:
    return escape(printable(words), quote=False)
