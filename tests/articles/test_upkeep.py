"""What follows from a write: asked for with it, done after it, until it is done."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from articles import upkeep
from articles.models import Upkeep
from articles.upkeep import Done

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Handler:
    """Notes what it is asked for, does whatever a test wants meanwhile, and answers so."""

    def __init__(self):
        self.calls, self.answers, self.meanwhile = [], {}, lambda: None

    def __call__(self, number, after):
        self.calls.append((number, after))
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return self.answers.get((number, after))


handler = Handler()


@pytest.fixture(autouse=True)
def handled(monkeypatch):
    monkeypatch.setitem(upkeep.HANDLERS, "article", f"{__name__}.handler")
    handler.__init__()
    return handler


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_what_is_asked_for_is_done_once_however_often_that_was(handled):
    upkeep.want("article:7", "article:3")
    upkeep.want("article:3")

    assert upkeep.catch_up() == Done(done=2, failed=0)
    assert upkeep.catch_up() == Done(done=0, failed=0)
    assert sorted(handled.calls) == [(3, 0), (7, 0)]
    assert not Upkeep.objects.exists()


def test_a_write_that_is_rolled_back_asks_for_nothing(handled):
    with transaction.atomic():
        upkeep.want("article:3")
        transaction.set_rollback(True)

    upkeep.catch_up()

    assert handled.calls == []


def test_a_commit_has_it_done_with_nobody_waiting_for_the_periodic_task(
    handled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upkeep.want("article:3")
        before = list(handled.calls)

    assert (before, handled.calls) == ([], [(3, 0)])


def test_what_is_asked_for_again_meanwhile_is_done_again(handled):
    upkeep.want("article:3")
    handled.meanwhile = lambda: upkeep.want("article:3")

    upkeep.catch_up()

    assert handled.calls == [(3, 0), (3, 0)]
    assert not Upkeep.objects.exists()


def test_one_that_fails_is_logged_put_off_longer_each_time_and_keeps_nobody_waiting(
    handled, now, caplog
):
    def fail():
        raise OSError("the disk is full")

    upkeep.want("article:3")
    pauses = []
    for _try in range(10):
        handled.meanwhile = fail
        assert upkeep.catch_up() == Done(done=0, failed=1)
        pauses.append(Upkeep.objects.get().next_at - timezone.now())
        upkeep.want("article:4")
        assert upkeep.catch_up() == Done(done=1, failed=0)
        now.shift(pauses[-1])

    assert caplog.text.count("a change of article:3 was not computed") == len(pauses)
    assert pauses[:3] == [timedelta(seconds=each) for each in (15, 30, 60)]
    assert pauses[-1] == upkeep.LONGEST_PAUSE
    assert upkeep.catch_up() == Done(done=1, failed=0)
    assert not Upkeep.objects.exists()


def test_who_asks_again_for_what_failed_waits_for_no_pause(handled, now):
    def fail():
        raise OSError("the disk is full")

    upkeep.want("article:3")
    handled.meanwhile = fail
    upkeep.catch_up()

    upkeep.want("article:3")

    assert upkeep.catch_up() == Done(done=1, failed=0)


def test_a_run_begins_nothing_when_it_has_lasted_long_enough(handled, now):
    upkeep.want("article:3", "article:4")
    handled.meanwhile = lambda: now.shift(upkeep.LONGEST_RUN)

    first = upkeep.catch_up()

    assert (first, upkeep.catch_up()) == (Done(done=1, failed=0), Done(done=1, failed=0))


@pytest.mark.parametrize("count", [1, 500])
def test_many_are_asked_for_in_one_statement(count, django_assert_num_queries):
    with django_assert_num_queries(1):
        upkeep.want(*(f"article:{number}" for number in range(count)))

    assert Upkeep.objects.count() == count


def test_what_no_write_changed_is_done_later_unless_a_write_asks_for_it(handled, now):
    upkeep.want("article:3")
    upkeep.want_later("article:3", "article:4", "article:5")
    upkeep.want("article:5")

    at_once = upkeep.catch_up()
    now.shift(upkeep.LATER)

    assert at_once == Done(done=2, failed=0)
    assert upkeep.catch_up() == Done(done=1, failed=0)
    assert sorted(handled.calls[:2]) == [(3, 0), (5, 0)]


def test_a_subject_of_many_stories_is_done_step_by_step(handled):
    handled.answers = {(3, 0): 200, (3, 200): 341}
    upkeep.want("article:3")

    first = upkeep.catch_up(limit=1)
    reached = Upkeep.objects.get().reached
    upkeep.catch_up()

    assert (first, reached) == (Done(done=1, failed=0), 200)
    assert handled.calls == [(3, 0), (3, 200), (3, 341)]
    assert not Upkeep.objects.exists()


def test_a_subject_of_many_stories_begins_anew_when_it_is_asked_for_again(handled):
    handled.answers = {(3, 0): 200}
    upkeep.want("article:3")
    upkeep.catch_up(limit=1)

    upkeep.want("article:3")
    upkeep.catch_up()

    assert handled.calls == [(3, 0), (3, 0), (3, 200)]


def test_what_a_killed_worker_began_is_done_after_a_while(handled, now):
    class Killed(BaseException):
        pass

    def kill():
        raise Killed

    upkeep.want("article:3")
    handled.meanwhile = kill
    with pytest.raises(Killed):
        upkeep.catch_up()
    at_once = upkeep.catch_up()

    now.shift(upkeep.TAKEN)

    assert at_once == Done(done=0, failed=0)
    assert upkeep.catch_up() == Done(done=1, failed=0)


def test_only_subjects_that_somebody_follows_are_known():
    subjects = ("article:3", "article:x", "article:", "placement:1", "article")

    assert [upkeep.is_known(each) for each in subjects] == [True, False, False, False, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
class TestAtTheSameTime:
    @pytest.fixture(autouse=True)
    def idle(self, settings):
        """No commit does at once what it asks for."""
        settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}

    def run(self, *calls):
        def closing(call):
            try:
                return call()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(closing, calls))

    def test_two_share_what_is_due(self, handled):
        upkeep.want(*(f"article:{number}" for number in range(40)))

        done = self.run(upkeep.catch_up, upkeep.catch_up)

        assert sum(each.done for each in done) == 40
        assert sorted(handled.calls) == [(number, 0) for number in range(40)]

    def test_a_verb_waits_for_nothing_that_is_being_done(self, handled):
        begun, asked = threading.Event(), threading.Event()

        def wait():
            begun.set()
            assert asked.wait(10)

        def ask():
            assert begun.wait(10)
            upkeep.want("article:3")
            asked.set()

        upkeep.want("article:3")
        handled.meanwhile = wait

        self.run(upkeep.catch_up, ask)

        assert handled.calls == [(3, 0), (3, 0)]
        assert not Upkeep.objects.exists()
