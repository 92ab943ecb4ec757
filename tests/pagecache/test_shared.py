"""A Redis between processes: what one of them rendered, the others need not."""

import shutil
import time

import pytest
import redis
import time_machine

from portal.pagecache.release import fingerprint
from portal.pagecache.stores import Shared
from tests.pagecache.applications import Application, Told
from tests.pagecache.readers import cached, get
from tests.pagecache.servers import free_port, running

HIT, MISS = "hit", "fwd=miss; stored"
SILENT = "hit; detail=database-unreachable"
SERVER = shutil.which("redis-server")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if not SERVER:
        pytest.skip("Redis is not installed")
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    command = [SERVER, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    with running(list(map(str, command)), port, folder=folder):
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def process(address, told):
    """Begins another process of the site, which knows what the database says and no page."""
    opened = []

    def begin(application=None, *, release="one", freshness=told):
        shared = Shared(address, release=release)
        opened.append(shared)
        return cached(application or Application(), freshness=freshness, shared=shared)

    with redis.Redis.from_url(address) as server:
        server.flushall()
    yield begin
    for each in opened:
        each._redis.close()


def test_what_one_process_rendered_the_others_answer_with(process, told):
    application = Application(body=b"\n\x00\xff text", changed_at=1.5, headers=[("X-A", "ž")])
    first = get(process(application))

    other = get(process())

    assert (first.cache, other.cache) == (MISS, HIT)
    assert (other.body, other.status) == (first.body, first.status)
    assert {**first.headers, "Cache-Status": ""} == {**other.headers, "Cache-Status": ""}


def test_a_process_that_begins_later_serves_nothing_that_was_changed_before(process, told):
    get(process())
    told.stamp("front")

    assert get(process()).cache == MISS


def test_a_release_shares_nothing_with_another(process):
    get(process(release="one"))

    assert get(process(release="two")).cache == MISS


def test_the_release_is_another_when_code_templates_or_settings_are(tmp_path):
    (tmp_path / "page.html").write_text("one")
    found = [fingerprint([tmp_path], "en"), fingerprint([tmp_path], "sr")]
    (tmp_path / "page.pyc").write_text("no part of any page")
    same = fingerprint([tmp_path], "en")
    (tmp_path / "page.html").write_text("two")

    assert same == found[0]
    assert len({*found, fingerprint([tmp_path], "en")}) == 3


def test_while_the_database_is_silent_a_process_serves_copies_of_others_that_it_knows_to_be_right(
    process,
):
    now = time.time()
    told = Told()
    told.set_moments(hides=[now + 60])
    get(process(freshness=told))
    told.is_silent = True
    never_heard = Told()
    never_heard.last, never_heard.is_silent = None, True

    early = get(process(freshness=told)).cache
    unknown = get(process(freshness=never_heard)).status
    with time_machine.travel(now + 61):
        late = get(process(freshness=told)).status

    assert (early, unknown, late) == (SILENT, 503, 503)


@pytest.mark.parametrize("written", [b"", b"{}", b"[1]\n", b"\xff\n", b'{"page": 1}\nx'])
def test_what_is_no_page_of_ours_is_rendered_over(process, address, written):
    first = process()
    get(first)
    with redis.Redis.from_url(address) as server:
        (key,) = server.keys("zebalkans:page:one:*")
        server.set(key, written)

    assert [get(process()).cache for _time in range(2)] == [MISS, HIT]


def test_pages_of_a_later_clock_than_the_databases_are_not_used(process, told):
    ahead = Told()
    ahead.stamp("article:1")
    get(process(freshness=ahead))

    assert get(process()).cache == MISS


def test_a_redis_that_is_gone_costs_readers_nothing_and_is_left_alone(told, caplog):
    site = cached(
        Application(),
        freshness=told,
        shared=Shared(f"redis://127.0.0.1:{free_port()}/0", release="one"),
    )

    answers = [get(site, path).cache for path in ("/a/", "/b/", "/a/")]

    assert answers == [MISS, MISS, HIT]
    assert len(caplog.records) == 1
