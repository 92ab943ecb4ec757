from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.site.models import current


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: the row that `public_page` loaded, else loaded when a template asks for it.

    `offline_reading`: whether browsers are to keep stories. `environment`: which copy of the site
    this is, unless it is the public one; for the admin.
    """
    return {
        "site": getattr(request, "site_settings", None) or cache(current),
        "environment": "" if settings.PRODUCTION else settings.PORTAL_ENV,
        "offline_reading": settings.OFFLINE_READING,
    }
