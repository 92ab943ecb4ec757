"""Two processes that know nothing of each other, and a database between them."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from portal.pagecache import clock
from portal.site.models import SiteSettings
from tests.pagecache.servers import PATIENCE, Browser, site

pytestmark = pytest.mark.usefixtures("database")
CHANGES, READERS, READ = 30, 3, 6
NAME = re.compile(rb"<title>Number ([0-9]+)")


def rename(number):
    with transaction.atomic():
        SiteSettings.objects.filter(pk=1).update(name=f"Number {number}")
        clock.touch("site")


@pytest.mark.parametrize(
    ("server", "bound"), [("gunicorn", 0.0), ("gunicorn", 0.05), ("granian", 0.05)]
)
def test_no_process_answers_with_what_was_changed_before_the_reader_asked(
    database, tmp_path, server, bound
):
    SiteSettings.objects.create(pk=1, name="Number 0")
    # When each number was there for all to see.
    committed, is_over = [float("-inf")], threading.Event()
    answered = threading.Semaphore(0)

    def read(port):
        stale, hits = [], 0
        with Browser(port) as reader:
            while not is_over.is_set():
                asked = time.monotonic()
                oldest = sum(moment <= asked - bound for moment in committed) - 1
                _status, headers, body = reader.get("/feed/")
                answered.release()
                shown = int(NAME.search(body)[1])
                hits += headers["Cache-Status"].endswith("hit")
                if shown < oldest:
                    stale.append((shown, oldest))
        return stale, hits

    with (
        site(tmp_path, server=server, PAGE_CACHE_TRUST_MS=str(int(bound * 1000))) as port,
        ThreadPoolExecutor(READERS) as readers,
    ):
        reading = [readers.submit(read, port) for _reader in range(READERS)]
        try:
            for number in range(1, CHANGES + 1):
                rename(number)
                committed.append(time.monotonic())
                for _answer in range(READ):
                    assert answered.acquire(timeout=PATIENCE)
        finally:
            is_over.set()
        found = [each.result() for each in reading]

    assert [stale for stale, _hits in found] == [[]] * READERS
    assert sum(hits for _stale, hits in found) > 0
