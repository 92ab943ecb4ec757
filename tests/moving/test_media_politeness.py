"""How often hosts are asked, and by how many at once."""

import socket
import threading
import time
from itertools import pairwise

import pytest

from portal.moving.media import Fetcher, Limits
from tests.moving.fetching import QUICK, fetched, here, no_thread_is_left, one
from tests.moving.websites import Counting, page, raw, serving, status


@pytest.fixture
def site():
    with serving() as site, no_thread_is_left():
        yield site


def test_no_more_than_a_few_files_are_asked_for_at_once(tmp_path, site):
    def slowly(handler):
        time.sleep(0.05)
        page(b"x")(handler)

    for number in range(12):
        site.pages[f"/{number}"] = slowly
    hosts = ["one.example", "two.example", "three.example"]
    port = site.server_port

    fetched(tmp_path, *(f"http://{hosts[0]}:{port}/{number}" for number in range(12)))
    assert site.at_once.most == 2

    fetched(
        tmp_path, *(f"http://{hosts[number % 3]}:{port}/{number}?b" for number in range(12))
    )  # fmt: skip
    assert site.at_once.most == 4


def test_a_host_to_which_many_others_lead_is_asked_no_more_at_once(tmp_path, site):
    def slowly(handler):
        with at_once:
            time.sleep(0.05)
            page(b"x")(handler)

    at_once = Counting()
    site.pages["/a"] = slowly
    port = site.server_port
    site.pages["/on"] = status(302, Location=f"http://files.example:{port}/a")

    results = fetched(tmp_path, *(f"http://{number}.example.org:{port}/on" for number in range(8)))

    assert [each.reason for each in results.values()] == [""] * 8
    assert at_once.most == 2


def test_a_host_whose_places_are_taken_does_not_keep_others_waiting(tmp_path, site):
    def waits(handler):
        assert free.wait(5)
        page(b"x")(handler)

    free = threading.Event()
    site.pages["/slow"], site.pages["/quick"] = waits, page(b"x")
    port = site.server_port
    addresses = [f"http://one.example:{port}/slow?{number}" for number in range(9)]
    addresses.append(f"http://two.example:{port}/quick")

    results = Fetcher(tmp_path, limits=Limits(**QUICK), network=here()).fetch(addresses)

    assert next(results).address == addresses[-1]
    free.set()
    assert len(list(results)) == 9


def test_a_host_is_asked_again_only_after_a_pause(tmp_path, site):
    times = []

    def noted(handler):
        times.append(time.monotonic())
        page(b"x")(handler)

    for number in range(4):
        site.pages[f"/{number}"] = noted

    fetched(
        tmp_path, *(f"{site.address}/{number}" for number in range(4)), pause=0.1, at_one_host=1
    )

    assert all(later - earlier > 0.08 for earlier, later in pairwise(times))


@pytest.mark.parametrize("code", [429, 503])
def test_a_server_that_names_a_time_is_not_asked_before_by_anyone(tmp_path, site, code):
    times = []
    answers = iter([status(code, Retry_After="1")])

    def noted(handler):
        times.append(time.monotonic())
        next(answers, page(b"x"))(handler)

    site.pages["/a"] = site.pages["/b"] = noted

    results = fetched(
        tmp_path, f"{site.address}/a", f"{site.address}/b", seconds=0.5, at_one_host=1
    )

    assert [each.reason for each in results.values()] == ["", ""]
    assert times[1] - times[0] > 0.9


@pytest.mark.parametrize(
    "value", ["86400", "Fri, 01 Jun 2412 10:00:00 GMT", "999999999"]
)  # fmt: skip
def test_a_server_that_wants_a_long_rest_is_not_asked_again_in_this_run(tmp_path, site, value):
    site.pages["/a"] = status(503, Retry_After=value)
    site.pages["/b"] = page(b"x")

    results = fetched(tmp_path, f"{site.address}/a", f"{site.address}/b", parallel=1)

    assert [each.reason for each in results.values()] == ["busy", "busy"]
    assert site.paths == ["/a"]


@pytest.mark.parametrize("value", ["-5", "soon", "Fri, 01 Jun 2012 10:00:00 GMT", "", "9" * 5_000])
def test_a_time_that_is_none_is_no_time(tmp_path, site, value):
    answers = iter([status(503, Retry_After=value), page(b"x")])
    site.pages["/a"] = lambda handler: next(answers)(handler)

    assert one(tmp_path, f"{site.address}/a").size == 1


def test_a_host_that_does_not_answer_many_times_in_a_row_is_given_up(tmp_path, site):
    site.pages["/b"] = page(b"x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = taken.getsockname()[1]
        addresses = [f"http://dead.example:{dead}/{number}" for number in range(30)]
        addresses.append(f"http://alive.example:{site.server_port}/b")

        results = fetched(tmp_path, *addresses, failures=8)

    reasons = [results[address].reason for address in addresses]
    assert reasons.count("") == 1
    assert set(reasons[:-1]) == {"connection", "unreachable"}
    assert reasons.count("unreachable") >= 26


def test_a_host_that_answers_now_and_then_is_not_given_up(tmp_path, site):
    for number in range(12):
        site.pages[f"/{number}"] = page(b"x") if number % 3 else raw(b"")
    addresses = [f"{site.address}/{number}" for number in range(12)]

    results = fetched(tmp_path, *addresses, parallel=1, retries=0, failures=2)

    assert [results[each].reason for each in addresses] == ["connection", "", ""] * 4
