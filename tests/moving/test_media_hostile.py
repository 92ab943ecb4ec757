"""No answer, however it lies, takes more time or room than it may."""

import time

import pytest

from tests.moving.fetching import fetched, files, no_thread_is_left, reason
from tests.moving.websites import page, raw, serving, status


@pytest.fixture
def site():
    with serving() as site, no_thread_is_left():
        yield site


def test_a_web_page_in_place_of_a_file_is_not_taken(tmp_path, site):
    site.pages["/a.jpg"] = page(b"<h1>Buy this name", Content_Type="Text/HTML; charset=utf-8")

    assert reason(tmp_path, f"{site.address}/a.jpg") == "page"


def test_nothing_packed_is_taken_so_that_no_bomb_is_opened(tmp_path, site):
    site.pages["/a"] = page(b"\x1f\x8b", Content_Encoding="gzip")
    site.pages["/b"] = page(b"\x1f\x8b", Content_Encoding="identity, br")
    site.pages["/c"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n\x1f\x8b")
    site.pages["/d"] = page(b"plain", Content_Encoding="identity")

    results = fetched(tmp_path, *(f"{site.address}{path}" for path in site.pages))

    assert [results[f"{site.address}{path}"].reason for path in site.pages] == [
        "encoded", "encoded", "encoded", "",
    ]  # fmt: skip


def test_a_length_that_is_too_much_is_believed_and_one_that_is_too_little_is_not(tmp_path, site):
    over = b"x" * 2_000
    site.pages["/says"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", over)
    site.pages["/sends"] = raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"7d0\r\n" + over + b"\r\n",
        forever=True,
    )  # fmt: skip
    site.pages["/never-ends"] = raw(b"HTTP/1.1 200 OK\r\n\r\n", over, forever=True)
    site.pages["/both"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"7d0\r\n" + over + b"\r\n", forever=True,
    )  # fmt: skip
    site.pages["/range"] = status(206, Content_Range="bytes 0-5/999999999999")

    results = fetched(
        tmp_path, *(f"{site.address}{path}" for path in site.pages), most_bytes=1_000_000
    )

    reasons = [results[f"{site.address}{path}"].reason for path in site.pages]
    assert reasons == ["too_large", "too_large", "too_large", "too_large", "answer"]
    assert files(tmp_path) == set()


def test_bytes_that_do_not_come_though_promised_are_missed(tmp_path, site):
    site.pages["/short"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")
    site.pages["/broken"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")
    site.pages["/unfinished"] = raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    )

    results = fetched(tmp_path, *(f"{site.address}{path}" for path in site.pages))

    assert [each.reason for each in results.values()] == ["connection"] * 3
    assert len(site.asked) == 12
    assert "" not in files(tmp_path)


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"\x00" * 100_000),
        raw(b"HTTP/9.9 what\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" + b"X: y\r\n" * 500 + b"\r\nhello"),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 100_000),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n"),
        raw(b""),
    ],
)
def test_an_answer_that_is_none_is_an_answer_of_no_file(tmp_path, site, answer):
    site.pages["/a.jpg"] = answer

    assert reason(tmp_path, f"{site.address}/a.jpg", retries=0) in ("answer", "connection")


def test_a_server_that_sends_a_little_at_a_time_is_notwaited_for_forever(tmp_path, site):
    site.pages["/body"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x", every=0.05, forever=True
    )
    site.pages["/head"] = raw(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", every=0.05, forever=True)
    site.pages["/line"] = raw(b"HTTP/1.1 200 OK\r\nX: ", b"y", every=0.05, forever=True)
    site.pages["/go-on"] = raw(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.05, forever=True)
    began = time.monotonic()

    results = fetched(
        tmp_path, *(f"{site.address}{path}" for path in site.pages), seconds=0.7, at_one_host=4
    )

    reasons = [results[f"{site.address}{path}"].reason for path in site.pages]
    assert reasons[0] == "slow"
    assert set(reasons[1:]) <= {"slow", "connection"}  # a hundred headers are too many as well
    assert time.monotonic() - began < 4


def test_a_server_that_says_nothing_is_left_after_a_while(tmp_path, site):
    site.pages["/a.jpg"] = raw(b"", every=9)
    site.pages["/b.jpg"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", every=9)
    began = time.monotonic()

    results = fetched(
        tmp_path, f"{site.address}/a.jpg", f"{site.address}/b.jpg", silence=0.3, retries=1
    )

    assert [each.reason for each in results.values()] == ["silent", "silent"]
    assert time.monotonic() - began < 4
