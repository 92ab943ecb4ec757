"""What is kept, for whom, and for how long."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from portal.pagecache import wsgi
from portal.pagecache.freshness import Known
from tests.pagecache.applications import ETAG, Application, Told, date
from tests.pagecache.readers import cached, checked, get

NOON = 1_900_000_000.0
HIT, MISS = "hit", "fwd=miss; stored"
SILENT = "hit; detail=database-unreachable"


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_a_page_is_rendered_once_and_then_answered_as_it_was(told):
    application = Application()
    site = cached(application, freshness=told)

    answers = [get(checked(site)) for _time in range(3)]

    assert [each.cache for each in answers] == [MISS, HIT, HIT]
    assert {each.body for each in answers} == {b"Rendered 1"}


def test_a_page_is_rendered_anew_after_a_change_of_what_it_shows_and_of_nothing_else(told):
    site = cached(Application(tags=("front", "site")), freshness=told)
    get(site)

    told.stamp("article:1", "category:1")
    after_another = get(site)
    told.stamp("site")
    after_its_own = get(site)
    told.stamp("article:1")

    assert (after_another.cache, after_its_own.cache) == (HIT, MISS)
    assert get(site).body == b"Rendered 2"


def test_what_was_written_while_a_page_was_rendered_makes_it_stale(told):
    class Slow(Application):
        def __call__(self, *arguments):
            if not self.asked:
                told.stamp("front")
            return super().__call__(*arguments)

    site = cached(Slow(), freshness=told)

    assert [get(site).body for _time in range(3)] == [b"Rendered 1", b"Rendered 2", b"Rendered 2"]


@pytest.mark.parametrize(
    "application",
    [
        Application(tags=()),
        Application(headers=[("Set-Cookie", "sessionid=1")]),
        Application(headers=[("Vary", "Cookie, Accept-Encoding")]),
        Application(headers=[("Content-Security-Policy", "script-src 'nonce-abc'")]),
        Application(body=b"<script nonce-abc>"),
        Application(tags=(), status="404 Not Found"),
        Application(status="200 OK", etag=""),
        Application(status="500 Internal Server Error", etag=""),
    ],
    ids=[
        "undeclared",
        "cookie",
        "vary",
        "nonce in header",
        "nonce in body",
        "404",
        "no tag",
        "500",
    ],
)
def test_what_is_of_one_reader_or_no_page_is_never_kept(told, application):
    site = cached(application, freshness=told)

    answers = [get(site) for _time in range(2)]

    assert (len(application.asked), {each.cache for each in answers}) == (2, {""})
    assert {each.status for each in answers} == {int(application.status[:3])}


def test_that_a_story_is_gone_or_moved_is_kept_as_it_is_and_compared_with_nothing(told):
    for status in ("410 Gone", "302 Found", "301 Moved Permanently", "404 Not Found"):
        gone = Application(status=status, etag="", headers=[("Location", "/")], changed_at=1.0)
        site = checked(cached(gone, freshness=told))

        answers = [get(site, if_none_match="*", accept_encoding="br") for _time in range(2)]

        assert [each.cache for each in answers] == [MISS, HIT]
        assert {each.status for each in answers} == {int(status[:3])}
        assert {each.body for each in answers} == {b"Rendered 1"}
        assert not {"ETag", "Last-Modified"} & answers[1].headers.keys()


def test_only_the_session_cookie_keeps_a_reader_from_kept_pages(told):
    application = Application()
    site = cached(application, freshness=told)
    get(site)

    others = [
        get(site, cookie=cookie).cache
        for cookie in ("csrftoken=1", "a=sessionid", "sessionid2=1; _ga=2", "", ";;=;")
    ]
    sessions = [
        get(site, cookie=cookie).cache for cookie in ("sessionid=1", "a=b;sessionid=1; c=d")
    ]

    assert (others, sessions) == ([HIT] * 5, [""] * 2)


def test_who_has_the_page_hears_that_it_did_not_change(told):
    site = checked(cached(Application(body=b"x" * 1000), freshness=told))
    get(site)

    asked = [ETAG, f"W/{ETAG}", f'"other", {ETAG}', "*"]
    same = [get(site, if_none_match=each) for each in asked]
    other = get(site, if_none_match='"other"')

    assert [(each.status, each.body) for each in same] == [(304, b"")] * 4
    assert all(each.headers["ETag"] == ETAG for each in same)
    assert all("Content-Type" not in each.headers for each in same)
    assert (other.status, other.body) == (200, b"x" * 1000)


def test_a_date_counts_once_its_second_is_over_and_where_no_tag_is_asked_for(told, clock):
    site = cached(Application(changed_at=NOON + 0.7), freshness=told)
    clock.shift(0.8)
    within = get(site)
    # A second more, for what a process believed a moment longer.
    clock.shift(1.2)
    after = get(site)

    assert "Last-Modified" not in within.headers
    assert after.headers["Last-Modified"] == date(NOON)
    assert get(site, if_modified_since=date(NOON)).status == 304
    assert get(site, if_modified_since=date(NOON - 1)).status == 200
    assert get(site, if_modified_since=date(NOON), if_none_match='"other"').status == 200
    assert get(site, if_modified_since="yesterday").status == 200


def test_the_first_reader_of_a_page_is_asked_for_it_like_all_others(told):
    site = checked(cached(Application(), freshness=told))

    first = get(site, if_none_match=ETAG)

    assert (first.status, first.cache) == (304, MISS)
    assert get(site).status == 200


def test_whoever_asks_for_the_head_alone_fills_and_uses_the_same_page(told):
    site = checked(cached(Application(), freshness=told))

    head, whole = get(site, method="HEAD"), get(site)

    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(whole.body)))
    assert (whole.body, whole.cache) == (b"Rendered 1", HIT)
    assert get(site, method="HEAD").body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", "TRACE"])
def test_whoever_sends_something_reaches_the_application(told, method):
    application = Application()
    site = cached(application, freshness=told)
    get(site)

    assert get(site, method=method).cache == ""
    assert len(application.asked) == 2


def test_a_page_ends_when_it_says_so(told, clock):
    site = cached(Application(ends_at=NOON + 10), freshness=told)
    first = get(site)
    clock.shift(9.9)
    just_before = get(site)
    clock.shift(0.1)

    assert (first.cache, just_before.cache, get(site).cache) == (MISS, HIT, MISS)


def test_a_moment_ends_what_was_made_before_it_however_late_it_was_set(told, clock):
    site = cached(Application(), freshness=told)
    get(site)
    told.set_moments(NOON + 60, NOON + 120)
    still = get(site)
    clock.shift(60)
    passed = [get(site).cache for _time in range(2)]
    clock.shift(60)

    assert (still.cache, passed, get(site).cache) == (HIT, [MISS, HIT], MISS)


def test_a_clock_that_jumps_makes_pages_new(told, clock):
    told.set_moments(NOON + 60)
    site = cached(Application(), freshness=told)
    get(site)
    clock.shift(3600)
    forward = [get(site).cache for _time in range(2)]
    clock.shift(-3600)
    back = [get(site).cache for _time in range(2)]

    assert (forward, back) == ([MISS, HIT], [MISS, HIT])


class Waiting(Application):
    """Renders for as long as the test wants."""

    def __init__(self, **said):
        super().__init__(**said)
        self.begun, self.may_end = threading.Semaphore(0), threading.Event()

    def __call__(self, *arguments):
        answer = super().__call__(*arguments)
        self.begun.release()
        self.may_end.wait(10)
        return answer


def test_of_many_who_ask_for_one_page_at_once_one_has_it_rendered(told):
    application = Waiting()
    site = cached(application, freshness=told)

    with ThreadPoolExecutor(9) as readers:
        first = readers.submit(get, site)
        application.begun.acquire()
        others = [readers.submit(get, site) for _reader in range(8)]
        time.sleep(0.05)
        application.may_end.set()
        answers = [each.result() for each in (first, *others)]

    assert len(application.asked) == 1
    assert {each.body for each in answers} == {b"Rendered 1"}


def test_who_has_waited_long_enough_has_the_page_rendered_too(told, monkeypatch):
    monkeypatch.setattr(wsgi, "PATIENCE", 0.05)
    application = Waiting()
    site = cached(application, freshness=told)

    with ThreadPoolExecutor(2) as readers:
        both = [readers.submit(get, site) for _reader in range(2)]
        for _each in both:
            application.begun.acquire()
        application.may_end.set()
        bodies = {each.result().body for each in both}

    assert bodies == {b"Rendered 1", b"Rendered 2"}


def test_who_waits_for_what_cannot_be_kept_gets_an_answer_of_his_own(told):
    application = Waiting(tags=(), status="404 Not Found")
    site = cached(application, freshness=told)

    with ThreadPoolExecutor(3) as readers:
        asked = [readers.submit(get, site) for _reader in range(3)]
        application.begun.acquire()
        application.may_end.set()
        answers = [each.result() for each in asked]

    assert [each.status for each in answers] == [404] * 3
    assert len(application.asked) == 3


def test_a_page_that_fails_is_no_reason_to_wait_for_the_next(told):
    class Failing(Application):
        def __call__(self, *arguments):
            super().__call__(*arguments)
            raise ZeroDivisionError

    site = cached(Failing(), freshness=told)

    for _time in range(2):
        with pytest.raises(ZeroDivisionError):
            get(site)


def test_while_the_database_is_silent_the_last_copy_is_served_and_says_so(told):
    application = Application()
    site = cached(application, freshness=told)
    get(site)
    told.stamp("front")
    told.is_silent = True
    silent = get(site)
    told.is_silent = False

    assert (silent.cache, silent.body) == (SILENT, b"Rendered 1")
    assert get(site).body == b"Rendered 2"


def test_while_the_database_is_silent_nobody_waits_for_a_page_that_is_not_kept(told):
    told.is_silent = True
    application = Application()
    site = checked(cached(application, freshness=told, unavailable=b"Later."))

    answers = [get(site), get(site, method="HEAD")]

    assert [(each.status, each.body) for each in answers] == [(503, b"Later."), (503, b"")]
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert application.asked == []


def test_what_is_hidden_is_forgotten_by_no_copy_of_a_time_that_is(told, clock):
    site = cached(Application(), freshness=told)
    get(site)
    clock.shift(1000)
    # As after a day: what was hidden before `since` is not known any more.
    told.last = Known(number=1, stamped={}, floor=0, since=NOON + 500)
    told.is_silent = True

    assert get(site).status == 503


def test_a_page_of_an_older_site_may_be_asked_for_by_its_query(told):
    class Moved(Application):
        def __call__(self, environ, start_response):
            is_moved = environ["QUERY_STRING"] == "id=5"
            self.status = "301 Moved Permanently" if is_moved else "404 Not Found"
            self.page = None
            return super().__call__(environ, start_response)

    site = cached(Moved(etag=""), freshness=told)

    assert get(site, "/index.php?id=5").status == 301
    assert get(site, "/index.php?id=6").status == 404


def test_who_a_page_was_made_for_has_no_part_in_it(told):
    application = Application()

    get(cached(application, freshness=told), cookie="csrftoken=1", authorization="Basic eDp4")

    assert not {"HTTP_COOKIE", "HTTP_AUTHORIZATION"} & application.asked[0].keys()


def test_no_copy_outlives_the_moment_from_which_less_may_be_seen(told, clock):
    told.set_moments(NOON + 60, hides=[NOON + 120])
    application = Application()
    site = cached(application, freshness=told)
    get(site)
    told.is_silent = True

    found = []
    for _minute in range(3):
        found.append(get(site).cache)
        clock.shift(60)

    assert found == [SILENT, SILENT, ""]


def test_what_was_hidden_by_a_write_is_served_by_no_copy_from_before(told, clock):
    site = cached(Application(), freshness=told)
    get(site)
    clock.shift(5)
    told.set_moments(hides=[NOON + 5])
    told.is_silent = True

    assert get(site).cache == ""


def test_an_error_is_told_as_it_is_unless_the_database_went_away_meanwhile(told):
    application = Application()
    site = cached(application, freshness=told)
    get(site)
    application.status = "500 Internal Server Error"
    told.stamp("front")
    fault = get(site)

    class Gone(Told):
        def __init__(self):
            super().__init__()
            self.answers = 2

        def known(self):
            self.answers -= 1
            return self.last if self.answers >= 0 else None

    gone = Gone()
    gone.last = told.last
    site._freshness = gone

    assert (fault.status, fault.cache) == (500, "")
    assert (get(site).status, get(site).cache) == (200, SILENT)


def test_pages_of_a_database_that_was_put_back_are_not_trusted():
    ahead, behind = Told(), Told()
    for _number in range(5):
        ahead.stamp("site")
    site = cached(Application(), freshness=ahead)
    get(site)
    site._freshness = behind
    behind.last = behind.last.__class__(number=1, stamped={}, floor=0, since=time.time() + 1)

    assert get(site).cache == MISS


def test_more_pages_than_fit_push_out_those_that_nobody_asked_for_longest(told):
    site = cached(Application(body=b"x" * 50_000), freshness=told, most=120_000)

    first = [get(site, path).cache for path in ("/a/", "/b/", "/a/")]
    third = get(site, "/c/").cache

    assert (first, third) == ([MISS, MISS, HIT], MISS)
    assert [get(site, path).cache for path in ("/a/", "/c/", "/b/")] == [HIT, HIT, MISS]
    assert site._memory.size <= 120_000


def test_a_page_counts_with_all_the_encodings_in_which_it_was_asked_for(told):
    body = random.Random(1).randbytes(50_000)
    site = cached(Application(body=body), freshness=told, most=190_000)
    get(site)
    alone = site._memory.size

    for encoding in ("gzip", "br", "gzip"):
        get(site, accept_encoding=encoding)
    sizes = [alone, site._memory.size]
    # A fourth does not fit: the next reader has the page rendered anew.
    get(site, accept_encoding="zstd")

    assert [round(size, -4) for size in sizes] == [50_000, 150_000]
    assert [site._memory.size, get(site).cache, site._memory.size] == [0, MISS, alone]
