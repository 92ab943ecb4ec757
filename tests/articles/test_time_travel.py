"""A front of any minute, gone by or to come, is the page that readers get at that minute."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from articles.fronts import travel, versions
from articles.fronts.layout import TOP
from articles.models import Category, MostRead
from tests.articles.fronts import launch, slot, zone
from tests.articles.time_travel import HOUR, Newsroom
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

EDITS = int(os.environ.get("EDITS", "300"))
BEGIN = datetime(2026, 12, 30, 9, tzinfo=UTC)
STEP = timedelta(minutes=7)


def readers_get(client, newsroom):
    """The front page and a section's."""
    section = Category.objects.select_related("parent").get(pk=newsroom.section.pk)
    return [client.get(path).content.decode() for path in ("/", section.get_absolute_url())]


def seen_from_afar(at, newsroom):
    front, section = versions.front_of(None), versions.front_of(newsroom.section)
    pages = (
        ("front", travel.front_page(at, travel.version_at(front, at))),
        (
            "category",
            travel.section_page(at, newsroom.section.pk, travel.version_at(section, at)),
        ),
    )
    request = RequestFactory().get("/")
    return [render_to_string(f"articles/{name}.html", page, request) for name, page in pages]


def walk(client, *, seed, edits):
    """What readers got after each edit, and, of each tenth, between it and the next."""
    pages, told, moment = {}, {}, BEGIN
    with time_machine.travel(moment, tick=False):
        newsroom = Newsroom(seed)
    for number in range(edits):
        moment += STEP
        with time_machine.travel(moment, tick=False):
            told[moment] = newsroom.edit()
            pages[moment] = readers_get(client, newsroom)
        if number % 10 == 0:
            with time_machine.travel(moment + STEP / 2, tick=False):
                pages[moment + STEP / 2] = readers_get(client, newsroom)
    return newsroom, pages, told


@pytest.mark.parametrize(
    ("seed", "edits"), [(1, 40), pytest.param(2, EDITS, marks=pytest.mark.slow)]
)
def test_every_minute_of_the_past_is_seen_as_readers_had_it(client, seed, edits):
    newsroom, pages, told = walk(client, seed=seed, edits=edits)

    with time_machine.travel(max(pages) + timedelta(days=3), tick=False):
        different = [each for each in pages if seen_from_afar(each, newsroom) != pages[each]]

    assert [(moment, told.get(moment)) for moment in different] == []
    assert len({front for front, _section in pages.values()}) > edits / 3


def test_every_minute_to_come_is_seen_as_readers_will_get_it(client):
    with time_machine.travel(BEGIN, tick=False):
        newsroom = Newsroom(3)
        for _each in range(18):
            newsroom.edit(only=("schedule", "pin_for_a_while", "take_down_later"))
        moments = [BEGIN + number * 2 * HOUR for number in range(14)]
        foreseen = {moment: seen_from_afar(moment, newsroom) for moment in moments}

    pages = {}
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            pages[moment] = readers_get(client, newsroom)

    assert [moment for moment in moments if pages[moment] != foreseen[moment]] == []
    assert len({front for front, _section in pages.values()}) > len(moments) / 2


def test_nothing_of_what_is_seen_from_afar_is_that_of_now(client):
    with time_machine.travel(BEGIN, tick=False):
        newsroom = Newsroom(4)
    with time_machine.travel(BEGIN + STEP, tick=False):
        newsroom.publish()
        assert seen_from_afar(BEGIN, newsroom) != readers_get(client, newsroom)


@pytest.mark.parametrize("count", [1, 5])
def test_looking_back_costs_the_same_however_many_stories(count, django_assert_num_queries):
    """Two for each kind of row that was another, one for each rule, section and part of one."""
    section = CategoryFactory()
    stories = [
        ArticleFactory(
            category=section, lead_image_id=ImageFactory().pk, authors=(AuthorFactory(),)
        )
        for _each in range(count)
    ]
    front = launch(zone(TOP, *map(slot, stories), size=5))
    read = [story.pk for story in stories]
    MostRead.objects.create(window=MostRead.Window.DAY, at=timezone.now(), stories=read)
    moment = timezone.now()

    with time_machine.travel(moment + STEP, tick=False), django_assert_num_queries(19):
        page = travel.front_page(moment, travel.version_at(front, moment))

    assert len(page["front"].cards) == len(page["most_read"].day) == count
