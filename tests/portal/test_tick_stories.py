"""What the periodic task does for stories, and what it says of itself."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from articles.models import Article, MostRead
from portal import tick
from portal.pagecache import clock
from tests.articles.read import opened
from tests.factories import ArticleFactory, editor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def said():
    out = StringIO()
    call_command("tick", stdout=out)
    told = ("stories", "overdue", "the first run", "seconds")
    return [line for line in out.getvalue().splitlines() if line.startswith(told)]


def test_it_tells_what_it_did_and_does_nothing_twice(now):
    editor()
    ArticleFactory(at=NOON + HOUR)
    ArticleFactory(live=False, publish_at=NOON + HOUR)
    quiet = said()
    now.move_to(NOON + HOUR)

    assert quiet == [
        "stories that went live or came down since: 0",
        "overdue stories that are new: 0, mails sent: 0",
        "the first run",
    ]
    assert said() == [
        "stories that went live or came down since: 1",
        "overdue stories that are new: 1, mails sent: 1",
        "seconds since the run before: 3600",
    ]
    assert said()[:2] == quiet[:2]


@pytest.mark.parametrize(("pause", "errors"), [(600, 0), (601, 1)])
def test_a_pause_of_more_than_ten_minutes_is_logged_once(now, caplog, pause, errors):
    tick.tick()
    now.move_to(NOON + timedelta(seconds=pause))
    tick.tick()
    tick.tick()

    logged = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert logged == ["The periodic task had not run since 2026-11-20T12:00:00+00:00"] * errors
    assert clock.last_beat() == NOON + timedelta(seconds=pause)


def test_readers_wait_for_none_of_it(client, now):
    story = ArticleFactory(at=NOON + HOUR, unpublish_at=NOON + 2 * HOUR)

    answers = []
    for moment in (NOON + HOUR - timedelta(seconds=1), NOON + HOUR, NOON + 2 * HOUR):
        now.move_to(moment)
        answers.append(client.get(story.get_absolute_url()).status_code)

    assert answers == [404, 200, 404]
    assert Article.objects.get().status == Article.Status.PUBLISHED


def test_what_is_read_most_is_told_at_full_ten_minutes_however_late_it_runs(now):
    story = ArticleFactory(at=NOON - HOUR)
    opened(story)

    written = []
    for minutes in (0, 9, 10, 19, 31):
        now.move_to(NOON + timedelta(minutes=minutes))
        opened(story)
        MostRead.objects.all().delete()
        tick.tick()
        written.append(MostRead.objects.exists())

    assert written == [True, False, True, False, True]
