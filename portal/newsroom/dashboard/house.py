"""For who runs the site: who was invited and has not come, and whether everything works."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from articles import upkeep
from articles.admin.columns import words
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has
from portal.pagecache import clock, outbox
from portal.publicmodels.ways import Way
from portal.tick import PAUSE

# The worker takes up a task within seconds; one that waits longer has no worker.
PATIENCE = timedelta(minutes=10)
# Results of tasks are kept as long (portal.tick).
REMEMBERED = timedelta(days=7)


def invited(user: User) -> Panel:
    """People who have not chosen a password yet."""
    found = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    rows = [
        Row(
            title=person.display_name(),
            address=reverse("admin:accounts_user_change", args=[person.pk]),
            details=[_("invited %(when)s") % {"when": words(person.date_joined)}],
        )
        for person in found.order_by("-date_joined", "-pk")[:MOST]
    ]
    return Panel(
        code="invited",
        title=_("Invited, not here yet"),
        rows=rows,
        empty=_("Everybody who was invited has come."),
        way=Way(label=_("Invite somebody"), address=reverse("admin:accounts_user_add")),
    )


def health(user: User) -> Panel:
    """What works without anybody watching, and whether it does."""
    return Panel(
        code="health",
        title=_("Health"),
        rows=[*_tasks(), _heartbeat(), _upkeep(), *_caches(), _locks()],
        way=Way(label=_("Wrong passwords"), address=reverse("admin:axes_accessattempt_changelist")),
    )


def _tasks() -> tuple[Row, Row]:
    tasks, now = DBTaskResult.objects, timezone.now()
    due = tasks.ready().aggregate(count=Count("pk"), since=Min("enqueued_at"))
    failed = tasks.failed().filter(finished_at__gte=now - REMEMBERED).count()
    return _waiting(due["count"], due["since"], now), _failed(failed)


def _waiting(count: int, since: datetime | None, now: datetime) -> Row:
    if since is None or since > now - PATIENCE:
        return Row(title=_("Background tasks are up to date."))
    text = ngettext(
        "%(n)d background task waits since %(when)s: is the worker running?",
        "%(n)d background tasks wait, the first since %(when)s: is the worker running?",
        count,
    )
    return Row(title=text % {"n": count, "when": words(since)}, alarm=True)


def _failed(count: int) -> Row:
    if not count:
        return Row(title=_("No task failed in the last seven days."))
    text = ngettext(
        "%(n)d task failed in the last seven days: the log of the worker tells why.",
        "%(n)d tasks failed in the last seven days: the log of the worker tells why.",
        count,
    )
    return Row(title=text % {"n": count}, alarm=True)


def _heartbeat() -> Row:
    last = clock.last_beat()
    if last is None:
        return Row(
            title=_("The periodic task never ran: is tick started every minute?"), alarm=True
        )
    if last < timezone.now() - PAUSE:
        text = _("The periodic task has not run since %(when)s: is tick started every minute?")
        return Row(title=text % {"when": words(last)}, alarm=True)
    return Row(title=_("The periodic task runs."))


def _upkeep() -> Row:
    """Of what follows from changes without anybody waiting for it."""
    late = upkeep.late()
    if late is None:
        return Row(title=_("Related lists and the search follow what changes."))
    text = ngettext(
        "%(n)d change, of %(when)s, has not reached related lists or the search: the logs of the"
        " worker and of tick tell why.",
        "%(n)d changes, the first of %(when)s, have not reached related lists or the search: the"
        " logs of the worker and of tick tell why.",
        late.count,
    )
    return Row(title=text % {"n": late.count, "when": words(late.since)}, alarm=True)


def _caches() -> list[Row]:
    """Of those in front, which keep a page until they are told; nothing where there are none."""
    if not settings.EDGE_PURGE:
        return []
    calm = Row(title=_("Caches in front hear what changes."))
    return [_unheard(each) for each in outbox.unheard()] or [calm]


def _unheard(cache: outbox.Unheard) -> Row:
    text = ngettext(
        "%(cache)s was not told of %(n)d change, made %(when)s: readers may still get what was"
        " there before.",
        "%(cache)s was not told of %(n)d changes, the first made %(when)s: readers may still get"
        " what was there before.",
        cache.count,
    )
    advice = _(
        "Does the cache run, and does EDGE_PURGE name it rightly? It is told again by itself, at"
        " most %(minutes)d minutes later."
    )
    return Row(
        title=text % {"cache": cache.target, "n": cache.count, "when": words(cache.since)},
        details=[
            _("The last attempt: %(error)s") % {"error": cache.why},
            advice % {"minutes": outbox.LONGEST_PAUSE.total_seconds() / 60},
        ],
        alarm=True,
    )


def _locks() -> Row:
    locked = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME,
    ).count()
    if not locked:
        return Row(title=_("Nobody is locked out."))
    text = ngettext(
        "%(n)d login is locked after wrong passwords.",
        "%(n)d logins are locked after wrong passwords.",
        locked,
    )
    return Row(title=text % {"n": locked}, alarm=True)


DESK: tuple[Desk, ...] = (
    (has("accounts.add_user"), invited),
    (has("axes.view_accessattempt"), health),
)
