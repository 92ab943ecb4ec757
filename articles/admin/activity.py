"""What was done with a story, as its page tells it: who, when, and what was said."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import columns, paging
from articles.admin.beside import ROW, BesideAdmin
from articles.models import Activity

# The page shows as many at once.
DEEDS = 50
Verb = Activity.Verb
# Deeds whose detail is part of the sentence; a moment is said as one.
SAID: dict[str, Promise] = {
    Verb.SCHEDULE: _("scheduled for %(detail)s"),
    Verb.WITHDRAW: _("withdrawn; readers are led to %(detail)s"),
    Verb.LEAD: _("readers are led to %(detail)s"),
    Verb.EMBARGO: _("embargo shortened: until %(detail)s"),
    Verb.ASSIGN: _("given to %(detail)s"),
    Verb.PLAN: _("due date set: %(detail)s"),
    Verb.INVITE: _("review link made for %(detail)s"),
    Verb.REVOKE: _("review link of %(detail)s revoked"),
    Verb.APPROVE: _("approved by a reviewer: the text saved on %(detail)s"),
    Verb.PIN: _("pinned below it: “%(detail)s”"),
    Verb.UNPIN: _("no longer pinned below it: “%(detail)s”"),
    Verb.ORDER: _("given another place below it: “%(detail)s”"),
    Verb.BLOCK: _("kept apart from it: “%(detail)s”"),
    Verb.ALLOW: _("allowed below it again: “%(detail)s”"),
    Verb.CORRECT: _("correction entered: “%(detail)s”"),
    Verb.AMEND: _("correction reworded: “%(detail)s”"),
    Verb.TAKE_BACK: _("correction taken back: “%(detail)s”"),
    Verb.BRING_BACK: _("correction brought back: “%(detail)s”"),
}
# Where there is none.
BARE: dict[str, Promise] = {
    Verb.LEAD: _("readers are led nowhere any more"),
    Verb.EMBARGO: _("embargo ended"),
    Verb.ASSIGN: _("given to nobody"),
    Verb.PLAN: _("due date taken away"),
    # Of all that is put right, only this needs no words.
    Verb.CORRECT: _("typo put right"),
}
MOMENTS = {Verb.SCHEDULE, Verb.PLAN, Verb.APPROVE, Verb.EMBARGO}


@dataclass(frozen=True, kw_only=True)
class Described:
    """One deed in words; `quoted` is what a person wrote about it."""

    what: str
    by: str
    at: datetime
    moment: SafeString | str
    quoted: str = ""


class ActivityAdmin(BesideAdmin):
    def get_urls(self) -> list[URLPattern]:
        own = self.wrapped(f"{ROW}activity/", self.activity_view, "activity", method="GET")
        return [own, *super().get_urls()]

    def activity_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article, page = self.story_or_404(request, pk), paging.asked(request)
        found = Activity.objects.filter(article=article).newest_first()
        rows = list(found[(page - 1) * DEEDS : page * DEEDS + 1])
        context = {
            "title": _("Activity"),
            "deeds": [described(row) for row in rows[:DEEDS]],
            "newer": page - 1,
            "older": page + 1 if len(rows) > DEEDS else 0,
        }
        return self.page_beside(request, article, "activity", context)


def described(activity: Activity) -> Described:
    quoted = activity.verb == Verb.SEND_BACK
    return Described(
        what=str(activity.get_verb_display()) if quoted else _what(activity),
        by=activity.by_name,
        at=activity.at,
        moment=columns.moment(activity.at),
        quoted=activity.detail if quoted else "",
    )


def _what(activity: Activity) -> str:
    verb, detail = activity.verb, activity.detail
    if not detail:
        return str(BARE.get(verb) or activity.get_verb_display())
    if verb in MOMENTS and (moment := parse_datetime(detail)):
        detail = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    if verb in SAID:
        return str(SAID[verb]) % {"detail": detail}
    return f"{activity.get_verb_display()}: {detail}"
