"""What moderators saw when they decided, and what is said where somebody was quicker."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.text import number
from comments.models import Comment, Decision

NOTHING = {
    True: _("Nothing is changed: %(who)s decided since you saw the comment. It is now: %(what)s."),
    False: _("Nothing is changed: the comment is another since you saw it. It is now: %(what)s."),
}
OTHERS: Any = ngettext_lazy(
    "%(n)d was decided since you saw it, and stays as it is",
    "%(n)d were decided since you saw them, and stay as they are",
    "n",
)
ONE_OF_THEM = {
    True: _("1 stays as it is, since %(who)s decided after you saw it: %(what)s"),
    False: _("1 stays as it is, since it is another than you saw: %(what)s"),
}
LOOK = _("Look at it, and decide on its page")


def posted(request: HttpRequest) -> dict[int, str]:
    """The status in which a page showed its comments, as the form of the page sends it."""
    found = (each.partition("-") for each in request.POST.getlist("seen"))
    return {pk: status for typed, _dash, status in found if (pk := number(typed)) is not None}


def one(comment: Comment) -> str:
    """Who decided on the comment meanwhile, and what."""
    return _named(comment, NOTHING)


def several(comments: Sequence[Comment]) -> str:
    """The same of those that are left aside, as a part of what is said of many."""
    if len(comments) == 1:
        return _named(comments[0], ONE_OF_THEM)
    return str(OTHERS % {"n": len(comments)})


def _named(comment: Comment, texts: dict[bool, Any]) -> str:
    led_here = Decision.objects.filter(comment=comment, after=comment.status)
    last = led_here.exclude(action__in=Decision.BESIDE).newest_first().first()
    who = last.by_name if last else ""
    return str(texts[bool(who)] % {"who": who, "what": comment.get_status_display()})
