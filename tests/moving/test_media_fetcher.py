"""What is fetched, what is tried again, and what is told of the rest."""

import hashlib
import threading
import time

import pytest
from django.utils import translation

from portal.moving.media import REASONS, Fetcher, Limits
from tests.moving.fetching import (
    CONTENT,
    QUICK,
    fetched,
    files,
    here,
    no_thread_is_left,
    one,
    reason,
    waited_for,
)
from tests.moving.websites import page, raw, serving, status


@pytest.fixture
def site():
    with serving() as site, no_thread_is_left():
        yield site


def test_a_file_is_fetched_under_the_name_of_its_address(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    address = f"{site.address}/a.jpg"

    result = one(tmp_path / "new" / "folder", address)

    name = hashlib.sha256(address.encode()).hexdigest()
    assert (result.path, result.size) == (tmp_path / "new" / "folder" / name, len(CONTENT))
    assert (result.is_new, result.reason, result.text) == (True, "", "")
    assert result.path.read_bytes() == CONTENT
    assert list(result.path.parent.iterdir()) == [result.path]


def test_what_is_asked_says_who_asks_and_wants_nothing_packed(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)

    one(tmp_path, f"{site.address}/a.jpg?size=1%2C2#top")

    path, headers = site.asked[0]
    assert path == "/a.jpg?size=1%2C2"
    assert headers["Accept-Encoding"] == "identity"
    assert headers["User-Agent"].startswith("Zebalkans")
    assert "Range" not in headers


def test_what_is_here_whole_is_not_fetched_again(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    first = one(tmp_path, f"{site.address}/a.jpg")

    again = one(tmp_path, f"{site.address}/a.jpg")

    assert (again.path, again.size, again.is_new) == (first.path, first.size, False)
    assert len(site.asked) == 1


def test_each_address_is_told_of_once_and_counted(tmp_path, site):
    site.pages["/a.jpg"] = site.pages["/b.jpg"] = page(CONTENT)
    one(tmp_path, f"{site.address}/b.jpg")
    addresses = [f"{site.address}/{name}.jpg" for name in "abacb"]
    fetcher = Fetcher(tmp_path, limits=Limits(**QUICK), network=here())

    results = list(fetcher.fetch([*addresses, "nothing"]))

    assert sorted(each.address for each in results) == sorted({*addresses, "nothing"})
    counts = fetcher.counts
    assert (counts.files, counts.kept, counts.bytes_fetched) == (2, 1, len(CONTENT))
    assert counts.missing == {"gone": 1, "address": 1}


def test_files_without_a_length_or_without_content_are_files(tmp_path, site):
    site.pages["/chunked"] = raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"
    )
    site.pages["/until-the-end"] = raw(b"HTTP/1.0 200 OK\r\n\r\nhello!")
    site.pages["/empty"] = page(b"")

    results = fetched(tmp_path, *(f"{site.address}{path}" for path in site.pages))

    assert sorted(each.path.read_bytes() for each in results.values()) == [
        b"",
        b"hello!",
        b"hello!",
    ]


@pytest.mark.parametrize(
    ("code", "wanted", "times"),
    [
        (404, "gone", 1), (410, "gone", 1), (403, "forbidden", 1), (401, "forbidden", 1),
        (418, "status", 1), (204, "status", 1), (304, "status", 1), (206, "answer", 4),
        (302, "status", 1), (501, "failing", 1), (500, "failing", 4), (502, "failing", 4),
        (408, "status", 4), (503, "busy", 4), (429, "busy", 4), (416, "answer", 4),
    ],
)  # fmt: skip
def test_what_may_pass_is_tried_again_and_nothing_else(tmp_path, site, code, wanted, times):
    site.pages["/a.jpg"] = status(code)

    assert reason(tmp_path, f"{site.address}/a.jpg") == wanted
    assert len(site.asked) == times
    assert files(tmp_path) == set()


def test_a_server_that_recovers_is_forgiven(tmp_path, site):
    answers = iter([status(500), raw(b""), status(503), page(CONTENT)])
    site.pages["/a.jpg"] = lambda handler: next(answers)(handler)

    assert one(tmp_path, f"{site.address}/a.jpg").size == len(CONTENT)


def test_redirects_are_followed_but_not_without_end(tmp_path, site):
    site.pages["/5"] = page(CONTENT)
    for number in range(5):
        site.pages[f"/{number}"] = status(301 + number % 2, Location=f"/{number + 1}")
    site.pages["/6"] = status(307, Location="0")
    site.pages["/loop"] = status(308, Location="/loop")

    assert one(tmp_path, f"{site.address}/0").size == len(CONTENT)
    assert reason(tmp_path, f"{site.address}/6") == "redirects"
    assert reason(tmp_path, f"{site.address}/loop") == "redirects"


def test_a_run_fetches_no_more_than_it_may(tmp_path, site):
    for number in range(6):
        site.pages[f"/{number}"] = page(b"x" * 1_000)
    addresses = [f"{site.address}/{number}" for number in range(6)]

    results = fetched(tmp_path, *addresses, most_bytes_in_all=2_500, parallel=1)

    assert [each.reason for each in results.values()] == ["", "", *["enough"] * 4]
    assert len(site.asked) == 3
    assert one(tmp_path, addresses[-1]).size == 1_000


def test_when_it_is_stopped_its_threads_end_with_it_at_once(tmp_path, site):
    site.pages["/quick"] = page(b"x")
    site.pages["/slow"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nx", every=30
    )  # fmt: skip
    addresses = [f"{site.address}/quick", *(f"{site.address}/slow?{number}" for number in range(9))]
    fetcher = Fetcher(tmp_path, limits=Limits(at_one_host=4), network=here())
    results = fetcher.fetch(addresses)
    assert next(results).size == 1
    waited_for(lambda: len(site.asked) == 5)
    began = time.monotonic()

    results.close()

    assert time.monotonic() - began < 2
    assert [each.name for each in threading.enumerate() if each.name.startswith("fetcher")] == []


def test_what_goes_wrong_on_our_side_ends_the_run(tmp_path, site):
    site.pages["/a"] = page(b"x")
    (tmp_path / hashlib.sha256(f"{site.address}/a".encode()).hexdigest()).mkdir()

    with pytest.raises(OSError, match="directory"):
        fetched(tmp_path, f"{site.address}/a")


def test_every_reason_is_a_sentence_that_is_translated_when_it_is_read(tmp_path, site):
    result = one(tmp_path, f"{site.address}/a.jpg")

    assert all(str(text).endswith((".", ").")) for text in REASONS.values())
    with translation.override("en"):
        assert "does not have this file any more (its answer was 404)" in result.text
