"""Views that real processes of a site heard of, and how those end."""

import http.client
import os
import signal
import time

import pytest
from django.db.models import Sum

from articles.models import ViewCount
from tests.factories import ArticleFactory
from tests.pagecache.servers import PATIENCE, pids_of, site
from tests.portal.test_beacon import READER

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]
STORIES = 60


@pytest.fixture
def stories():
    return [ArticleFactory() for _story in range(STORIES)]


def open_all(port, stories, times):
    """Open each story so often; how many were answered as taken."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    said = {
        "User-Agent": READER["HTTP_USER_AGENT"],
        "Origin": f"http://localhost:{port}",
        "Host": f"localhost:{port}",
    }
    taken = 0
    for _time in range(times):
        for story in stories:
            connection.request("POST", f"/viewed/{story.pk}/", headers=said)
            response = connection.getresponse()
            response.read()
            taken += response.status == http.client.NO_CONTENT
    connection.close()
    return taken


def counted():
    return ViewCount.objects.aggregate(total=Sum("count"))["total"] or 0


def wait_for(number):
    until = time.monotonic() + PATIENCE
    while counted() < number and time.monotonic() < until:
        time.sleep(0.1)
    assert counted() == number


@pytest.mark.parametrize("server", ["gunicorn", "granian"])
def test_a_site_that_is_stopped_has_written_every_view_it_took(stories, tmp_path, server):
    with site(tmp_path, server=server) as port:
        taken = open_all(port, stories, 17)

    assert taken == 17 * STORIES > 1_000
    assert counted() == taken


def test_a_process_that_is_killed_takes_with_it_only_what_it_had_not_written(stories, tmp_path):
    with site(tmp_path) as port:
        written = open_all(port, stories, 5)
        wait_for(written)
        lost_at_most = open_all(port, stories[:10], 1)
        for pid in pids_of(port, tmp_path):
            os.kill(pid, signal.SIGKILL)

    assert written <= counted() <= written + lost_at_most
