"""The stories of two days, for what shows news: no older ones, and no more, are asked for."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Article
from articles.models.stories import ArticleQuerySet
from articles.sitemaps.stories import listed
from articles.sitemaps.writing import Entry, News, urlset
from portal.site.address import absolute
from portal.site.pages import changes_at, depends_on, public_page

LASTS = timedelta(hours=48)
MOST = 1_000
# The only ones that are asked for with where they are written.
_CHINESE = ("zh-cn", "zh-tw")


@public_page
def news(request: HttpRequest) -> HttpResponse:
    """Newest first, and each story until its time is over, to the second.

    Without any the front page stands alone: an empty file is refused as broken.
    """
    since = timezone.now() - LASTS
    before, lately = _told().filter(published_at__lte=since), _lately(since)
    left = before.newest_first().values_list("published_at", flat=True).first()
    moments = [left, *(article.published_at for article in lately[-1:])]
    changes_at(request, *(moment + LASTS for moment in moments if moment))
    name = request.site_settings.name  # type: ignore[attr-defined]
    entries = [_entry(article, name) for article in lately]
    return depends_on(urlset(entries or [Entry(location=absolute(reverse("front")))]), "front")


def _told() -> ArticleQuerySet:
    """What was retracted is no news."""
    return listed().filter(is_retracted=False)


def _lately(since: datetime) -> list[Article]:
    found = _told().filter(published_at__gt=since).newest_first()
    return list(
        found.select_related("category__parent").only(
            "slug", "headline", "language", "published_at", "category__slug",
            "category__parent__slug",
        )[:MOST]
    )  # fmt: skip


def _entry(article: Article, publication: str) -> Entry:
    assert article.published_at  # noqa: S101  # for the type checker: it is live
    told = News(
        publication=publication,
        language=_iso_639(article.language or get_language() or ""),
        title=article.headline,
        published_at=article.published_at,
    )
    return Entry(location=absolute(article.get_absolute_url()), news=told)


def _iso_639(language: str) -> str:
    lower = language.lower()
    return lower if lower in _CHINESE else lower.partition("-")[0]
