"""Every public address, a second before, at and after a moment, with no worker running."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import include, path

from articles import revisions, workflow
from articles.fronts.layout import LEAD
from portal.views import health
from tests.articles.fronts import launch, slot, zone
from tests.articles.surfaces import ABOUT_THE_AUTHOR, AUTHOR, SURFACES, Paper, public_routes
from tests.factories import editor

pytestmark = pytest.mark.django_db

# Midnight in Belgrade, on which a month of the archive begins.
T = datetime(2026, 11, 30, 23, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
MOMENTS = (T - SECOND, T, T + SECOND)


def test_every_public_address_is_checked():
    assert set(public_routes()) == set(SURFACES)


def test_an_address_that_is_added_is_found_wherever_it_is_added():
    added = [path("new/", health), path("comments/", include([path("<int:pk>/new/", health)]))]

    assert set(public_routes(added)) - set(SURFACES) == {"new/", "comments/<int:pk>/new/"}
    assert set(public_routes([path("admin/new/", health)])) == set()


def everything(response):
    """All bytes of an answer, its headers too."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{response.content.decode()}"


def told(client, paper):
    """What each path says of the secret story."""
    found = {}
    for surface in SURFACES.values():
        for address in surface.paths(paper):
            text = everything(client.get(address))
            marks = {mark for mark in paper.marks if mark in text}
            if address in ABOUT_THE_AUTHOR:
                marks -= {AUTHOR, AUTHOR.lower()}
            found[address] = marks
    return found


def silent(client, paper):
    """The addresses that should speak of the secret story and do not."""
    found = told(client, paper)
    return [
        address
        for surface in SURFACES.values()
        for address in surface.telling(paper)
        if not found[address]
    ]


def leaks(client, paper):
    return {address: marks for address, marks in told(client, paper).items() if marks}


SCHEDULED = {"at": T}
ASKED_FOR = {"publish_at": T}
EMBARGO = {"at": T, "embargo_until": T}
COMES_DOWN = {"at": T - HOUR, "unpublish_at": T}


@pytest.fixture
def clock():
    with time_machine.travel(T - DAY, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize(
    ("content", "before", "after"),
    [
        (SCHEDULED, False, True), (ASKED_FOR, False, True), (EMBARGO, False, True),
        (COMES_DOWN, True, False),
    ],
    ids=["scheduled", "asked for", "embargo", "comes down"],
)  # fmt: skip
def test_no_surface_is_a_second_early_or_late(client, clock, content, before, after):
    paper = Paper(opened_at=T - 2 * DAY, **content)

    for moment, live in zip(MOMENTS, (before, after, after), strict=True):
        clock.move_to(moment)
        assert (silent if live else leaks)(client, paper) in ([], {}), moment


@pytest.mark.parametrize("content", [SCHEDULED, EMBARGO, COMES_DOWN], ids=str)
def test_what_a_reader_kept_from_a_second_before_is_not_called_current(client, clock, content):
    paper = Paper(opened_at=T - 2 * DAY, **content)
    addresses = {each for surface in SURFACES.values() for each in surface.paths(paper)}
    clock.move_to(T - SECOND)
    kept = {address: client.get(address) for address in addresses}

    changed = set()
    for moment in (T, T + SECOND):
        clock.move_to(moment)
        for address, before in kept.items():
            now = client.get(address)
            if (now.status_code, now.content) == (before.status_code, before.content):
                continue
            changed.add(address)
            for asked, said in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
                if said in before.headers:
                    answer = client.get(address, headers={asked: before[said]})
                    assert answer.status_code == now.status_code, (address, asked, moment)
                    assert answer.content == now.content

    assert sum("Last-Modified" in each.headers for each in kept.values()) > 10
    assert {"/", "/feed/", "/top/part/", "/tag/rivers/", paper.open.get_absolute_url()} <= changed


def test_a_story_that_was_withdrawn_or_moved_before_its_moment_never_shows(client, clock):
    paper = Paper(opened_at=T - 2 * DAY, **SCHEDULED)
    workflow.publish(paper.secret, by=editor(), at=T + HOUR)
    clock.move_to(T)
    moved = leaks(client, paper)
    workflow.withdraw(paper.secret, by=editor())
    clock.move_to(T + HOUR)

    assert (moved, leaks(client, paper)) == ({}, {})


def test_changes_that_wait_are_on_no_surface_before_or_after_a_story_goes_live(client, clock):
    paper = Paper(opened_at=T - 2 * DAY, **SCHEDULED)
    content = paper.secret.newest_revision.content
    names = ("headline", "standfirst", "kicker", "seo_title", "lead_caption")
    waiting = replace(content, body="<p>Waitmark</p>", **dict.fromkeys(names, "Waitmark"))
    revisions.save(paper.secret, replace(waiting, tags=("Waitmark",)), by=editor())

    for moment in MOMENTS:
        clock.move_to(moment)
        for surface in SURFACES.values():
            for address in surface.paths(paper):
                text = everything(client.get(address))
                assert "waitmark" not in text.lower(), (address, moment)


def says(client, mark):
    """The addresses of fronts that have it."""
    return [path for path in ("/", "/top/") if mark in client.get(path).content.decode()]


@pytest.mark.parametrize(
    ("content", "before", "after"),
    [(SCHEDULED, False, True), (EMBARGO, False, True), (COMES_DOWN, True, False)],
    ids=["scheduled", "embargo", "comes down"],
)
def test_a_story_that_is_pinned_is_on_fronts_while_it_is_live(
    client, clock, content, before, after
):
    paper = Paper(opened_at=T - 2 * DAY, **content)
    for section in (None, paper.section):
        launch(zone(LEAD, slot(paper.secret, headline="Slotmark"), size=1), of=section)

    for moment, live in zip(MOMENTS, (before, after, after), strict=True):
        clock.move_to(moment)
        assert (silent if live else leaks)(client, paper) in ([], {}), moment
        assert says(client, "Slotmark") == (["/", "/top/"] if live else [])


@pytest.mark.parametrize("times", [{"starts_at": T}, {"ends_at": T}], ids=str)
def test_what_a_slot_says_is_said_within_its_time(client, clock, times):
    paper = Paper(opened_at=T - 2 * DAY, at=T - DAY)
    for section in (None, paper.section):
        pinned = slot(paper.open, headline="Slotmark", image=paper.image.pk, **times)
        launch(zone(LEAD, pinned, size=1), of=section)

    shown = []
    for moment in MOMENTS:
        clock.move_to(moment)
        shown.append(says(client, "Slotmark") == ["/", "/top/"])
        assert shown[-1] or says(client, "Slotmark") == []

    assert shown == ([False, True, True] if "starts_at" in times else [True, False, False])
