"""The desk's page of a front at any minute."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.admin.fronts.travelling import to
from articles.models import Article
from tests.articles.board import address, live
from tests.articles.desk import page
from tests.articles.fronts import launch, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 8, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def evening():
    """When somebody looks back."""
    with time_machine.travel(NOON + 8 * HOUR, tick=False) as clock:
        yield clock


def at(hours):
    return time_machine.travel(NOON + hours * HOUR, tick=False)


def look(desk, hours=None, *, category=None, **more):
    query = to(NOON + hours * HOUR, **more) if hours is not None else ""
    return desk.get(address("travel", category=category) + query)


def framed(response):
    return html.unescape(re.search(r'srcdoc="([^"]*)"', response.content.decode())[1])


def of_readers(response):
    """As the desk shows it: nothing jumps over the menu, no script runs, links open elsewhere."""
    left_out = r'<a class="skip-link".*?</a>|<script.*?</script>'
    shown = re.sub(left_out, "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", shown)


def of_the_desk(response):
    return re.sub(r"\s+", " ", framed(response).replace('<base target="_blank">', ""))


def lead(response):
    """The first headline of the page."""
    return re.search(r'card__headline[^>]*><a href="[^"]*">(.*?)</a>', framed(response))[1]


@pytest.mark.parametrize("of_section", [False, True])
def test_the_page_is_byte_for_byte_that_of_readers(desk, client, evening, of_section):
    with at(0):
        section = CategoryFactory(name="Politics")
        stories = [ArticleFactory(category=section) for _each in range(25)]
        launch(zone("lead", slot(stories[3], headline="As pinned"), size=1), of=section)
        shown = client.get(section.get_absolute_url() if of_section else "/")
    with at(1):
        for story in stories:
            workflow.withdraw(story, by=editor())

    seen = look(desk, 0.5, category=section if of_section else None)

    assert of_the_desk(seen) == of_readers(shown)


def test_what_is_shown_is_said(desk, evening):
    with at(-1):
        ArticleFactory()
    with at(0):
        ArticleFactory()

    assert "Front page as readers had it on Tuesday 8 December 2026, 14:20" in page(
        look(desk, 1 + 1 / 3)
    )
    assert "Front page as readers have it now" in page(look(desk))
    assert "Front page as it will be on Wednesday 9 December 2026, 13:00, from what is" in page(
        look(desk, 24)
    )


def test_a_field_of_the_browser_leads_to_the_minute_on_the_clocks_of_the_newsroom(desk, evening):
    with at(0):
        ArticleFactory()

    assert "8 December 2026, 14:20" in page(desk.get(address("travel"), {"at": "2026-12-08T14:20"}))


@pytest.mark.parametrize("odd", ["", "x", "9999-12-31T23:59", "0001-01-01T00:00", "2026-13-01"])
def test_no_minute_is_too_odd(desk, odd):
    assert desk.get(address("travel"), {"at": odd}).status_code == 200


def test_further_than_is_kept_nobody_travels(desk, evening, settings):
    settings.TIME_TRAVEL_DAYS = 30
    with at(-40 * 24):
        ArticleFactory()

    far, near = look(desk, -31 * 24), look(desk, -29 * 24)

    assert "8 November 2026, 21:00" in page(far)
    assert "this is the nearest" in page(far)
    assert "this is the nearest" not in page(near)


def test_before_the_first_story_was_kept_nobody_travels(desk, evening):
    with at(0):
        ArticleFactory(headline="Old", at=NOON - 9 * HOUR)

    seen = look(desk, -5)

    assert "readers had it on Tuesday 8 December 2026, 13:00" in page(seen)
    assert "Kept since 8 December 2026, 13:00." in page(seen)
    assert 'min="2026-12-08T13:00"' in page(seen)
    assert "this is the nearest" in page(seen)
    assert seen.context["before"] == []
    ways = [way for _label, way in seen.context["steps"]]
    assert ways == [to(NOON + hours * HOUR) for hours in (0.25, 1, 24)]


def test_what_is_to_come_is_seen_with_what_is_launched_or_with_the_draft(desk, evening):
    with at(0):
        ArticleFactory()
    now = timezone.now()
    ArticleFactory(headline="The newest")
    pinned = ArticleFactory(headline="Pinned", at=now - HOUR)
    save(zone("lead", slot(pinned, starts_at=now + HOUR), size=1))

    plain, soon, later = look(desk, 10), look(desk, 8.5, draft=1), look(desk, 10, draft=1)

    assert [lead(each) for each in (plain, soon, later)] == ["The newest", "The newest", "Pinned"]
    assert "With what is not launched yet" in page(plain)
    assert "which is not launched yet" in page(later)
    assert "not launched yet" not in page(look(desk, 7))


def test_a_layout_that_was_launched_comes_back_with_a_click(desk, evening):
    with at(0):
        first, second = ArticleFactory(headline="First"), ArticleFactory(headline="Second")
        launch(zone("lead", slot(first), size=1))
    with at(2):
        launch(zone("lead", slot(second), size=1))

    seen = look(desk, 1)
    way = address("restore", 1)

    assert lead(seen) == "First"
    assert f'action="{way}"' in page(seen)
    assert "Bring this front back" not in page(look(desk, 3))
    desk.post(way)
    assert live().restored_from == 1


def test_what_lies_around_is_told_and_leads_there(desk, evening):
    with at(-1):
        ArticleFactory()
    with at(0):
        story = ArticleFactory(headline="A bridge")
        launch(zone("lead", slot(story, ends_at=NOON + 4 * HOUR), size=1))
        ArticleFactory(headline="Bread", at=NOON + 3 * HOUR, unpublish_at=NOON + 6 * HOUR)
    with at(1):
        workflow.publish(Article.objects.get(pk=story.pk), by=editor())
        other = ArticleFactory(headline="Rain")
    with at(2):
        workflow.withdraw(other, by=editor())

    seen = look(desk, 2.5).context
    told = [
        [((event.at - NOON) / HOUR, event.text) for event, _way in seen[side]]
        for side in ("before", "after")
    ]

    assert sorted(told[0]) == [
        (0, "The Desk launched the front"), (0, "“A bridge” was published"),
        (1, "“Rain” was published"), (2, "“Rain” was withdrawn"),
    ]  # fmt: skip
    assert told[1] == [
        (3, "“Bread” goes up as scheduled"), (4, "“A bridge” is not pinned any more"),
        (6, "“Bread” comes down"),
    ]  # fmt: skip
    up = desk.get(address("travel") + seen["after"][0][1])
    assert "Bread" in framed(up)
    assert "Bread" not in framed(look(desk, 2.9))


def test_of_a_section_only_its_own_stories_are_told_of(desk, evening):
    with at(-1):
        ArticleFactory()
    with at(0):
        section = CategoryFactory()
        part = CategoryFactory(parent=section)
        ArticleFactory(headline="Within", category=part)
        ArticleFactory(headline="Elsewhere")

    seen = look(desk, 1, category=section).context

    assert [event.text for event, _way in seen["before"]] == ["“Within” was published"]


def test_nobody_else_keeps_or_frames_it(desk, evening):
    seen = look(desk, 1)

    assert "no-store" in seen["Cache-Control"]
    assert "frame-ancestors 'none'" in seen["Content-Security-Policy"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_however_much_happened(
    desk, evening, count, django_assert_num_queries
):
    with at(-1):
        section = CategoryFactory()
        ArticleFactory(category=section)
    with at(0):
        for _each in range(count):
            launch(zone("top", slot(ArticleFactory(category=section)), size=5))

    with django_assert_num_queries(34):
        seen = look(desk, 1)

    assert len(seen.context["before"]) == min(8, 2 * count)
