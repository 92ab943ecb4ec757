"""The page of a section with a head that editors shaped."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import workflow
from articles.fronts import versions
from articles.fronts.layout import LEAD, TOP, Rule, Source
from articles.views import paging
from tests.articles.fronts import NOTHING, launch, slot, zone
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CARD = r'card__headline[^"]*"> ?<a href="[^"]+">([^<]+)<'


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def section():
    return CategoryFactory(slug="culture")


def written(section, count, **content):
    return [
        ArticleFactory(headline=f"Story {n}", category=section, at=NOON - n * HOUR, **content)
        for n in range(count)
    ]


def page(client, path="/culture/"):
    return " ".join(client.get(path).content.decode().split())


def headlines(client, path="/culture/"):
    return re.findall(CARD, page(client, path))


def test_without_a_version_that_was_launched_a_section_is_its_list(client, section):
    stories = written(section, 3)
    before = client.get("/culture/").content
    front = versions.front_of(section)

    versions.save(front, versions.Layout(zones=(zone(LEAD, slot(stories[2]), size=1),)),
                  by=editor(), based_on=0)  # fmt: skip

    assert client.get("/culture/").content == before
    assert b"front--section" not in before


def test_what_is_pinned_leads_and_is_left_out_of_the_list_on_every_page(
    client, section, monkeypatch
):
    monkeypatch.setattr(paging, "STORIES", 3)
    stories = written(section, 9)
    launch(
        zone(LEAD, slot(stories[7], headline="Pinned"), size=1),
        zone(TOP, slot(stories[4]), size=2, rule=Rule(source=Source.CATEGORY, key=section.pk)),
        of=section,
    )

    shown = [headlines(client, f"/culture/{query}") for query in ("", "?page=2", "?page=3")]

    assert shown == [
        ["Pinned", "Story 4", "Story 0", "Story 1", "Story 2", "Story 3"],
        ["Story 5", "Story 6", "Story 8"],
        [],
    ]
    assert client.get("/culture/?page=3").status_code == 404


def test_a_story_of_another_section_may_lead_and_the_page_follows_it(client, section):
    written(section, 2)
    other = ArticleFactory(headline="From elsewhere", at=NOON - HOUR)
    launch(zone(LEAD, slot(other), size=1), of=section)

    before = headlines(client)
    workflow.withdraw(other, by=editor())

    assert before == ["From elsewhere", "Story 0", "Story 1"]
    assert headlines(client) == ["Story 0", "Story 1"]


def test_a_section_goes_back_to_its_list_alone(client, section):
    written(section, 2)
    before = page(client)
    launch(zone(LEAD, size=1), of=section)
    led = page(client)

    launch(zone(LEAD, size=0), zone(TOP, size=0), of=section)

    assert "front--section" in led
    assert page(client) == before


def test_a_section_that_has_only_what_is_pinned_does_not_say_that_it_is_empty(client, section):
    launch(zone(LEAD, slot(ArticleFactory(headline="Alone")), size=1), of=section)

    html = page(client)

    assert re.findall(CARD, html) == ["Alone"]
    assert "No stories here yet" not in html


def test_an_empty_section_with_a_front_says_so(client, section):
    launch(zone(LEAD, size=1), of=section)

    assert "No stories here yet" in page(client)


def test_a_part_of_a_section_has_a_front_too(client, section):
    part = CategoryFactory(slug="music", parent=section)
    stories = written(part, 2)
    launch(zone(LEAD, slot(stories[1]), size=1), zone(TOP, size=0), of=part)

    assert headlines(client, "/culture/music/") == ["Story 1", "Story 0"]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("query", "queries"), [("", 9), ("?page=2", 8)])
def test_a_shaped_section_costs_as_much_whatever_is_pinned(
    client, section, monkeypatch, count, query, queries, django_assert_num_queries
):
    monkeypatch.setattr(paging, "STORIES", count)
    image = ImageFactory()
    stories = written(section, 3 * count + 8, authors=(AuthorFactory(),), lead_image_id=image.pk)
    pins = [slot(each, headline="Own", image=ImageFactory().pk) for each in stories[:count]]
    launch(zone(TOP, *pins, size=6, rule=NOTHING), zone(LEAD, size=1), of=section)

    with django_assert_num_queries(queries):
        html = page(client, f"/culture/{query}")

    assert len(re.findall(CARD, html)) == (count if query else 2 * count + 1)
