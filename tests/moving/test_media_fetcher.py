"""What is fetched, what is not, and that it is gone on with after any interruption."""

import hashlib
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import translation

from portal.moving.media import REASONS, Fetcher, Limits, Network, is_public
from tests.moving.websites import head, page, ranged, raw, serving, status

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = bytes(range(256)) * 1_000
# To read all certificates that this machine trusts takes a tenth of a second.
TLS = ssl.create_default_context()
QUICK = {"pause": 0, "backoff": 0.01, "silence": 1, "seconds": 5, "connecting": 2}


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture(autouse=True)
def _no_thread_is_left():
    yield
    assert [each.name for each in threading.enumerate() if each.name.startswith("fetcher")] == []


def here(*ips, **options):
    """A network where this machine may be asked, by any name."""
    ips = [ip_address(ip) for ip in ips or ["127.0.0.1"]]
    given = {
        "ports": range(1 << 16),
        "may_reach": lambda ip: ip in ips,
        "resolve": lambda _host, _port: ips,
        "tls": TLS,
    }
    return Network(**given | options)


def fetched(folder, *addresses, network=None, **limits):
    """What came of each address, by its address."""
    fetcher = Fetcher(folder, limits=Limits(**QUICK | limits), network=network or here())
    return {each.address: each for each in fetcher.fetch(addresses)}


def one(folder, address, **options):
    return fetched(folder, address, **options)[address]


def reason(folder, address, **options):
    """Why an address has no file, which is told in words that lack nothing."""
    result = one(folder, address, **options)
    assert result.path is None
    assert result.text
    assert "%" not in result.text
    return result.reason


def files(folder):
    return {path.suffix for path in folder.iterdir()}


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


def test_a_server_that_sends_a_little_at_a_time_is_not_waited_for_forever(tmp_path, site):
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


def test_redirects_are_followed_but_not_without_end(tmp_path, site):
    site.pages["/5"] = page(CONTENT)
    for number in range(5):
        site.pages[f"/{number}"] = status(301 + number % 2, Location=f"/{number + 1}")
    site.pages["/6"] = status(307, Location="0")
    site.pages["/loop"] = status(308, Location="/loop")

    assert one(tmp_path, f"{site.address}/0").size == len(CONTENT)
    assert reason(tmp_path, f"{site.address}/6") == "redirects"
    assert reason(tmp_path, f"{site.address}/loop") == "redirects"


@pytest.mark.parametrize(
    ("location", "wanted"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::1]:1/", "private"),
        ("http://localhost/", "private"),
        ("file:///etc/passwd", "address"),
        ("http://user:pass@old.example/", "address"),
        ("http://2130706433/", "private"),
        ("http://[", "address"),
    ],
)
def test_a_redirect_leads_nowhere_that_is_not_allowed_from_the_start(
    tmp_path, site, location, wanted
):
    site.pages["/a.jpg"] = status(302, Location=location)

    result = reason(
        tmp_path,
        f"{site.address}/a.jpg",
        network=here(resolve=lambda host, _port: [ip_address(host)]),
    )

    assert result == wanted
    assert len(site.asked) == 1


def test_nothing_of_this_machine_is_fetched_by_the_rules_of_the_site(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    rules = here(may_reach=is_public)
    port = site.server_port

    for host in ("127.0.0.1", "old.example", "[::ffff:127.0.0.1]", "①②⑦.0.0.1"):
        assert reason(tmp_path, f"http://{host}:{port}/a.jpg", network=rules) == "private"
    assert reason(tmp_path, f"http://127.0.0.1:{port}/a.jpg", network=Network()) == "port"
    assert site.asked == []


def test_one_address_of_many_that_is_private_is_enough_to_refuse_a_host(tmp_path, site):
    network = here(resolve=lambda _host, _port: [ip_address("127.0.0.1"), ip_address("10.0.0.1")])

    assert reason(tmp_path, f"http://old.example:{site.server_port}/", network=network) == "private"
    assert site.asked == []


def test_a_name_is_looked_up_once_for_a_connection_that_goes_to_what_was_checked(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked = []

    def changing(host, port):
        asked.append((host, port))
        return [ip_address(ip) for ip in next(answers)]

    address = f"http://old.example:{site.server_port}/a.jpg"
    result = one(tmp_path, address, network=here(resolve=changing))

    assert result.size == len(CONTENT)
    assert asked == [("old.example", site.server_port)]
    assert site.asked[0][1]["Host"] == f"old.example:{site.server_port}"


def test_a_name_that_means_another_address_after_a_redirect_is_checked_again(tmp_path, site):
    site.pages["/a.jpg"] = status(302, Location="/b.jpg", Connection="close")
    site.pages["/b.jpg"] = page(CONTENT)
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    network = here(resolve=lambda _host, _port: [ip_address(ip) for ip in next(answers)])

    result = reason(tmp_path, f"http://old.example:{site.server_port}/a.jpg", network=network)

    assert result == "private"
    assert site.paths == ["/a.jpg"]


def test_a_name_that_leads_nowhere_is_told_of(tmp_path):
    def fails(code):
        def resolve(_host, _port):
            tries.append(code)
            raise socket.gaierror(code, "no")

        return here(resolve=resolve)

    tries = []
    address = "http://old.example/a.jpg"

    assert reason(tmp_path, address, network=fails(socket.EAI_NONAME)) == "name"
    assert len(tries) == 1
    assert reason(tmp_path, address, network=fails(socket.EAI_AGAIN)) == "lookup"
    assert len(tries) == 5
    assert reason(tmp_path, address, network=here(resolve=lambda _host, _port: [])) == "name"


def test_the_next_address_of_a_host_is_tried_where_nobody_answers_at_the_first(tmp_path, site):
    site.pages["/a.jpg"] = page(CONTENT)
    address = f"http://old.example:{site.server_port}/a.jpg"

    assert one(tmp_path, address, network=here("127.0.0.2", "127.0.0.1")).size == len(CONTENT)
    assert reason(tmp_path, f"{address}?b", network=here("127.0.0.2")) == "connection"


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
    part, rest = CONTENT[:200_000], CONTENT[200_000:]
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
        (path,) = _waited_for(lambda: [p for p in tmp_path.glob("*.part") if p.stat().st_size > 9])
        process.send_signal(signal.SIGKILL)
    kept = path.stat().st_size
    site.pages["/a.jpg"] = ranged(part + rest)

    result = one(tmp_path, f"{site.address}/a.jpg")

    assert result.path.read_bytes() == CONTENT
    assert site.asked[1][1]["Range"] == f"bytes={kept}-"


def _waited_for(find):
    for _try in range(200):
        if found := find():
            return found
        time.sleep(0.05)
    raise AssertionError("nothing came")


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

    fetched(tmp_path, *(f"{site.address}/{number}" for number in range(4)), pause=0.1)

    times.sort()
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
    _waited_for(lambda: len(site.asked) == 5)
    began = time.monotonic()

    results.close()

    assert time.monotonic() - began < 2
    assert [each.name for each in threading.enumerate() if each.name.startswith("fetcher")] == []


def test_what_goes_wrong_on_our_side_ends_the_run(tmp_path, site):
    site.pages["/a"] = page(b"x")
    (tmp_path / hashlib.sha256(f"{site.address}/a".encode()).hexdigest()).mkdir()

    with pytest.raises(OSError, match="directory"):
        fetched(tmp_path, f"{site.address}/a")


def test_a_proxy_is_used_when_it_is_given_and_never_taken_from_the_environment(
    tmp_path, site, monkeypatch
):
    monkeypatch.setenv("http_proxy", site.address)
    monkeypatch.setenv("HTTP_PROXY", site.address)
    site.pages["http://old.example/a.jpg"] = page(CONTENT)
    given = Network(proxy=site.address)
    direct = here("127.0.0.2")

    assert reason(tmp_path, "http://old.example/a.jpg", network=direct, retries=0) == "connection"
    assert one(tmp_path, "http://old.example/a.jpg", network=given).size == len(CONTENT)
    assert reason(tmp_path, "http://127.0.0.1/a.jpg", network=given) == "private"
    assert reason(tmp_path, "http://localhost/a.jpg", network=given) == "private"
    assert site.paths == ["http://old.example/a.jpg"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of `old.example`, with its key, that nobody trusts by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        " -subj /CN=old.example -addext subjectAltName=DNS:old.example"
    )
    try:
        subprocess.run(
            [*command.split(), "-keyout", key, "-out", made], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return made, key


def test_a_host_proves_its_name_before_anything_is_taken_from_it(tmp_path, site, certificate):
    made, key = certificate
    rules = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    rules.load_cert_chain(made, key)
    site.socket = rules.wrap_socket(site.socket, server_side=True)
    site.pages["/a.jpg"] = page(CONTENT)
    site.pages["/slow"] = raw(b"HTTP/1.1 200 OK\r\nX: ", b"y", every=0.05, forever=True)
    trusting = here(tls=ssl.create_default_context(cafile=made))
    port = site.server_port

    assert reason(tmp_path, f"https://old.example:{port}/a.jpg", network=here()) == "certificate"
    assert reason(tmp_path, f"https://b.example:{port}/a.jpg", network=trusting) == "certificate"
    assert reason(tmp_path, f"https://127.0.0.1:{port}/a.jpg", network=trusting) == "certificate"
    assert site.asked == []
    assert one(tmp_path, f"https://old.example:{port}/a.jpg", network=trusting).size == len(CONTENT)
    slow = reason(tmp_path, f"https://old.example:{port}/slow", network=trusting, seconds=0.5)
    assert slow == "slow"


def test_a_host_that_does_not_speak_tls_is_one_that_cannot_be_reached(tmp_path, site):
    address = f"https://127.0.0.1:{site.server_port}/a.jpg"

    assert reason(tmp_path, address, retries=0) == "connection"


def test_every_reason_is_a_sentence_that_is_translated_when_it_is_read(tmp_path, site):
    result = one(tmp_path, f"{site.address}/a.jpg")

    assert all(str(text).endswith((".", ").")) for text in REASONS.values())
    with translation.override("en"):
        assert "does not have this file any more (its answer was 404)" in result.text
