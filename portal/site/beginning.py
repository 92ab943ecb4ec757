"""The site's row comes to be when somebody looks for it."""

from django.db import transaction

from portal.pagecache import clock
from portal.site.models import SiteSettings


@transaction.atomic
def begin() -> None:
    """Make the row with what holds without it, unless it is there.

    Readers see more then: only the row knows of static pages and of when the site changed last.
    """
    row, is_new = SiteSettings.objects.get_or_create(pk=1)
    if is_new:
        clock.touch(*row.cache_tags())
