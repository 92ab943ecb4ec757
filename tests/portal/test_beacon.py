import threading
from collections import Counter
from http import HTTPStatus

import pytest
import time_machine
from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import OperationalError

from articles.models import ViewCount
from articles.mostread import counting
from portal.beacon.tally import A_SECOND, Tally
from portal.beacon.wsgi import Beacon
from tests.factories import ArticleFactory

READER = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_ORIGIN": settings.SITE_URL,
    "HTTP_SEC_FETCH_SITE": "same-origin",
}
COLLEAGUE = f"theme=dark; {settings.SESSION_COOKIE_NAME}=abc"
NOON = 1_795_172_400


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


class Written(Counter):
    """What was written, unless the database is away."""

    is_away = False

    def __call__(self, views):
        if self.is_away:
            raise OperationalError("no database")
        self.update(views)


@pytest.fixture
def written():
    return Written()


@pytest.fixture
def tally(written):
    tally = Tally(written, pause=60)
    yield tally
    tally.close()


def django(environ, start_response):
    start_response("200 OK", [])
    return [b"Django"]


def ask(tally, path="/viewed/7/", method="POST", **said):
    """What the beacon in front answers: a status, and its headers."""
    told = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **READER, **said}
    body = Beacon(django, tally)(environ, lambda *answer: told.append(answer))
    status, headers = told[0]
    return int(status.split()[0]), dict(headers), b"".join(body)


def counted(tally, written):
    tally.flush()
    return written.total()


def test_a_view_is_taken_and_counted_for_the_hour(tally, written):
    status, headers, body = ask(tally)

    assert (status, headers, body) == (204, {"Cache-Control": "no-store"}, b"")
    assert counted(tally, written) == 1
    assert dict(written) == {(7, NOON // 3_600): 1}


def test_it_stands_in_front_of_every_server_of_the_site():
    assert isinstance(get_internal_wsgi_application(), Beacon)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/viewed/7/", "GET", HTTPStatus.METHOD_NOT_ALLOWED),
        ("/viewed/7/", "HEAD", HTTPStatus.METHOD_NOT_ALLOWED),
        ("/viewed/7/", "DELETE", HTTPStatus.METHOD_NOT_ALLOWED),
        ("/viewed/7", "POST", HTTPStatus.NOT_FOUND),
        ("/viewed/", "POST", HTTPStatus.NOT_FOUND),
        ("/viewed/0/", "POST", HTTPStatus.NOT_FOUND),
        ("/viewed/x/", "POST", HTTPStatus.NOT_FOUND),
        ("/viewed/٧/", "POST", HTTPStatus.NOT_FOUND),
        (f"/viewed/{10**18}/", "POST", HTTPStatus.NOT_FOUND),
        ("/viewed/7/more/", "POST", HTTPStatus.NOT_FOUND),
    ],
)
def test_whatever_else_is_asked_there_is_refused(tally, written, path, method, status):
    assert ask(tally, path, method)[0] == status
    assert counted(tally, written) == 0


@pytest.mark.parametrize(
    "said", [{"CONTENT_LENGTH": "1000"}, {"HTTP_TRANSFER_ENCODING": "chunked"}]
)
def test_nobody_sends_a_text_with_it(tally, written, said):
    assert ask(tally, **said)[0] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert counted(tally, written) == 0


def test_all_other_addresses_are_none_of_its_business(tally):
    assert ask(tally, "/politics/", "GET")[2] == b"Django"
    assert ask(tally, "/viewedness/", "POST")[2] == b"Django"


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://google.com/bot.html)"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 AppleWebKit/537.36 BingPreview/1.0b"},
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_USER_AGENT": "curl/8.5.0"},
        {"HTTP_USER_AGENT": "python-requests/2.32"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_COOKIE": COLLEAGUE},
    ],
)
def test_machines_colleagues_and_other_pages_are_answered_and_not_counted(tally, written, said):
    assert ask(tally, **said)[0] == HTTPStatus.NO_CONTENT
    assert counted(tally, written) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) Chrome/140 Mobile"},
        {"HTTP_COOKIE": "reader=1"},
        {"CONTENT_LENGTH": "0"},
    ],
)
def test_readers_count_whatever_their_telephone_is_called(tally, written, said):
    assert ask(tally, **said)[0] == HTTPStatus.NO_CONTENT
    assert counted(tally, written) == 1


def test_a_browser_that_says_nothing_of_where_it_asks_from_is_believed(tally, written):
    del (environ := dict(READER))["HTTP_SEC_FETCH_SITE"]
    environ |= {"REQUEST_METHOD": "POST", "PATH_INFO": "/viewed/7/"}

    Beacon(django, tally)(environ, lambda *_answer: None)

    assert counted(tally, written) == 1


def test_one_story_cannot_be_blown_up_in_a_second(tally, written, clock):
    for _time in range(A_SECOND):
        assert ask(tally)[0] == HTTPStatus.NO_CONTENT
    # Whoever is not counted is told.
    assert ask(tally)[0] == HTTPStatus.SERVICE_UNAVAILABLE
    ask(tally, "/viewed/8/")
    clock.shift(1)
    ask(tally)

    assert counted(tally, written) == A_SECOND + 2
    assert written[7, NOON // 3_600] == A_SECOND + 1


def test_what_the_database_does_not_take_is_kept_and_tried_again(tally, written, caplog):
    ask(tally)
    written.is_away = True
    assert not tally.flush()
    ask(tally)
    written.is_away = False

    assert tally.flush()
    assert written.total() == 2
    assert "no database" in caplog.text


def test_what_is_kept_meanwhile_is_bounded_and_more_is_not_said_to_be_taken(written):
    tally = Tally(written, pause=60, most=2)

    answers = [ask(tally, f"/viewed/{story}/")[0] for story in (1, 2, 3, 1)]
    tally.close()

    assert answers == [204, 204, 503, 204]
    assert dict(written) == {(1, NOON // 3_600): 2, (2, NOON // 3_600): 1}


def test_a_thread_writes_after_a_moment_and_what_is_left_as_the_process_ends():
    written, done = Written(), threading.Event()

    def write(views):
        written(views)
        done.set()

    tally = Tally(write, pause=0.01)
    ask(tally)
    assert done.wait(10)
    tally.close()
    ask(tally)
    tally.close()

    assert written.total() == 2


@pytest.mark.django_db
def test_a_thousand_views_cost_the_database_a_handful_of_statements(django_assert_num_queries):
    stories = [ArticleFactory() for _story in range(5)]
    tally = Tally(counting.add, pause=60)

    for place in range(1_000):
        assert ask(tally, f"/viewed/{stories[place % 5].pk}/")[0] == HTTPStatus.NO_CONTENT
    with django_assert_num_queries(4):
        tally.close()

    assert list(ViewCount.objects.values_list("count", flat=True)) == [200] * 5
