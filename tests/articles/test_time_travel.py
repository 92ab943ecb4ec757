"""A front of any minute, gone by or to come, is the page that readers get at that minute."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory

from articles.fronts import travel, versions
from tests.articles.time_travel import Newsroom

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 12, 30, 9, tzinfo=UTC)
STEP = timedelta(minutes=7)


def seen_then(at):
    version = travel.version_of(versions.front_of(None), at)
    request = RequestFactory().get("/")
    return render_to_string("articles/front.html", travel.front_page(at, version), request)


def walk(client, *, seed, edits):
    """What readers got after each edit, and, of each tenth, between it and the next."""
    pages, told, moment = {}, {}, BEGIN
    with time_machine.travel(moment, tick=False):
        newsroom = Newsroom(seed)
    for number in range(edits):
        moment += STEP
        with time_machine.travel(moment, tick=False):
            told[moment] = newsroom.edit()
            pages[moment] = client.get("/").content.decode()
        if number % 10 == 0:
            with time_machine.travel(moment + STEP / 2, tick=False):
                pages[moment + STEP / 2] = client.get("/").content.decode()
    return pages, told


@pytest.mark.parametrize(("seed", "edits"), [(1, 40), pytest.param(2, 300, marks=pytest.mark.slow)])
def test_every_minute_of_the_past_is_seen_as_readers_had_it(client, seed, edits):
    pages, told = walk(client, seed=seed, edits=edits)

    with time_machine.travel(max(pages) + timedelta(days=3), tick=False):
        different = [moment for moment, page in pages.items() if seen_then(moment) != page]

    assert [(moment, told.get(moment)) for moment in different] == []
    assert len(set(pages.values())) > edits / 2
