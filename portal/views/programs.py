"""What programs read of the site itself: who may look where, whom to tell, and who may sell."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.site.address import absolute
from portal.site.models import SiteSettings
from portal.site.pages import changes_at, depends_on, public_page


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Readers' pages are open to all; forms, searches and the desk are no pages to find."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Allow: {reverse('comment_feed')}",
        "Disallow: /comments/",
        "Disallow: /review/",
        f"Disallow: {reverse('search')}",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        f"Sitemap: {absolute(reverse('news_sitemap'))}",
    ]
    return _plain(lines)


@public_page
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116), for at most a year; the same for a whole month."""
    contact = _settings(request).security_contact
    if not contact:
        raise Http404
    today = timezone.now()
    this, following, ends = (_month(today, later) for later in (0, 1, 11))
    changes_at(request, this, following)
    scheme = "" if "://" in contact else "mailto:"
    return _plain(
        [
            f"Contact: {scheme}{contact}",
            f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {get_language()}",
            f"Canonical: {absolute(request.path)}",
        ]
    )


@public_page
def ads(request: HttpRequest) -> HttpResponse:
    """Who may sell advertisements here: https://iabtechlab.com/ads-txt/."""
    lines = _settings(request).ads_txt.split("\n")
    if not any(map(str.strip, lines)):
        raise Http404
    return _plain([line.strip() for line in lines])


@require_safe
def favicon(request: HttpRequest) -> HttpResponseBase:
    """For programs that look for it here without reading a page."""
    return redirect(static("img/favicon.ico"))


def _settings(request: HttpRequest) -> SiteSettings:
    return request.site_settings  # type: ignore[attr-defined]


def _plain(lines: list[str]) -> HttpResponse:
    text = "\n".join([*lines, ""])
    return depends_on(HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _month(moment: datetime, later: int) -> datetime:
    """When the month begins that is so many after this one."""
    years, month = divmod(moment.month - 1 + later, 12)
    return datetime(moment.year + years, month + 1, 1, tzinfo=UTC)
