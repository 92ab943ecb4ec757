from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from articles import revisions, workflow
from articles.models import MostRead, ViewCount
from articles.mostread import counting, listing, reading
from articles.mostread.ranking import LONGEST, Read, rank
from portal.pagecache.models import CacheTag
from portal.publicmodels import verbs
from tests.articles.read import opened
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def story(**content):
    return ArticleFactory(at=content.pop("at", NOON - 10 * DAY), **content)


def names(category=None, *, at=None):
    found = reading.shown(category and category.pk, at=at or datetime.now(UTC))
    return [each.pk for each in found.day], [each.pk for each in found.week]


def stamped(tag):
    return CacheTag.objects.filter(name=tag).values_list("number", flat=True).first()


def test_views_are_added_to_those_of_the_same_hour(django_assert_num_queries):
    first, second = story(), story()
    hour = int(NOON.timestamp()) // counting.HOUR
    counting.add({(first.pk, hour): 2})

    with django_assert_num_queries(4):
        counting.add({(first.pk, hour): 3, (first.pk, hour - 1): 1, (second.pk, hour): 1})

    counted = ViewCount.objects.order_by("article", "hour").values_list("article", "hour", "count")
    this, before = NOON.replace(minute=0), NOON.replace(hour=11, minute=0)
    assert list(counted) == [(first.pk, before, 1), (first.pk, this, 5), (second.pk, this, 1)]


def test_only_stories_that_readers_have_are_counted():
    draft, scheduled = ArticleFactory(live=False), ArticleFactory(at=NOON + HOUR)
    hour = int(NOON.timestamp()) // counting.HOUR

    counting.add({(pk, hour): 1 for pk in (draft.pk, scheduled.pk, 987_654)})

    assert not ViewCount.objects.exists()


def test_a_list_is_in_the_order_of_views_within_its_window_and_of_the_newer_story():
    long_ago, yesterday = story(), story()
    older, newer = story(at=NOON - 9 * DAY), story(at=NOON - 8 * DAY)
    opened(long_ago, 90, at=NOON - 7 * DAY)
    opened(yesterday, 9, at=NOON - DAY)
    opened(older, 2)
    opened(newer, 2, at=NOON - DAY + HOUR)

    listing.compute(NOON)

    day, week = [newer.pk, older.pk], [yesterday.pk, newer.pk, older.pk]
    assert names() == (day, week)


def test_a_section_lists_what_belongs_to_it_and_to_its_parts():
    section, elsewhere = CategoryFactory(), CategoryFactory()
    part = CategoryFactory(parent=section)
    hidden = CategoryFactory(in_menu=False)
    own, of_part, other = story(category=section), story(category=part), story(category=elsewhere)
    unlisted = story(category=hidden)
    for place, each in enumerate((own, of_part, other, unlisted)):
        opened(each, place + 1)

    listing.compute(NOON)

    assert names(section)[0] == [of_part.pk, own.pk]
    assert names(elsewhere)[0] == [other.pk]
    assert names(part)[0] == [of_part.pk]
    assert names(hidden)[0] == [unlisted.pk]
    assert names()[0] == [unlisted.pk, other.pk, of_part.pk, own.pk]


def test_a_section_that_is_trashed_takes_no_list_along_and_has_them_when_it_comes_back(clock):
    section = CategoryFactory()
    moved, elsewhere = story(category=section), CategoryFactory()
    opened(moved)
    listing.compute(NOON)
    content = replace(moved.newest_revision.content, category_id=elsewhere.pk)
    revisions.save(moved, content, by=editor())
    workflow.publish(moved, by=editor())
    clock.shift(DAY)

    trashed = verbs.trash(section, by=None, tags=("site",))
    listing.compute(NOON + DAY)
    kept = {row["model"] for row in trashed.rows}
    verbs.restore(trashed)

    assert kept == {"articles.category"}
    assert names(section, at=NOON)[0] == [moved.pk]


def test_what_comes_down_is_on_no_list_at_once_and_the_next_moves_up(clock):
    stories = [story() for _story in range(3)]
    leaving = story(unpublish_at=NOON + MINUTE)
    for place, each in enumerate((*stories, leaving)):
        opened(each, place + 1)
    listing.compute(NOON)
    assert names()[0] == [leaving.pk, *(each.pk for each in reversed(stories))]

    workflow.withdraw(stories[2], by=editor())
    clock.shift(MINUTE)

    assert names()[0] == [stories[1].pk, stories[0].pk]


def test_a_list_is_written_only_when_it_names_others():
    first, second = story(), story()
    opened(first)
    assert listing.compute(NOON) == 4
    assert listing.compute(NOON + 10 * MINUTE) == 0

    opened(first)
    before = stamped("front")
    assert listing.compute(NOON + 3 * HOUR) == 0
    assert stamped("front") == before
    opened(second, 9)
    assert listing.compute(NOON + 4 * HOUR) > 0

    assert stamped("front") > before
    assert names(at=NOON + 3 * HOUR)[0] == [first.pk]
    assert names(at=NOON + 4 * HOUR)[0] == [second.pk, first.pk]


def test_only_pages_whose_list_changed_are_made_anew():
    quiet, busy = CategoryFactory(), CategoryFactory()
    still, lively = story(category=quiet), story(category=busy)
    opened(still)
    listing.compute(NOON)
    before = stamped(f"category:{quiet.pk}")

    opened(lively)
    listing.compute(NOON + MINUTE)

    assert stamped(f"category:{quiet.pk}") == before
    assert stamped(f"category:{busy.pk}") == stamped("front") > before


def test_a_list_that_nobody_reads_any_more_is_empty():
    opened(story())
    listing.compute(NOON)

    listing.compute(NOON + 8 * DAY)

    assert names(at=NOON)[0]
    assert names(at=NOON + 8 * DAY) == ([], [])


@pytest.mark.parametrize("count", [1, 5])
def test_both_lists_cost_two_queries_however_long_they_are(count, django_assert_num_queries):
    for _story in range(count):
        opened(story(category=CategoryFactory(parent=CategoryFactory())))
    listing.compute(NOON)

    with django_assert_num_queries(2):
        found = reading.shown(None, at=NOON)
        addresses = [each.get_absolute_url() for each in (*found.day, *found.week)]

    assert len(addresses) == 2 * count


@pytest.mark.parametrize("count", [1, 5])
def test_editors_are_told_the_views_of_many_stories_in_one_query(count, django_assert_num_queries):
    stories = [story() for _story in range(count)]
    unread = story()
    for each in stories:
        opened(each, 2)
        opened(each, 3, at=NOON - 2 * DAY)

    with django_assert_num_queries(1):
        found = reading.views([each.pk for each in (*stories, unread)], at=NOON)

    assert found == dict.fromkeys([each.pk for each in stories], (2, 5)) | {unread.pk: (0, 0)}


def test_views_are_forgotten_after_sixty_days_and_lists_that_held_four_hundred_days_ago_are_not():
    read = story()
    opened(read, at=NOON - 61 * DAY)
    opened(read, at=NOON - 59 * DAY)
    for category in (None, CategoryFactory()):
        for days in (402, 401, 399):
            at = NOON - days * DAY
            MostRead.objects.create(window=24, category=category, at=at, stories=[read.pk])

    forgotten = listing.forget(NOON)

    assert forgotten == 3
    assert ViewCount.objects.get().hour > NOON - 60 * DAY
    kept = MostRead.objects.order_by("category", "at").values_list("at", flat=True)
    assert list(kept) == [NOON - 401 * DAY, NOON - 399 * DAY] * 2


reads = st.builds(
    Read,
    pk=st.integers(1, 99),
    published_at=st.datetimes(),
    views=st.fixed_dictionaries({24: st.integers(0, 3), 168: st.integers(0, 5)}),
)


@given(st.lists(reads, max_size=40, unique_by=lambda each: each.pk))
def test_no_story_is_passed_over_by_one_that_was_opened_less(stories):
    found = rank(stories, {each.pk: [7] for each in stories if each.pk % 2})

    for (category, hours), listed in found.items():
        views = {each.pk: each.views[hours] for each in stories}
        entitled = {
            each.pk for each in stories
            if each.views[hours] and (category is None or each.pk % 2)
        }  # fmt: skip
        assert set(listed) <= entitled
        assert len(listed) == min(LONGEST, len(entitled))
        counts = [views[pk] for pk in listed]
        assert counts == sorted(counts, reverse=True)
        assert max((views[pk] for pk in entitled - {*listed}), default=0) <= counts[-1]


def test_the_form_of_a_live_story_tells_how_often_it_was_opened(client, editor):
    read, draft = story(), ArticleFactory(live=False)
    opened(read, 2)
    opened(read, 5, at=NOON - 2 * DAY)
    client.force_login(editor)

    told, silent = (
        " ".join(client.get(f"/admin/articles/article/{each.pk}/change/").content.decode().split())
        for each in (read, draft)
    )

    assert "Opened <strong>2</strong> times in 24 hours, <strong>7</strong> in 7 days." in told
    assert "in 7 days" not in silent


def test_readers_see_headlines_in_their_order_and_no_numbers_of_views(client):
    section = CategoryFactory(slug="culture")
    for times in (123, 456):
        opened(story(headline=f"Opened {times}", category=section), times)
    assert b"most-read" not in client.get("/").content

    listing.compute(NOON)

    for path, heading in (("/", "Most read"), ("/culture/", f"Most read in {section.name}")):
        html = " ".join(client.get(path).content.decode().split())
        part = html.partition('<section class="most-read"')[2].partition("</section>")[0]
        assert heading in part
        assert part.count("Opened 456") == part.count("Opened 123") == 2
        assert part.index("Opened 456") < part.index("Opened 123")
