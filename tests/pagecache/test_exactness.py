"""Nobody gets what was changed before he asked: with other threads, transactions and processes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from portal.pagecache import clock, freshness
from portal.pagecache.freshness import Freshness
from portal.pagecache.models import Boundary
from portal.pagecache.questions import ask
from portal.site.models import SiteSettings
from tests.pagecache.applications import HTML, Application
from tests.pagecache.readers import cached, get

pytestmark = pytest.mark.usefixtures("database")
HIT, MISS = "hit", "fwd=miss; stored"
SILENT = "hit; detail=database-unreachable"


class Newspaper(Application):
    """Its one page is the name of the site, as it stands in the database."""

    def __init__(self):
        super().__init__(tags=("site",))

    def __call__(self, environ, start_response):
        super().__call__(environ, start_response)
        try:
            name = SiteSettings.objects.values_list("name", flat=True).get(pk=1)
        finally:
            # A thread of a test ends without closing what it opened.
            if threading.current_thread() is not threading.main_thread():
                connection.close()
        return [name.encode()]


@pytest.fixture
def newspaper(database):
    SiteSettings.objects.create(pk=1, name="first")
    return Newspaper()


@pytest.fixture
def site(newspaper):
    fresh = Freshness(ask, trust=0, leave=connections.close_all)
    yield cached(newspaper, freshness=fresh)
    fresh.stop()


def rename(name):
    with transaction.atomic():
        SiteSettings.objects.filter(pk=1).update(name=name)
        clock.touch("site")


class Elsewhere:
    """Another thread, with a connection of its own, that does what it is told step by step."""

    def __init__(self):
        self.pool = ThreadPoolExecutor(1)

    def do(self, step, *arguments):
        return self.pool.submit(step, *arguments).result(30)

    def begin(self):
        self.transaction = transaction.atomic()
        self.do(self.transaction.__enter__)

    def commit(self):
        self.do(self.transaction.__exit__, None, None, None)

    def roll_back(self):
        self.do(self.transaction.__exit__, ZeroDivisionError, ZeroDivisionError(), None)


@pytest.fixture
def elsewhere():
    """Colleagues with databases of their own; each leaves it as he found it."""
    made = []

    def another():
        made.append(Elsewhere())
        return made[-1]

    yield another
    for each in made:
        each.do(connections.close_all)
        each.pool.shutdown()


def test_what_was_committed_elsewhere_is_seen_at_once(site, elsewhere):
    colleague = elsewhere()

    seen = []
    for name in ("second", "third", "fourth"):
        get(site)
        colleague.do(rename, name)
        seen.append(get(site).body.decode())

    assert seen == ["second", "third", "fourth"]
    assert get(site).cache == HIT


def test_what_was_taken_back_changes_no_page(site, elsewhere):
    colleague = elsewhere()
    get(site)

    colleague.begin()
    colleague.do(rename, "never")
    meanwhile = get(site)
    colleague.roll_back()
    afterwards = get(site)

    assert {(each.cache, each.body) for each in (meanwhile, afterwards)} == {(HIT, b"first")}


def test_a_write_that_takes_long_holds_no_reader_up_and_is_seen_as_it_ends(site, elsewhere):
    colleague = elsewhere()
    get(site)

    colleague.begin()
    colleague.do(rename, "long")
    meanwhile = [get(site).cache for _time in range(20)]
    colleague.commit()

    assert meanwhile == [HIT] * 20
    assert get(site).body == b"long"


def test_a_page_read_before_a_commit_and_done_after_it_is_not_kept(newspaper, site, elsewhere):
    colleague = elsewhere()
    read, may_go_on = threading.Event(), threading.Event()

    def slow(environ, start_response):
        answer = newspaper(environ, start_response)
        read.set()
        may_go_on.wait(10)
        return answer

    site._application = slow
    with ThreadPoolExecutor(1) as readers:
        late = readers.submit(get, site)
        read.wait(10)
        colleague.do(rename, "second")
        may_go_on.set()
        late.result(10)

    assert get(site).body == b"second"


def test_transactions_that_end_in_another_order_than_they_began_are_all_seen(site, elsewhere):
    early, late = elsewhere(), elsewhere()
    get(site)

    early.begin()
    early.do(lambda: SiteSettings.objects.filter(pk=1).update(name="early"))
    # SQLite makes it wait for the earlier; on PostgreSQL it overtakes.
    overtaking = late.pool.submit(clock.touch, "article:1")
    if connection.vendor != "sqlite":
        overtaking.result(10)
    between = get(site)
    early.do(clock.touch, "site")
    uncommitted = get(site)
    early.commit()
    overtaking.result(10)

    assert [(each.cache, each.body) for each in (between, uncommitted)] == [(HIT, b"first")] * 2
    assert get(site).body == b"early"


def test_of_many_writers_at_once_none_is_missed(site, elsewhere):
    colleagues = [elsewhere() for _number in range(3)]
    seen = []

    def write(number):
        for turn in range(10):
            rename(f"{number}-{turn}")

    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(each.do, write, n) for n, each in enumerate(colleagues)]
        while not all(each.done() for each in writing):
            seen.append(get(site).body)
        [each.result() for each in writing]

    name = SiteSettings.objects.get(pk=1).name.encode()
    assert get(site).body == name
    assert len(set(seen)) > 1


def test_a_boundary_that_is_set_after_a_page_was_made_ends_it(site, elsewhere):
    colleague = elsewhere()
    get(site)
    soon = timezone.now() + timedelta(milliseconds=300)

    def schedule():
        clock.set_boundaries("article:1", [soon])
        clock.touch("article:1")

    colleague.do(schedule)
    before = get(site)
    threading.Event().wait(0.35)

    assert (before.cache, get(site).cache) == (HIT, MISS)


def test_what_a_write_did_at_once_ends_no_page_of_others(site):
    get(site)
    clock.set_boundaries("article:1", [timezone.now()], hides=[None])
    clock.touch("article:1")

    assert get(site).cache == HIT
    assert Boundary.objects.exclude(settled_at=None).count() == 1


def test_more_changes_than_a_process_remembers_make_pages_new_and_none_stale(
    site, monkeypatch, elsewhere
):
    monkeypatch.setattr("portal.pagecache.questions.REMEMBERED", 5)
    colleague = elsewhere()
    get(site)

    for number in range(30):
        colleague.do(clock.touch, f"article:{number}")
        if number % 7 == 0:
            get(site)
    colleague.do(rename, "second")

    assert get(site).body == b"second"
    assert get(site).cache == HIT


class Broken:
    """A database that can be stopped, as far as anybody can tell who uses it, and started again."""

    is_stopped = False

    def stop(self):
        self.is_stopped = True
        if connection.vendor == "sqlite":
            self._run(connection.cursor, "ALTER TABLE pagecache_clock RENAME TO gone")
            return
        name = connection.settings_dict["NAME"]
        self._run(
            connection._nodb_cursor,
            f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
        )

    def start(self):
        self.is_stopped = False
        if connection.vendor == "sqlite":
            self._run(connection.cursor, "ALTER TABLE gone RENAME TO pagecache_clock")
            return
        name = connection.settings_dict["NAME"]
        self._run(connection._nodb_cursor, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        connection.close()

    @staticmethod
    def _run(connected, *statements):
        with connected() as cursor:
            for statement in statements:
                cursor.execute(statement)


@pytest.fixture
def broken(newspaper):
    made = Broken()
    yield made
    if made.is_stopped:
        made.start()


def test_a_database_that_stops_under_load_costs_no_reader_the_page(
    site, broken, monkeypatch, caplog
):
    monkeypatch.setattr(freshness, "PAUSE", 0.02)
    get(site)
    stopped, may_end = threading.Event(), threading.Event()

    def load():
        answers = []
        while not may_end.is_set():
            after = stopped.is_set()
            answer = get(site)
            answers.append((after, answer.status, answer.body, answer.cache))
        return answers

    with ThreadPoolExecutor(4) as readers:
        loads = [readers.submit(load) for _reader in range(4)]
        try:
            threading.Event().wait(0.1)
            broken.stop()
            stopped.set()
            threading.Event().wait(0.2)
        finally:
            may_end.set()
        answers = [answer for each in loads for answer in each.result()]
    broken.start()
    rename("second")
    threading.Event().wait(0.05)

    assert {(status, body) for _after, status, body, _cache in answers} == {(200, b"first")}
    assert {cache for after, _status, _body, cache in answers if after} == {SILENT}
    assert get(site).body == b"second"


def test_a_database_that_answers_nobody_is_waited_for_no_longer_than_a_moment(
    site, elsewhere, monkeypatch
):
    monkeypatch.setattr(freshness, "PATIENCE", 0.05)
    colleague = elsewhere()
    get(site)

    def lock():
        with connection.cursor() as cursor:
            # Nobody locks a reader of SQLite out: a writer that is at work is all there is.
            if connection.vendor == "sqlite":
                cursor.execute("UPDATE pagecache_clock SET number = number + 1")
            else:
                cursor.execute("LOCK TABLE pagecache_clock IN ACCESS EXCLUSIVE MODE")

    colleague.begin()
    colleague.do(lock)
    locked = {get(site).cache for _time in range(5)}
    colleague.roll_back()
    threading.Event().wait(0.1)

    assert locked == {HIT if connection.vendor == "sqlite" else SILENT}
    assert get(site).cache == HIT


def test_while_the_database_is_gone_nothing_outlives_its_last_moment(
    site, broken, monkeypatch, caplog
):
    monkeypatch.setattr(freshness, "PAUSE", 0.0)
    ends = timezone.now() + timedelta(milliseconds=400)
    clock.set_boundaries("article:1", [], hides=[ends])
    clock.touch("article:1")
    get(site)
    broken.stop()
    before = get(site)
    threading.Event().wait(max(0, (ends - timezone.now()).total_seconds()) + 0.01)

    site._application = Application(tags=(), status="503 Service Unavailable", headers=HTML)

    assert (before.cache, get(site).status) == (SILENT, 503)
