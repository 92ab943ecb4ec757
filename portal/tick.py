"""The periodic task: side effects only, each safe to run twice or late; no reader waits for it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import autosaves, deadlines, past, related, upkeep
from articles.fronts import versions
from articles.mostread import listing
from comments import digests, networks, readers, replies, training
from comments.moderation import services
from portal.pagecache import clock, outbox
from portal.pictures import tasks, waiting

logger = logging.getLogger(__name__)

# What a finished task left behind is of no use to anybody after a week.
RESULTS_ARE_KEPT = timedelta(days=7)
# It runs every minute; who finds it silent for longer is told.
PAUSE = timedelta(minutes=10)
# How often the lists of what is read most are made anew, in seconds: at whole ten minutes.
MOST_READ = 600


def _pictures() -> str:
    return f"pictures that got their missing sizes: {tasks.repeat()}"


def _waiting() -> str:
    return f"uploads that nobody came for: {waiting.clear()}"


def _sessions() -> str:
    call_command("clearsessions")
    return "expired logins were cleared"


def _results() -> str:
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - RESULTS_ARE_KEPT)
    return f"old results of tasks that were cleared: {old.delete()[0]}"


def _forms() -> str:
    return f"forms that were closed with nothing unsaved: {autosaves.clear()}"


def _boundaries() -> str:
    return f"stories that went live or came down since: {related.settle()}"


def _lists() -> str:
    before = clock.last_beat()
    since = timezone.now() - before if before else timedelta()
    return f"related lists that are to be computed anew: {related.refresh(since=since)}"


def _most_read() -> str:
    before, now = clock.last_beat(), timezone.now()
    if before and before.timestamp() // MOST_READ == now.timestamp() // MOST_READ:
        return "what is read most was told minutes ago"
    written, forgotten = listing.compute(now), listing.forget(now)
    return f"lists of what is read most that changed: {written}, old rows deleted: {forgotten}"


def _upkeep() -> str:
    caught_up = upkeep.catch_up()
    text = f"subjects that were brought up to date: {caught_up.done}"
    return f"{text}, to try again: {caught_up.failed}" if caught_up.failed else text


def _purges() -> str:
    told, failed = outbox.send_all()
    text = f"changes that caches in front were told: {told}"
    return f"{text}, not yet: {failed}" if failed else text


def _services() -> str:
    return f"comments that services outside were asked about again: {services.repeat()}"


def _filter() -> str:
    learned = training.train_if_due()
    if learned is None:
        return "the spam filter learned nothing new"
    return f"the spam filter learned of {learned.good + learned.bad} decisions"


def _past() -> str:
    forgotten = past.prune() + versions.forget(before=past.begins())
    return f"what was kept of fronts too long ago to be seen: {forgotten}"


def _alarms() -> str:
    raised = deadlines.raise_alarms()
    text = f"overdue stories that are new: {raised.alarms}, mails sent: {raised.sent}"
    return f"{text}, mails to try again: {raised.unsent}" if raised.unsent else text


def _networks() -> str:
    return f"comments whose network was forgotten: {networks.forget()}"


def _readers() -> str:
    text = f"addresses of readers that nobody confirmed: {readers.forget()}"
    return f"{text}, {_told(readers.mail_links())}"


def _replies() -> str:
    return f"replies to readers, {_told(replies.send_all())}"


def _told(mails: replies.Sent) -> str:
    text = f"mails sent: {mails.sent}"
    return f"{text}, mails to try again: {mails.unsent}" if mails.unsent else text


def _digests() -> str:
    told = digests.send()
    text = f"moderators who were told what waits: {told.sent}"
    return f"{text}, not reached: {told.unsent}" if told.unsent else text


def _heartbeat() -> str:
    """Tell of a pause: while nothing runs, nothing else can."""
    before = clock.beat()
    if before is None:
        return "the first run"
    pause = timezone.now() - before
    if pause > PAUSE:
        logger.error("The periodic task had not run since %s", before.isoformat())
    return f"seconds since the run before: {pause.total_seconds():.0f}"


CHORES: tuple[Callable[[], str], ...] = (
    _pictures,
    _waiting,
    _sessions,
    _results,
    _forms,
    _boundaries,
    _lists,
    _most_read,
    _upkeep,
    _purges,
    _alarms,
    _services,
    _networks,
    _readers,
    _replies,
    _digests,
    _past,
    _heartbeat,
    # Once a day it takes half a minute.
    _filter,
)


def tick(chores: tuple[Callable[[], str], ...] = CHORES) -> tuple[list[str], int]:
    """Do every chore, whatever becomes of the others; what was done, and how many failed."""
    done: list[str] = []
    for chore in chores:
        try:
            done.append(chore())
        except Exception:  # one chore that cannot be done must not stop those after it
            logger.exception("The periodic task could not do %s", chore.__name__.strip("_"))
    return done, len(chores) - len(done)
