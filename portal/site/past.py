"""What pages said of the site itself at a moment of the past."""

from datetime import datetime

from django.contrib.flatpages.models import FlatPage

from portal.publicmodels import past
from portal.site.models import FIELD, PAGE, Banner, SiteSettings


def as_of(at: datetime) -> SiteSettings:
    """The site's row with its pages and the breaking news, as `models.current`; five queries."""
    site = past.as_of(SiteSettings, at, keys=[1]).get(1)
    if site is None:
        return SiteSettings(pk=1)
    pages = past.as_of(FlatPage, at).values()
    site.listed_pages = PAGE.join(  # type: ignore[attr-defined]
        f"{page.url}{FIELD}{page.title}" for page in pages if not page.registration_required
    )
    site._banner = Banner.objects.shown(at).values("text", "url").first()  # type: ignore[attr-defined]
    return site
