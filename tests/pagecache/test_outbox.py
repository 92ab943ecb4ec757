"""What caches in front are told, by whom, and how often."""

import json
import socket
import threading
from datetime import timedelta
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from portal import tick
from portal.pagecache import clock, outbox
from portal.pagecache.models import Purge
from portal.pagecache.purgers import headers_of, purger
from tests.pagecache.servers import free_port

pytestmark = pytest.mark.django_db


class Cache:
    """A cache in front that notes what it is told, and answers as the test says."""

    def __init__(self):
        self.status, self.body, self.told = 200, b'{"success": true}', []
        cache = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                cache.told.append((self.command, self.path, dict(self.headers), body))
                self.send_response(cache.status)
                self.send_header("Content-Length", str(len(cache.body)))
                self.end_headers()
                self.wfile.write(cache.body)

            do_BAN = do_POST = answer  # noqa: N815  # as the library calls them

            def log_message(self, *_said):
                """Nobody wants to read it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"
        # How long it takes to hear that it is to end, in seconds; by itself, half of one.
        serving = {"poll_interval": 0.01}
        threading.Thread(target=self.server.serve_forever, kwargs=serving, daemon=True).start()

    @property
    def tags(self):
        return [headers.get("Surrogate-Key") for _method, _path, headers, _body in self.told]


@pytest.fixture
def cache():
    made = Cache()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def varnish(cache, settings):
    settings.EDGE_PURGE = [f"varnish://{cache.address}"]
    return cache


@pytest.fixture
def now():
    with time_machine.travel("2030-05-05T12:00:00Z", tick=False) as traveller:
        yield traveller


def test_where_no_cache_is_told_nothing_is_written_down(settings):
    settings.EDGE_PURGE = []

    clock.touch("front")

    assert not Purge.objects.exists()


def test_what_is_taken_back_is_told_to_nobody(varnish):
    def write():
        clock.touch("front")
        return 1 / 0

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()

    assert (outbox.send(), varnish.told) == ((0, 0), [])


def test_what_is_due_is_told_at_once_and_several_changes_together(varnish):
    clock.touch("front", "article:1")
    clock.touch("front", "category:2")

    assert outbox.send() == (2, 0)
    assert varnish.tags == ["article:1 category:2 front"]
    assert varnish.told[0][:2] == ("BAN", "/")


def test_each_change_is_told_thrice_for_pages_that_were_on_their_way(varnish, now):
    clock.touch("front")

    told = []
    for seconds in (0, 0.5, 0.1, 5, 15, 60):
        now.shift(timedelta(seconds=seconds))
        told.append(outbox.send()[0])

    assert told == [1, 0, 1, 0, 1, 0]
    assert varnish.tags == ["front"] * 3
    assert not Purge.objects.exists()


def test_a_cache_that_is_away_is_told_later_and_less_often_and_loses_nothing(
    settings, varnish, now, caplog
):
    address, settings.EDGE_PURGE = settings.EDGE_PURGE, [f"varnish://127.0.0.1:{free_port()}"]
    clock.touch("front")

    began, failed = timezone.now(), []
    for seconds in (0, 0.5, 1, 1, 1, 4):
        now.shift(timedelta(seconds=seconds))
        failed.append(outbox.send()[1])
    [unheard] = outbox.unheard()
    Purge.objects.update(target=address[0])
    settings.EDGE_PURGE = address
    now.shift(timedelta(minutes=10))

    assert failed == [1, 0, 1, 0, 1, 1]
    assert (unheard.count, unheard.since) == (1, began)
    assert (outbox.send(), varnish.tags, outbox.unheard()) == ((1, 0), ["front"], [])
    assert Purge.objects.get().error == ""


def test_a_cache_that_is_away_keeps_no_other_waiting(settings, cache, now, caplog):
    away = f"127.0.0.1:{free_port()}"
    settings.EDGE_PURGE = [f"varnish://{away}", f"varnish://{cache.address}"]
    for number in range(3):
        clock.touch(f"article:{number}")

    assert outbox.send() == (3, 3)
    assert cache.tags == ["article:0 article:1 article:2"]


def test_a_cache_that_speaks_no_http_is_told_again(settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _address = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"garbage\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        settings.EDGE_PURGE = [f"varnish://127.0.0.1:{server.getsockname()[1]}"]
        clock.touch("front")

        assert outbox.send() == (0, 1)
        assert [each.why for each in outbox.unheard()] == ["garbage"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 503])
def test_a_cache_that_refuses_is_told_again(varnish, status, caplog):
    varnish.status = status
    clock.touch("front")

    assert (outbox.send(), Purge.objects.get().failed) == ((0, 1), 1)
    assert [each.why for each in outbox.unheard()] == [f"HTTP Error {status}: {responses[status]}"]


def test_what_a_cache_could_not_be_told_is_counted_with_the_last_reason(settings, varnish, now):
    began = timezone.now()
    clock.touch("front")
    varnish.status = 503
    outbox.send()
    now.shift(timedelta(seconds=1))
    clock.touch("article:1")
    settings.EDGE_PURGE = ["varnish://127.0.0.1:1", f"varnish://{varnish.address}"]
    clock.touch("article:2")
    varnish.status = 403
    outbox.send()

    assert outbox.unheard() == [
        outbox.Unheard(
            target="varnish://127.0.0.1:1", count=1, since=timezone.now(),
            why="[Errno 111] Connection refused",
        ),
        outbox.Unheard(
            target=f"varnish://{varnish.address}", count=3, since=began,
            why="HTTP Error 403: Forbidden",
        ),
    ]  # fmt: skip


def test_the_reason_of_a_cache_may_be_anything(cache, settings, caplog):
    settings.EDGE_PURGE = [f"cloudflare://secret@zone?api=http://{cache.address}"]
    clock.touch("front")
    for body in (b"\x00" * 50, b"<" * 5000):
        cache.body = body
        Purge.objects.update(next_at=timezone.now())

        assert outbox.send() == (0, 1)
        assert outbox.unheard()[0].why.startswith("Cloudflare does not confirm it: ")


def test_what_was_for_a_cache_that_stands_in_front_no_more_is_forgotten(settings, varnish):
    clock.touch("front")
    settings.EDGE_PURGE = []

    assert (outbox.send(), Purge.objects.count(), varnish.told) == ((1, 0), 0, [])


def test_the_periodic_task_tells_what_nobody_told(varnish):
    clock.touch("front")

    done, failed = tick.tick((tick._purges,))

    assert (done, failed) == (["changes that caches in front were told: 2"], 0)
    assert varnish.tags == ["front", "front"]


@pytest.mark.django_db(transaction=True)
def test_the_process_that_commits_tells_it_at_once_and_once_more(database, varnish, monkeypatch):
    monkeypatch.setattr(outbox, "AGAIN", (timedelta(seconds=0.1), timedelta(seconds=20)))
    # As on a site, where the worker is another process.
    monkeypatch.setattr(outbox.send_purges.__class__, "enqueue", lambda _task: None)

    clock.touch("front")
    until = timezone.now() + timedelta(seconds=20)
    while outbox._SENDER._is_running and timezone.now() < until:
        threading.Event().wait(0.01)

    assert varnish.tags == ["front", "front"]
    assert Purge.objects.get().sent == 2


def test_the_worker_tells_what_the_process_did_not(varnish):
    clock.touch("front")

    outbox.send_purges.call()

    # And once more, for answers that were on their way.
    assert varnish.tags == ["front", "front"]


def test_fastly_is_told_by_its_interface(cache):
    purger(f"fastly://secret@service?api=http://{cache.address}").purge(["a", "b"])

    method, path, headers, _body = cache.told[0]
    assert (method, path) == ("POST", "/service/service/purge")
    assert (headers["Fastly-Key"], headers["Surrogate-Key"]) == ("secret", "a b")


def test_cloudflare_is_told_by_its_interface_and_believed_only_if_it_says_so(cache):
    cloudflare = purger(f"cloudflare://secret@zone?api=http://{cache.address}/client/v4")

    cloudflare.purge([f"article:{number}" for number in range(40)])

    method, path, headers, body = cache.told[0]
    assert (method, path) == ("POST", "/client/v4/zones/zone/purge_cache")
    assert headers["Authorization"] == "Bearer secret"
    assert [len(json.loads(said[3])["tags"]) for said in cache.told] == [30, 10]
    assert json.loads(body)["tags"][:2] == ["article:0", "article:1"]
    for body in (b'{"success": false, "errors": ["no"]}', b"<html>", b"[]"):
        cache.body = body
        with pytest.raises(Exception, match="Cloudflare"):
            cloudflare.purge(["a"])


def test_no_token_lies_in_a_row_or_in_the_log(cache, settings, caplog):
    settings.EDGE_PURGE = [f"fastly://secret@service?api=http://{cache.address}"]
    cache.status = 500
    clock.touch("front")

    outbox.send()

    assert "secret" not in caplog.text + str(Purge.objects.values_list())
    assert Purge.objects.get().target == "fastly://service"


@pytest.mark.parametrize(
    "target", ["varnish://", "squid://127.0.0.1", "fastly://service", "cloudflare://@zone", "x"]
)
def test_what_names_no_cache_is_refused(target):
    with pytest.raises(ValueError, match=target):
        purger(target)


def test_each_kind_of_cache_gets_its_header_once():
    targets = ["varnish://a:1", "fastly://t@s", "cloudflare://t@z"]

    assert list(headers_of(targets)) == [("Surrogate-Key", " "), ("Cache-Tag", ",")]
