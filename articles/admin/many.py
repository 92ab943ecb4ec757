"""What is done to many stories from the list: each by itself, and each refusal is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from articles.admin import columns, ways
from articles.admin.moves import MOVES, Asked, is_scheduled, link, staff
from articles.deeds import Refused
from articles.models import Article

# Stories moved at one go; each publication computes related lists.
MOST = 200
# Refusals told one by one; a page of them helps nobody.
TOLD = 10
SCHEDULED = ngettext_lazy("%(n)d story scheduled.", "%(n)d stories scheduled.", "n")
FORBIDDEN = _("your role does not allow it.")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The stories with which a verb did its work, and why it refused the others."""

    done: list[Article]
    refusals: list[SafeString]


def make(request: HttpRequest, chosen: QuerySet[Article], name: str, **options: Any) -> None:
    """Make a move of each story; tell how many there were, and why others were not."""
    outcome = each(request, chosen, MOVES[name].verb, **options)
    moved = outcome.done
    scheduled = [story for story in moved if is_scheduled(story)] if name == "publish" else []
    for done, text, leads in (
        (len(moved) - len(scheduled), MOVES[name].done_many, MOVES[name].leads),
        (len(scheduled), SCHEDULED, "state=scheduled"),
    ):
        if done:
            messages.success(request, format_html("{}", text % {"n": done}) + ways.to_list(leads))
    tell(request, outcome.refusals)


def each(
    request: HttpRequest, chosen: QuerySet[Article], verb: Callable[..., Article], **options: Any
) -> Outcome:
    outcome = Outcome(done=[], refusals=[])
    for article in _few(request, chosen):
        try:
            outcome.done.append(verb(article, by=staff(request), **options))
        except Refused as refusal:
            outcome.refusals.append(format_html("{}: {}", link(article), refusal))
        except PermissionDenied:
            outcome.refusals.append(format_html("{}: {}", link(article), FORBIDDEN))
    return outcome


def tell(request: HttpRequest, refusals: list[SafeString]) -> None:
    for refusal in refusals[:TOLD]:
        messages.warning(request, refusal)
    if more := len(refusals[TOLD:]):
        text = ngettext("%(n)d more story was refused.", "%(n)d more stories were refused.", more)
        messages.warning(request, text % {"n": more})


def is_sure(request: HttpRequest) -> bool:
    """Whether this is the answer of the page that asked."""
    return request.POST.get("sure") == "yes"


def ask(
    desk: Any,
    request: HttpRequest,
    chosen: QuerySet[Article],
    name: str,
    asked: Asked,
    form: Form | None,
) -> HttpResponse | None:
    """A page that says what would be done to which stories, with what has to be said about it."""
    stories = _few(request, chosen)
    if not stories:
        return None
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": desk.media,
        "title": asked.label,
        "move": asked,
        "name": name,
        "form": form,
        "stories": [(story.pk, link(story), columns.badge(story)) for story in stories],
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/articles/article/move_many.html", context)


def _few(request: HttpRequest, chosen: QuerySet[Article]) -> list[Article]:
    """The stories, unless they are too many to be moved at one go, which is told."""
    articles = list(chosen[: MOST + 1])
    if len(articles) <= MOST:
        return articles
    text = _("Choose at most %(limit)d stories at once. Nothing was changed.")
    messages.error(request, text % {"limit": MOST})
    return []
