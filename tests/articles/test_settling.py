"""What follows from a moment that passed: done once, late, twice or at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from articles import upkeep, workflow
from articles.models import RelatedStory
from articles.related import also_like, settle
from portal.pagecache.models import Boundary, CacheTag, Clock
from tests.articles.news import FLOOD, HARVEST, about
from tests.factories import ArticleFactory, CategoryFactory, editor

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def settled():
    """What is asked for when moments have passed, and is done then."""
    asked = settle()
    upkeep.catch_up()
    return asked


def lists():
    """Every stored list, by its story."""
    rows = RelatedStory.objects.order_by("article", "position").values_list("article", "other")
    found = {}
    for article, other in rows:
        found.setdefault(article, []).append(other)
    return found


@pytest.mark.django_db
class TestOnce:
    @pytest.fixture
    def now(self):
        with time_machine.travel(NOON, tick=False) as traveller:
            yield traveller

    def test_a_story_published_at_once_leaves_nothing_to_do(self, now):
        ArticleFactory(at=NOON)

        assert list(Boundary.objects.unsettled()) == []
        assert settle() == 0

    def test_a_story_that_goes_live_takes_its_place_among_what_came_meanwhile(self, now):
        category = CategoryFactory()
        story = ArticleFactory(category=category, at=NOON + HOUR)
        meanwhile = ArticleFactory(category=category, at=NOON)
        now.move_to(NOON + HOUR - timedelta(seconds=1))
        early = settled()
        now.move_to(NOON + HOUR)

        done = settled()

        assert (early, done) == (0, 1)
        assert also_like(meanwhile) == [story]
        assert also_like(story) == [meanwhile]

    def test_a_story_that_came_down_leaves_its_place_to_others(self, now):
        category = CategoryFactory()
        story = ArticleFactory(category=category, at=NOON - HOUR, unpublish_at=NOON + HOUR)
        hosts = [about(each, 0, category=category, at=NOON) for each in (FLOOD, HARVEST)]
        upkeep.catch_up()
        before = {pk: others for pk, others in lists().items() if story.pk in others}
        now.move_to(NOON + HOUR)

        assert settled() == 1

        assert set(before) == {host.pk for host in hosts}
        assert all(story.pk not in lists()[host.pk] for host in hosts)
        assert [also_like(host) for host in hosts] == [[hosts[1]], [hosts[0]]]

    def test_pages_of_the_stories_concerned_are_stamped_and_no_others(self, now):
        category = CategoryFactory()
        host = ArticleFactory(category=category, at=NOON)
        story = ArticleFactory(category=category, at=NOON + HOUR)
        upkeep.catch_up()
        number = Clock.objects.get().number
        now.move_to(NOON + HOUR)

        settled()

        stamped = CacheTag.objects.filter(number__gt=number).values_list("name", flat=True)
        assert set(stamped) == {f"article:{story.pk}", f"article:{host.pk}"}

    def test_the_second_time_and_any_time_later_nothing_is_done(self, now):
        for number in range(3):
            ArticleFactory(at=NOON + HOUR, unpublish_at=NOON + (2 + number) * HOUR)
        now.move_to(NOON + 9 * HOUR)
        first = settled()
        kept, number = lists(), Clock.objects.get().number

        now.move_to(NOON + 20 * HOUR)

        assert (first, settled()) == (6, 0)
        assert (lists(), Clock.objects.get().number) == (kept, number)

    def test_a_moment_of_no_story_is_done_with_at_once(self, now):
        ArticleFactory(at=NOON + HOUR)
        Boundary.objects.create(subject="article:x", at=NOON)
        Boundary.objects.create(subject="placement:1", at=NOON)
        now.move_to(NOON + HOUR)

        assert settle() == 3
        assert upkeep.catch_up() == upkeep.Done(done=1, failed=0)
        assert not Boundary.objects.unsettled().exists()

    def test_a_withdrawn_story_has_nothing_left_to_settle(self, now):
        story = ArticleFactory(at=NOON + HOUR)
        workflow.withdraw(story, by=editor())
        now.move_to(NOON + HOUR)

        assert settle() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
def test_several_at_the_same_time_do_each_thing_once_between_them():
    category = CategoryFactory()
    with time_machine.travel(NOON, tick=False):
        stories = [about(FLOOD, each, category=category, at=NOON + HOUR) for each in range(4)]
        desk = editor()
    withdrawn = stories.pop()

    def withdraw():
        workflow.withdraw(withdrawn, by=desk)

    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with time_machine.travel(NOON + 2 * HOUR), ThreadPoolExecutor(4) as threads:
        done = [each for each in threads.map(run, (settle, settle, withdraw, settle)) if each]

    upkeep.catch_up()

    assert len(stories) <= sum(done) <= len(stories) + 1
    assert not Boundary.objects.unsettled(NOON + 2 * HOUR).exists()
    assert {each.pk: len(lists()[each.pk]) >= 2 for each in stories} == dict.fromkeys(
        (each.pk for each in stories), True
    )
