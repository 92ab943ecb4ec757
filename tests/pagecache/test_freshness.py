"""When a process asks, whom it makes wait, and what it believes meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.pagecache import freshness
from portal.pagecache.freshness import Freshness, Known


class Database:
    """Answers with the clock's number, as late or as wrong as the test wants."""

    def __init__(self):
        self.number, self.asked = 1, 0
        self.fault: Exception | None = None
        self.begun, self.may_answer = threading.Semaphore(0), threading.Event()
        self.may_answer.set()

    def __call__(self, known):
        self.asked += 1
        self.begun.release()
        self.may_answer.wait(10)
        if self.fault:
            raise self.fault
        return Known(number=self.number, stamped={}, floor=0)


@pytest.fixture
def database():
    made = Database()
    yield made
    made.may_answer.set()


def test_a_process_that_nobody_asks_asks_by_itself(database, monkeypatch):
    monkeypatch.setattr(freshness, "IDLE", 0.01)
    fresh = Freshness(database, trust=0)
    fresh.known()

    for _time in range(3):
        assert database.begun.acquire(timeout=10)
    fresh.stop()

    assert database.asked >= 3


def test_what_was_known_long_before_the_database_fell_silent_is_not_believed(database, monkeypatch):
    now = 100.0
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now)
    fresh = Freshness(database, trust=0)
    fresh.known()
    database.fault = OSError("gone")

    now += freshness.OLDEST - 1
    fresh.known()
    recent = fresh.last
    database.fault = None
    now += 1
    fresh.known()
    database.fault = OSError("gone")
    now += freshness.OLDEST + 1
    fresh.known()

    assert (recent is None, fresh.last) == (False, None)


def test_it_is_stopped_with_what_it_opened_and_begun_again_by_who_asks(database):
    left = []
    fresh = Freshness(database, trust=0, leave=lambda: left.append(True))
    fresh.known()
    fresh.stop()

    assert left == [True]
    assert fresh.known().number == 1


def test_with_no_trust_each_question_is_asked_anew(database):
    fresh = Freshness(database, trust=0)

    numbers = []
    for number in (1, 2, 3):
        database.number = number
        numbers.append(fresh.known().number)

    assert (numbers, database.asked) == ([1, 2, 3], 3)


def test_what_was_said_is_believed_for_a_moment_and_no_longer(database, monkeypatch):
    now = 100.0
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now)
    fresh = Freshness(database, trust=0.05)
    fresh.known()
    database.number = 2

    at_once = fresh.known().number
    now = 100.025
    within = fresh.known().number
    now = 100.051
    after = fresh.known().number

    assert (at_once, within, after, database.asked) == (1, 1, 2, 2)


def test_who_reads_on_waits_for_no_answer(database, monkeypatch):
    now = 100.0
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now)
    fresh = Freshness(database, trust=0.05)
    fresh.known()
    database.number = 2
    database.may_answer.clear()

    now = 100.03
    meanwhile = [fresh.known().number for _time in range(3)]
    database.may_answer.set()
    while fresh._ended < 2:
        threading.Event().wait(0.001)
    asked = database.asked
    # That answer was true at 100.03.
    now = 100.08
    later = fresh.known().number

    assert (meanwhile, later, asked) == ([1, 1, 1], 2, 2)


def test_who_comes_while_another_asks_is_told_what_was_true_after_he_came(database):
    fresh = Freshness(database, trust=0)
    database.may_answer.clear()

    with ThreadPoolExecutor(9) as readers:
        first = readers.submit(fresh.known)
        database.begun.acquire()
        others = [readers.submit(fresh.known) for _reader in range(8)]
        while fresh._wanted < 2:
            threading.Event().wait(0.001)
        database.number = 2
        database.may_answer.set()
        answers = {each.result().number for each in others}

    assert first.result().number in (1, 2)
    assert answers == {2}
    # All that waited were answered together.
    assert database.asked <= 4


def test_a_database_that_does_not_answer_is_silent_and_then_heard_again(database, monkeypatch):
    monkeypatch.setattr(freshness, "PATIENCE", 0.05)
    fresh = Freshness(database, trust=0)
    before = fresh.known()
    database.may_answer.clear()

    silent = [fresh.known() for _time in range(3)]
    database.number = 2
    database.may_answer.set()
    while fresh._ended < fresh._begun:
        threading.Event().wait(0.001)

    assert (before.number, silent) == (1, [None] * 3)
    assert fresh.last.number >= 1
    assert fresh.known().number == 2


def test_a_fault_is_silence_and_is_logged_once(database, monkeypatch, caplog):
    monkeypatch.setattr(freshness, "PAUSE", 0.0)
    fresh = Freshness(database, trust=0)
    fresh.known()
    database.fault = OSError("gone")

    silent = [fresh.known() for _time in range(3)]
    database.fault = None

    assert silent == [None] * 3
    assert fresh.known().number == 1
    assert [record.getMessage() for record in caplog.records] == [
        "The database does not say what changed: gone"
    ]


def test_after_a_fault_the_database_is_left_alone_for_a_moment(database, monkeypatch):
    now = 100.0
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now)
    fresh = Freshness(database, trust=0)
    database.fault = OSError("gone")

    silent = [fresh.known() for _time in range(5)]
    asked = database.asked
    now += freshness.PAUSE + 0.01
    fresh.known()

    assert (silent, asked, database.asked) == ([None] * 5, 1, 2)


def test_what_a_fault_interrupts_is_not_believed_for_the_rest_of_the_moment(database, monkeypatch):
    monkeypatch.setattr(freshness, "PAUSE", 0.0)
    fresh = Freshness(database, trust=0.05)
    fresh.known()
    fresh._trusted = None
    database.fault = OSError("gone")

    assert fresh.known() is None
    assert fresh.known() is None


@pytest.mark.parametrize(
    ("number", "tags", "holds"),
    [
        (10, ("front",), True), (9, ("front",), True), (8, ("front",), False),
        (8, ("site", "article:1"), True), (8, ("site", "front"), False), (8, (), True),
        (5, ("site",), True), (4, ("site",), False), (11, ("front",), True),
    ],
)  # fmt: skip
def test_a_page_holds_while_no_tag_of_it_was_stamped_since(number, tags, holds):
    known = Known(number=10, stamped={"front": 9, "article:1": 7}, floor=5)

    assert known.holds(tags=tags, number=number, at=1.0, now=2.0) == holds


@pytest.mark.parametrize(
    ("at", "now", "holds"),
    [
        (100, 199, True), (199, 200, False), (200, 200, True), (200, 299, True),
        (250, 300, False), (100, 400, False), (300, 400, True), (300, 299, False),
        (9, 100, False),
    ],
)  # fmt: skip
def test_a_page_holds_while_no_moment_lies_between(at, now, holds):
    known = Known(number=1, stamped={}, floor=0, moments=(200.0, 300.0), since=10.0)

    assert known.holds(tags=(), number=1, at=at, now=now) == holds
