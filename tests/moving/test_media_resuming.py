"""What was fetched of a file is not fetched again, whenever and however the work ended."""

import hashlib
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.moving.fetching import (
    CONTENT,
    fetched,
    files,
    no_thread_is_left,
    one,
    reason,
    waited_for,
)
from tests.moving.websites import head, page, ranged, serving, status

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def site():
    with serving() as site, no_thread_is_left():
        yield site


def test_a_part_is_gone_on_with_where_it_ended(tmp_path, site):
    site.pages["/a.jpg"] = ranged(CONTENT, ends_after=100_000)

    result = one(tmp_path, f"{site.address}/a.jpg")

    assert result.path.read_bytes() == CONTENT
    ranges = [headers.get("Range") for _path, headers in site.asked]
    assert ranges == [None, "bytes=100000-", "bytes=200000-"]
    assert site.asked[1][1]["If-Range"] == '"one"'
    assert files(tmp_path) == {""}


@pytest.mark.parametrize(
    "second",
    [
        ranged(CONTENT, etag='"two"'),
        page(CONTENT),
        status(416, Content_Range="bytes */9"),
        page(CONTENT[9:], code=206, Content_Range=f"bytes 9-{len(CONTENT) - 1}/{len(CONTENT)}"),
        page(CONTENT, code=206),
        page(CONTENT, code=206, Content_Range="bytes=?"),
        page(b"x", code=206, Content_Range="bytes 100000-100000/100001"),
        page(b"x", code=206, Content_Range="bytes 100000-299999/300000"),
    ],
)
def test_a_part_of_a_file_that_changed_is_thrown_away(tmp_path, site, second):
    answers = iter([ranged(b"old" * 100_000, ends_after=100_000), second])
    site.pages["/a.jpg"] = lambda handler: next(answers, page(CONTENT))(handler)

    result = one(tmp_path, f"{site.address}/a.jpg")

    assert result.path.read_bytes() == CONTENT
    assert site.asked[1][1]["Range"] == "bytes=100000-"


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ({"ETag": 'W/"weak"'}, None),
        ({"ETag": '"strong"', "Last_Modified": "Fri, 01 Jun 2012 10:00:00 GMT"}, '"strong"'),
        ({"Last_Modified": "Fri, 01 Jun 2012 10:00:00 GMT"}, "Fri, 01 Jun 2012 10:00:00 GMT"),
        ({"Last_Modified": "today", "Date": "today"}, None),
        ({"ETag": '"a\x80b"'}, None),
        ({}, None),
    ],
)
def test_only_what_surely_tells_a_file_from_another_lets_a_part_be_gone_on_with(
    tmp_path, site, headers, validator
):
    def broken(handler):
        handler.close_connection = True
        handler.send_response_only(200)
        for name, value in {"Content_Length": "9", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(b"x")

    answers = iter([broken, page(CONTENT)])
    site.pages["/a.jpg"] = lambda handler: next(answers)(handler)

    assert one(tmp_path, f"{site.address}/a.jpg").path.read_bytes() == CONTENT
    assert site.asked[1][1].get("If-Range") == validator
    assert ("Range" in site.asked[1][1]) is bool(validator)


def test_what_a_run_began_the_next_one_ends_and_what_is_beside_it_may_be_damaged(tmp_path, site):
    for name in "abc":
        site.pages[f"/{name}"] = ranged(CONTENT, ends_after=1_000)
    addresses = [f"{site.address}/{name}" for name in "abc"]
    results = fetched(tmp_path, *addresses, retries=0)
    assert {each.reason for each in results.values()} == {"connection"}
    _whole, damaged, longer = (
        tmp_path / hashlib.sha256(address.encode()).hexdigest() for address in addresses
    )
    damaged.with_suffix(".note").write_text('["not", "a note"]')
    longer.with_suffix(".part").write_bytes(CONTENT + b"more")
    site.asked.clear()
    for name in "abc":
        site.pages[f"/{name}"] = ranged(CONTENT)

    results = fetched(tmp_path, *addresses)

    assert [each.path.read_bytes() == CONTENT for each in results.values()] == [True, True, True]
    ranges = {path: headers.get("Range") for path, headers in site.asked}
    assert ranges == {"/a": "bytes=1000-", "/b": None, "/c": None}
    assert files(tmp_path) == {""}


def test_a_part_that_has_all_needs_no_request(tmp_path, site):
    site.pages["/a.jpg"] = ranged(CONTENT, ends_after=1_000)
    address = f"{site.address}/a.jpg"
    assert reason(tmp_path, address, retries=0) == "connection"
    (part,) = tmp_path.glob("*.part")
    part.write_bytes(CONTENT)

    assert one(tmp_path, address).path.read_bytes() == CONTENT
    assert len(site.asked) == 1


KILLED = """
import sys
from ipaddress import ip_address
from pathlib import Path
from portal.moving.media import Fetcher, Limits, Network
network = Network(ports=range(1 << 16), may_reach=lambda ip: ip == ip_address("127.0.0.1"))
for each in Fetcher(Path(sys.argv[1]), limits=Limits(pause=0), network=network).fetch(sys.argv[2:]):
    print(each.reason, flush=True)
"""


def test_a_fetcher_that_is_killed_goes_on_where_it_was(tmp_path, site):
    part, rest = CONTENT[:99], CONTENT[99:]
    started = threading.Event()

    def stalls(handler):
        head(handler, Content_Length=str(len(CONTENT)), ETag='"one"')
        handler.wfile.write(part)
        started.set()
        handler.server.is_over.wait(20)

    site.pages["/a.jpg"] = stalls
    command = [sys.executable, "-c", KILLED, str(tmp_path), f"{site.address}/a.jpg"]
    with subprocess.Popen(command, cwd=ROOT) as process:
        assert started.wait(20)
        (path,) = waited_for(lambda: [p for p in tmp_path.glob("*.part") if p.stat().st_size > 9])
        process.send_signal(signal.SIGKILL)
    kept = path.stat().st_size
    site.pages["/a.jpg"] = ranged(part + rest)

    result = one(tmp_path, f"{site.address}/a.jpg")

    assert result.path.read_bytes() == CONTENT
    assert site.asked[1][1]["Range"] == f"bytes={kept}-"
