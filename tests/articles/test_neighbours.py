"""The stories before and after one in its section, to readers and to the page cache."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import corrections, previews, search, series, upkeep, workflow
from articles.models import RelatedStory
from tests.comments.factories import CommentFactory
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    SeriesFactory,
    editor,
)
from tests.pagecache.readers import both, get

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def section(db):
    return CategoryFactory(slug="culture")


def beside(html):
    """The headlines before and after, as far as there are any."""
    found = re.search(r'<nav class="beside" aria.*?</nav>', html, re.DOTALL)
    pairs = re.findall(
        r'class="beside__(\w+)".*?__headline"[^>]*>([^<]*)<', found[0] if found else "", re.DOTALL
    )
    return dict(pairs)


def around(client, story):
    return beside(client.get(story.get_absolute_url()).content.decode())


@pytest.mark.django_db
class TestReaders:
    def test_a_story_leads_to_that_before_and_that_after_it(self, client, section):
        old, middle, new = (
            ArticleFactory(category=section, headline=name, at=NOON - hours * HOUR)
            for name, hours in (("Old", 3), ("Middle", 2), ("New", 1))
        )
        ArticleFactory(headline="Elsewhere", at=NOON - 2 * HOUR)

        assert around(client, old) == {"after": "Middle"}
        assert around(client, middle) == {"before": "Old", "after": "New"}
        assert around(client, new) == {"before": "Middle"}

    def test_of_one_moment_the_number_decides(self, client, section):
        one, two, three = (
            ArticleFactory(category=section, headline=name, at=NOON)
            for name in ("One", "Two", "Three")
        )

        assert around(client, one) == {"after": "Two"}
        assert around(client, two) == {"before": "One", "after": "Three"}
        assert around(client, three) == {"before": "Two"}

    def test_parts_of_a_section_are_read_as_one(self, client, section):
        music, film = (CategoryFactory(parent=section) for _number in range(2))
        ArticleFactory(category=film, headline="Film", at=NOON - HOUR)
        story = ArticleFactory(category=music, headline="Music", at=NOON)

        assert around(client, story) == {"before": "Film"}

    def test_what_readers_cannot_open_is_passed_by(self, client, section):
        first = ArticleFactory(category=section, headline="First", at=NOON - 9 * HOUR)
        workflow.withdraw(
            ArticleFactory(category=section, headline="Withdrawn", at=NOON - 8 * HOUR), by=editor()
        )
        ArticleFactory(
            category=section, headline="Over", at=NOON - 7 * HOUR, unpublish_at=NOON - 6 * HOUR
        )
        story = ArticleFactory(category=section, headline="Last", at=NOON - 5 * HOUR)
        ArticleFactory(category=section, headline="To come", at=timezone.now() + HOUR)
        ArticleFactory(category=section, headline="Draft", live=False)

        assert around(client, story) == {"before": "First"}
        assert around(client, first) == {"after": "Last"}

    def test_the_only_story_of_a_section_leads_nowhere(self, client, section):
        assert around(client, ArticleFactory(category=section)) == {}

    def test_a_draft_that_is_previewed_has_none(self, client, section):
        ArticleFactory(category=section)
        draft = ArticleFactory(category=section, live=False)

        assert beside(client.get(previews.link(draft)).content.decode()) == {}

    @pytest.mark.parametrize("count", [1, 5])
    def test_a_story_with_all_that_there_is_costs_ten_queries(
        self, client, section, count, django_assert_num_queries
    ):
        image = ImageFactory()
        row = SeriesFactory()
        others = [
            ArticleFactory(category=section, at=NOON - hours * HOUR, headline=f"Part {hours}")
            for hours in range(1, count + 1)
        ]
        story = ArticleFactory(
            category=section, at=NOON - 2 * HOUR, tags=("river",), authors=(AuthorFactory(),),
            lead_image_id=image.pk,
            body=f'<figure><img data-file="{image.pk}" src="/x.jpg" alt="A"></figure>',
        )  # fmt: skip
        for each in (*others, story):
            series.join(row, each, by=editor())
        for _number in range(count):
            corrections.enter(story, kind="update", text="More.", by=editor())
            CommentFactory(article=story)
        upkeep.catch_up()

        with django_assert_num_queries(10):
            html = client.get(story.get_absolute_url()).content.decode()

        assert html.count('class="correction"') == count
        assert f"Part {count + 1} of {count + 1}" in " ".join(html.split())
        assert beside(html)["after"] == "Part 1"


@pytest.mark.django_db
class TestKeptPages:
    """A publication throws away the two pages beside it, and of its section no other."""

    @pytest.mark.parametrize("place", [0, 2, 4])
    def test_what_comes_back_is_between_its_neighbours_at_once(self, section, place):
        stories = [
            ArticleFactory(category=section, headline=f"Number {n}", at=NOON - (9 - n) * HOUR)
            for n in range(5)
        ]
        upkeep.catch_up()
        _rendered, kept = both()
        addresses = {n: each.get_absolute_url() for n, each in enumerate(stories) if n != place}
        workflow.withdraw(stories[place], by=editor())
        upkeep.catch_up()
        for address in addresses.values():
            get(kept, address)

        workflow.publish(stories[place], by=editor())

        missed = {n for n, address in addresses.items() if get(kept, address).cache != "hit"}
        assert missed == {place - 1, place + 1} & addresses.keys()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
class TestTwoAtOnce:
    @pytest.fixture(autouse=True)
    def idle(self, settings):
        """No commit does at once what it asks for."""
        settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}

    def test_of_two_that_come_between_the_same_stories_each_is_beside_the_other(self, monkeypatch):
        # In which stories of one section wait for each other, before they come to the clock.
        monkeypatch.setattr(search, "index", lambda _article: None)
        section, desk = CategoryFactory(slug="culture"), editor()
        _old, one, two, _new = stories = [
            # No two words alike, which they would wait for with their own rows.
            ArticleFactory(
                category=CategoryFactory(name=word, parent=section),
                headline=word,
                body=f"<p>{word}</p>",
                at=NOON - (9 - n) * HOUR,
            )
            for n, word in enumerate(("Plums", "Wasps", "Boats", "Bells"))
        ]
        for each in (one, two):
            workflow.withdraw(each, by=desk)
        # A page that lists the newest below its text, or the other, is thrown away for that.
        RelatedStory.objects.all().delete()
        other = ArticleFactory(headline="Kites")
        RelatedStory.objects.bulk_create(
            RelatedStory(article=each, other=other, position=0, score=1, reasons=[["newest"]])
            for each in stories
        )
        rendered, kept = both()
        addresses = [each.get_absolute_url() for each in stories]

        looked = threading.Event()
        with ThreadPoolExecutor(1) as colleague:
            with transaction.atomic():
                workflow.publish(one, by=desk)
                second = colleague.submit(publish_then_wait, two, desk, looked)
                while not somebody_waits():
                    pass
            # What is kept of the first alone has to go when the second is there.
            for address in addresses:
                get(kept, address)
            looked.set()
            second.result()

        found = [get(kept, address).body for address in addresses]
        assert found == [get(rendered, address).body for address in addresses]
        assert beside(found[1].decode()) == {"before": "Plums", "after": "Boats"}
        assert (beside(found[0].decode())["after"], beside(found[3].decode())["before"]) == (
            "Wasps", "Boats",
        )  # fmt: skip


def publish_then_wait(story, desk, looked):
    with transaction.atomic():
        workflow.publish(story, by=desk)
        looked.wait()
    connection.close()


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]
