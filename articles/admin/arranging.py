"""Buttons of stories in an order: what each does, what is said then, and where one goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.functional import Promise

from articles.admin.moves import MAY_NOT, staff
from articles.deeds import Refused
from articles.models import Article
from articles.text import number


@dataclass(frozen=True, kw_only=True)
class Deed:
    """`verb` is called of what has the stories and of one; `lands` is a place on the page."""

    verb: Callable[..., Any]
    done: Promise
    lands: str
    moves: bool = False


def do(request: HttpRequest, deed: Deed, subject: Any, story: Article) -> str:
    """Do it, and say so; the end of the address where one goes on, empty after a refusal."""
    options = {"to": _place(request)} if deed.moves else {}
    try:
        deed.verb(subject, story, by=staff(request), **options)
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal) or str(MAY_NOT))
        return ""
    told = {"story": story.headline, "pk": story.pk}
    messages.success(request, str(deed.done) % told)
    return "#" + deed.lands % told


def _place(request: HttpRequest) -> int:
    place = number(request.POST.get("to"))
    if place is None:
        raise Http404
    return place
