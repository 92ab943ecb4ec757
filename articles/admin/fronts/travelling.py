"""The page of a front at any minute, gone by or to come, and what lies around it."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import past
from articles.admin.fronts.opened import Opened
from articles.forms import clocks
from articles.forms.front import TravelForm
from articles.fronts import chronicle, travel
from articles.fronts.chronicle import Event
from articles.models import FrontVersion

DAY, HOUR, QUARTER = timedelta(days=1), timedelta(hours=1), timedelta(minutes=15)
STEPS = (
    (-DAY, gettext_lazy("A day earlier")), (-HOUR, gettext_lazy("An hour earlier")),
    (-QUARTER, gettext_lazy("15 minutes earlier")), (QUARTER, gettext_lazy("15 minutes later")),
    (HOUR, gettext_lazy("An hour later")), (DAY, gettext_lazy("A day later")),
)  # fmt: skip
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def context(request: HttpRequest, page: Opened) -> dict[str, Any]:
    """What the desk's template is given; of a moment that is not kept, the nearest that is."""
    now = timezone.now()
    asked = _moment(request.GET.get("at", "")) or now
    begins, ends = past.begins(now), now + timedelta(days=settings.TIME_TRAVEL_DAYS)
    at = min(max(asked, begins), ends)
    has_draft = page.newest is not None and page.newest.launched_at is None
    with_draft = has_draft and at >= now and "draft" in request.GET
    version = page.newest if with_draft else travel.version_at(page.front, at)
    before, after = _around(page, version, at, begins)
    return {
        "crumbs": [*page.crumbs, (page.label, page.address())],
        "address": page.address(),
        "said": _said(page, at, now),
        "html": _html(request, page, version, at),
        "form": TravelForm(initial={"at": at}, begins=begins),
        "is_now": at == now,
        "was_moved": asked != at,
        "begins": begins,
        "steps": [(label, to(at + step)) for step, label in STEPS if begins <= at + step <= ends],
        "before": _with_ways(before),
        "after": _with_ways(after),
        "draft": to(at, draft=1) if has_draft and at >= now and not with_draft else "",
        "with_draft": with_draft,
        "back": version if at < now and version and version != page.live else None,
    }


def to(moment: datetime, **more: int) -> str:
    """The query that leads to a moment, in an hour that comes twice too."""
    return f"?{urlencode({'at': timezone.localtime(moment).isoformat(timespec='seconds'), **more})}"


def _moment(written: str) -> datetime | None:
    """As a link has it, or as a field of the browser holds it."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else clocks.understood(written)


def _around(
    page: Opened, version: FrontVersion | None, at: datetime, begins: datetime
) -> tuple[list[Event], list[Event]]:
    own = page.category
    keys = [each.pk for each in page.categories if own and own.pk in (each.pk, each.parent_id)]
    places = [f"category:{key}" for key in keys]
    return chronicle.around(page.front, version, at, begins=begins, places=places)


def _with_ways(events: list[Event]) -> list[tuple[Event, str]]:
    """Each with the address of the first second at which it can be seen."""
    return [(each, to(each.at.replace(microsecond=0) + timedelta(seconds=1))) for each in events]


def _said(page: Opened, at: datetime, now: datetime) -> str:
    local = timezone.localtime(at)
    moment = f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"
    told = {"page": page.label, "moment": moment}
    if at == now:
        return _("%(page)s as readers have it now") % told
    if at < now:
        return _("%(page)s as readers had it on %(moment)s") % told
    return _("%(page)s as it will be on %(moment)s, from what is scheduled") % told


def _html(request: HttpRequest, page: Opened, version: FrontVersion | None, at: datetime) -> str:
    """Without scripts, which do not run in its frame; nothing where there was no such section."""
    own = page.category
    given = travel.section_page(at, own.pk, version) if own else travel.front_page(at, version)
    template = f"articles/{'category' if own else 'front'}--preview.html"
    return _SCRIPT.sub("", render_to_string(template, given, request)) if given else ""
