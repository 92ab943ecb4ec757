"""A series: its parts in their order, what readers see of it, and who keeps it."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import neighbours, series, workflow
from articles.deeds import Refused
from articles.models import Series
from articles.views import paging
from portal.pagecache.models import CacheTag
from portal.publicmodels import verbs
from portal.publicmodels.models import Trashed
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, SeriesFactory, editor

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def made_of(*stories, **columns):
    row = SeriesFactory(title="The river", slug="the-river", **columns)
    for story in stories:
        series.join(row, story, by=editor())
    return row


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


def line(client, story):
    """What a part says of its series, above its text."""
    found = re.search(r'<nav class="in-series".*?</nav>', page(client, story.get_absolute_url()))
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split()) if found else ""


def parts(row):
    return [each.article for each in row.parts.select_related("article").order_by("position")]


class TestOrder:
    def test_a_story_comes_last_and_moves_from_there(self):
        one, two, three = stories = [ArticleFactory() for _number in range(3)]
        row = made_of(*stories)
        before = parts(row)

        series.move(row, three, to=0, by=editor())

        assert (before, parts(row)) == (stories, [three, one, two])

    def test_the_same_again_is_nothing(self):
        one, two = ArticleFactory(), ArticleFactory()
        row = made_of(one, two, one)

        series.leave(row, two, by=editor())
        series.leave(row, two, by=editor())
        series.move(row, one, to=5, by=editor())

        assert parts(row) == [one]

    def test_a_story_has_one_series_at_most(self):
        story = ArticleFactory()
        made_of(story)

        with pytest.raises(Refused, match="part of “The river”"):
            series.join(SeriesFactory(), story, by=editor())

    def test_what_somebody_took_out_meanwhile_does_not_move(self):
        with pytest.raises(Refused, match="Somebody else"):
            series.move(made_of(ArticleFactory()), ArticleFactory(), to=0, by=editor())

    def test_what_is_in_the_trash_joins_nothing(self):
        story = workflow.trash(ArticleFactory(live=False), by=editor())

        with pytest.raises(Refused, match="trash"):
            made_of(story)

    def test_what_is_in_the_trash_is_joined_by_nothing(self):
        row = made_of(ArticleFactory())
        stale = Series.objects.get()
        verbs.trash(row, by=editor(), tags=row.cache_tags())

        with pytest.raises(Refused, match="trash meanwhile"):
            series.join(stale, ArticleFactory(), by=editor())

    def test_what_comes_back_leaves_a_story_in_the_series_that_it_joined_meanwhile(self):
        stays, moved = ArticleFactory(), ArticleFactory()
        row, other = made_of(stays, moved), SeriesFactory(title="The sea", slug="the-sea")
        trashed = verbs.trash(row, by=editor(), tags=row.cache_tags())
        series.join(other, moved, by=editor())

        verbs.restore(trashed)

        assert (parts(Series.objects.get(slug="the-river")), parts(other)) == ([stays], [moved])
        assert not Trashed.objects.exists()

    def test_what_goes_to_the_trash_is_locked_before_its_parts_are_read(self):
        row = made_of(ArticleFactory())

        with CaptureQueriesContext(connection) as queries:
            verbs.trash(row, by=editor(), tags=())

        asked = [each["sql"] for each in queries if 'FROM "articles_series' in each["sql"]]
        assert 'FROM "articles_series"' in asked[0]
        assert asked[0].endswith("FOR UPDATE") == connection.features.has_select_for_update

    def test_a_journalist_arranges_nothing(self, journalist):
        story = ArticleFactory()
        row = made_of(story)

        for deed in (
            lambda: series.join(row, ArticleFactory(), by=journalist),
            lambda: series.leave(row, story, by=journalist),
            lambda: series.move(row, story, to=0, by=journalist),
        ):
            with pytest.raises(PermissionDenied):
                deed()
        assert parts(row) == [story]


class TestAPart:
    def test_it_says_which_part_it_is_and_leads_to_the_others(self, client):
        one, two, three = (ArticleFactory(headline=name) for name in ("Source", "Rapids", "Mouth"))
        made_of(one, two, three)

        html = page(client, two.get_absolute_url())

        assert line(client, two).startswith("Part 2 of 3: The river All parts Source Rapids Mouth")
        beside = re.search(r'<nav class="beside beside--series".*?</nav>', html)[0]
        links = re.findall(r'href="([^"]+)" rel="(\w+)"', beside)
        assert links == [(one.get_absolute_url(), "prev"), (three.get_absolute_url(), "next")]
        assert html.index("The river") < html.index('class="article__body')

    def test_planned_parts_count(self, client):
        one, two = ArticleFactory(), ArticleFactory()
        row = made_of(one, planned_parts=5)
        assert line(client, one) == "Part 1 of 5: The river"

        series.join(row, two, by=editor())
        Series.objects.update(planned_parts=1)

        assert line(client, two).startswith("Part 2 of 2: The river")

    def test_the_only_part_is_not_one_of_one(self, client):
        story = ArticleFactory()
        made_of(story)

        assert line(client, story) == "Part 1: The river"

    def test_only_the_number_tells_that_a_part_is_not_live(self, client):
        draft = ArticleFactory(live=False, headline="Secret source")
        coming = ArticleFactory(at=timezone.now() + DAY, headline="Secret mouth")
        gone = workflow.withdraw(ArticleFactory(headline="Secret rapids"), by=editor())
        story, last = ArticleFactory(headline="Open"), ArticleFactory(headline="Last")
        row = made_of(draft, coming, gone, story, last)

        for address in (story.get_absolute_url(), row.get_absolute_url()):
            assert "Secret" not in page(client, address)
        assert line(client, story) == "Part 4 of 5: The river All parts Open Last"
        shown = page(client, row.get_absolute_url())
        assert "2 of 5 parts so far" in shown
        assert re.findall(r">Part (\d)<", shown) == ["4", "5"]

    def test_a_part_keeps_its_number_when_others_come_and_go(self, client):
        first, story, last = ArticleFactory(), ArticleFactory(), ArticleFactory(live=False)
        made_of(first, story, last)
        said = [line(client, story)]
        for verb in (workflow.withdraw, workflow.trash, workflow.restore):
            verb(first, by=editor())
            said.append(line(client, story))
        workflow.publish(last, by=editor())

        numbers = [re.match(r"Part [\d of]+", each)[0] for each in (*said, line(client, story))]
        assert numbers == [
            "Part 2 of 2", "Part 2 of 2", "Part 1", "Part 2 of 2", "Part 2 of 3",
        ]  # fmt: skip

    @pytest.mark.parametrize(("verb", "before"), [(workflow.trash, 0), (workflow.restore, 1)])
    def test_pages_of_a_series_are_made_anew_when_a_part_goes_to_the_trash_or_back(
        self, verb, before
    ):
        draft = ArticleFactory(live=False)
        row = made_of(draft, ArticleFactory())
        if before:
            workflow.trash(draft, by=editor())
        stamped = CacheTag.objects.get(name=f"series:{row.pk}")

        verb(draft, by=editor())

        assert CacheTag.objects.get(name=stamped.name).number > stamped.number

    def test_of_a_long_series_the_parts_around_are_named(self, client, monkeypatch):
        monkeypatch.setattr(neighbours, "PARTS", 1)
        stories = [ArticleFactory(headline=f"N{number}") for number in range(1, 6)]
        row = made_of(*stories)

        shown = [line(client, stories[number]) for number in (0, 2, 4)]

        assert shown == [
            "Part 1 of 5: The river Parts before and after N1 N2",
            "Part 3 of 5: The river Parts before and after N2 N3 N4",
            "Part 5 of 5: The river Parts before and after N4 N5",
        ]
        tags = neighbours.around(stories[2]).cache_tags
        assert tags == [f"series:{row.pk}", *(f"article:{each.pk}" for each in stories[1:4])]

    def test_a_story_of_none_says_nothing(self, client):
        assert line(client, ArticleFactory()) == ""

    def test_machines_are_told_too(self, client, settings):
        settings.SITE_URL = "https://news.example"
        story = ArticleFactory()
        made_of(story)

        blocks = re.findall(r'ld\+json">(.*?)</script>', page(client, story.get_absolute_url()))

        told = next(each for each in map(json.loads, blocks) if each["@type"] == "NewsArticle")
        assert told["position"] == 1
        assert told["isPartOf"] == {
            "@type": "CreativeWorkSeries", "name": "The river",
            "url": "https://news.example/series/the-river/",
        }  # fmt: skip


class TestItsPage:
    def test_it_has_the_live_parts_in_their_order(self, client):
        old, new = ArticleFactory(at=timezone.now() - DAY), ArticleFactory()
        row = made_of(new, old, description="From the source to the sea.", planned_parts=4)

        html = page(client, row.get_absolute_url())

        assert html.index(new.headline) < html.index(old.headline)
        assert "From the source to the sea." in html
        assert "2 of 4 parts so far" in html

    def test_it_opens_with_the_first_part_that_is_live(self, client):
        story = ArticleFactory(live=False)
        row = made_of(story, planned_parts=3)
        before = client.get(row.get_absolute_url()).status_code

        workflow.publish(story, by=editor())

        assert (before, client.get(row.get_absolute_url()).status_code) == (404, 200)

    def test_a_long_one_is_on_pages(self, client, monkeypatch):
        monkeypatch.setattr(paging, "STORIES", 2)
        stories = [ArticleFactory(live=number != 1, headline=f"N{number}") for number in range(5)]
        address = made_of(*stories).get_absolute_url()

        first, second = (page(client, f"{address}{query}") for query in ("", "?page=2"))

        assert re.findall(r">Part (\d)<", first + second) == ["1", "3", "4", "5"]
        assert 'href="?page=2" rel="next"' in first
        assert f'href="{address}" rel="prev"' in second
        assert "N4" not in first
        assert "4 of 5 parts so far" in second
        assert client.get(f"{address}?page=3").status_code == 404

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_many_parts(self, client, count, django_assert_num_queries):
        category = CategoryFactory(parent=CategoryFactory())
        row = made_of(
            *(ArticleFactory(category=category, authors=(AuthorFactory(),)) for _ in range(count))
        )

        with django_assert_num_queries(6):
            html = page(client, row.get_absolute_url())

        assert html.count('<article class="card') == count
