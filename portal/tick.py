"""The periodic task: side effects only, each safe to run twice or late; no reader waits for it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.pictures import tasks, waiting

logger = logging.getLogger(__name__)

# What a finished task left behind is of no use to anybody after a week.
RESULTS_ARE_KEPT = timedelta(days=7)


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


CHORES: tuple[Callable[[], str], ...] = (_pictures, _waiting, _sessions, _results)


def tick(chores: tuple[Callable[[], str], ...] = CHORES) -> tuple[list[str], int]:
    """Do every chore, whatever becomes of the others; what was done, and how many failed."""
    done: list[str] = []
    for chore in chores:
        try:
            done.append(chore())
        except Exception:  # one chore that cannot be done must not stop those after it
            logger.exception("The periodic task could not do %s", chore.__name__.strip("_"))
    return done, len(chores) - len(done)
