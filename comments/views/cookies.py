"""By what a browser is known again: a signed cookie, which only the pages of comments get."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comments import readers
from comments.models import Reader

NAME, SALT = "reader", "comments.reader"
LASTS = timedelta(days=365)


def reader_of(request: HttpRequest) -> Reader | None:
    """The reader who confirmed an address on this browser; its key has to be the reader's still."""
    key = request.get_signed_cookie(NAME, default="", salt=SALT, max_age=LASTS)
    found = readers.of_key(UUID(key)) if key else None
    return found if found and found.confirmed_at else None


def keep(response: HttpResponse, reader: Reader) -> None:
    """Let this browser be known."""
    response.set_signed_cookie(
        NAME, reader.key.hex, salt=SALT, max_age=LASTS, path=path(), httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def drop(response: HttpResponse) -> None:
    """Let it be unknown."""
    response.delete_cookie(NAME, path=path(), samesite="Lax")


def path() -> str:
    """What cookies of the pages of comments are sent to: pages that caches keep never see them."""
    return reverse("your_comments").removesuffix("you/")
