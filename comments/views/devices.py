"""What a reader's own device keeps for the form: who writes, and only if that was ticked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from comments.views import cookies

COOKIE = "commenter"
SALT = "comments.device"
KEPT_FOR = timedelta(days=365)
FIELDS = ("name", "email", "website")


def remembered(request: HttpRequest) -> dict[str, str]:
    """What was typed here last, by the names of the form's fields; nothing if nothing is kept."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return {name: str(found.get(name, "")) for name in FIELDS}


def remember(response: HttpResponse, typed: Mapping[str, Any]) -> None:
    """Keep who writes on the device, for the pages of comments alone."""
    value = signing.dumps({name: typed.get(name, "") for name in FIELDS}, salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=KEPT_FOR, path=cookies.path(), secure=settings.CSRF_COOKIE_SECURE,
        httponly=True, samesite="Lax",
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=cookies.path(), samesite="Lax")
