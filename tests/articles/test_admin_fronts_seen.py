"""The preview of a front, and those that readers had."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import previews
from articles.fronts import versions
from articles.models import MostRead
from tests.articles.board import BOARD, address, live, newest, pins
from tests.articles.desk import filled_in, messages, page, ways
from tests.articles.fronts import launch, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory

pytestmark = pytest.mark.django_db
WHY = "Pinned by The Desk"


def lead(response):
    return response.context["front"].lead.story.list_headline


class TestThePreview:
    def test_it_is_the_page_of_readers_with_the_newest_version(self, desk, client):
        ArticleFactory(headline="The newest")
        save(zone("lead", slot(ArticleFactory(headline="Pinned", at=_ago(9))), size=1))

        shown = desk.get(address("preview"))

        assert lead(shown) == "Pinned"
        assert "articles/front.html" in [each.name for each in shown.templates]
        assert all(value in shown[name] for name, value in previews.HEADERS.items())
        assert "frame-ancestors 'none'" in shown["Content-Security-Policy"]
        assert 'base target="_blank"' in shown.content.decode()
        assert lead(client.get("/")) == "The newest"

    def test_what_the_form_holds_is_previewed_and_not_saved(self, desk):
        story = ArticleFactory(headline="Pinned", at=_ago(9))
        ArticleFactory(headline="The newest")
        before = save(zone("lead", slot(story, name="a"), size=1))
        sent = filled_in(desk.get(BOARD), "front")

        shown = desk.post(address("preview"), sent | {"slot-a-headline": ["As typed"]})
        wrong = desk.post(address("preview"), sent | {"slot-a-zone": ["nowhere"]})

        assert lead(shown) == "As typed"
        assert lead(wrong) == "Pinned"
        assert versions.newest(before.front) == before

    def test_it_is_that_of_the_minute_that_was_asked_for(self, desk):
        now = timezone.now()
        ArticleFactory(headline="The newest")
        story = ArticleFactory(headline="Later", at=_ago(9))
        save(zone("lead", slot(story, starts_at=now + timedelta(hours=2)), size=1))
        minutes = [timezone.localtime(now + timedelta(hours=hours)) for hours in (1, 3)]

        shown = [
            lead(desk.get(address("preview"), {"at": f"{each:%Y-%m-%dT%H:%M}"})) for each in minutes
        ]

        assert shown == ["The newest", "Later"]

    def test_why_each_stands_there_is_said_on_request(self, desk):
        save(zone("lead", slot(ArticleFactory()), size=1))

        assert WHY not in page(desk.get(address("preview")))
        assert WHY in page(desk.get(address("preview"), {"why": "1"}))

    def test_an_older_version_is_shown_by_its_number(self, desk):
        for name in ("First", "Second"):
            launch(zone("lead", slot(ArticleFactory(headline=name)), size=1))

        assert lead(desk.get(address("preview"), {"number": "1"})) == "First"
        assert desk.get(address("preview"), {"number": "99"}).status_code == 404
        assert desk.get(address("preview"), {"number": "x"}).status_code == 404

    def test_a_section_is_previewed_with_its_list(self, desk):
        section = CategoryFactory(name="Politics")
        stories = [
            ArticleFactory(category=section, headline=f"Story {n}", at=_ago(9 - n))
            for n in range(5)
        ]
        save(zone("lead", slot(stories[0]), size=1), of=section)

        shown = desk.get(address("preview", category=section))

        assert lead(shown) == "Story 0"
        listed = [each.headline for each in shown.context["page"]["stories"]]
        assert listed == ["Story 2", "Story 1"]
        told = page(desk.get(address("preview", category=section), {"why": "1"}))
        assert "Third newest in Politics; 2 newer" in told
        assert "Third newest" not in page(shown)
        assert "articles/category.html" in [each.name for each in shown.templates]

    @pytest.mark.parametrize("is_section", [False, True])
    def test_what_is_most_read_is_there_too(self, desk, is_section):
        section = CategoryFactory(in_menu=True)
        stories = [ArticleFactory(category=section).pk for _number in range(3)]
        own = {"category": section if is_section else None, "stories": stories}
        MostRead.objects.create(at=_ago(0), window=MostRead.Window.DAY, **own)

        shown = desk.get(address("preview", category=section if is_section else None))

        assert [each.pk for each in shown.context["most_read"].day] == stories

    @pytest.mark.parametrize("at", ["", "x", "9999-12-31T23:59", "2026-13-01T00:00"])
    def test_no_minute_is_too_odd(self, desk, at):
        assert desk.get(address("preview"), {"at": at}).status_code == 200


class TestTheHistory:
    def test_it_says_who_launched_what_and_what_changed_in_words(self, desk):
        one, two = ArticleFactory(headline="One"), ArticleFactory(headline="Two")
        launch(zone("lead", slot(one), size=1))
        launch(zone("lead", slot(one), size=1), zone("top", slot(two), size=2))
        save(zone("lead", slot(two), size=1))

        rows = desk.get(address("history")).context["rows"]

        assert [(row.version.number, row.changes) for row in rows] == [
            (2, ["Pinned “Two” in Top stories", "Top stories: 2 stories"]),
            (1, ["Pinned “One” in Lead"]),
        ]
        assert rows[0].version.launched_by == "The Desk"

    def test_an_older_one_comes_back_with_one_click_and_so_does_the_other(self, desk):
        stories = [ArticleFactory(headline=name) for name in ("One", "Two")]
        for story in stories:
            launch(zone("lead", slot(story), size=1))

        answer = desk.post(address("restore", 1), follow=True)
        back = ways(answer)["Back to the one before"]
        then = pins(live())
        desk.post(address("restore", 2), follow=True)

        assert messages(answer) == ["Version 1 is back: readers have it now."]
        assert back == f"{address('history')}#version-2"
        assert "brought back version 1" in page(answer)
        assert (then, pins(live())) == ([stories[0].pk], [stories[1].pk])

    def test_an_older_one_is_opened_to_go_on_with(self, desk):
        stories = [ArticleFactory(headline=name) for name in ("One", "Two")]
        for story in stories:
            launch(zone("lead", slot(story), size=1))
        older = f"{BOARD}?number=1"

        desk.post(BOARD, filled_in(desk.get(older), "front"))

        assert older in page(desk.get(address("history")))
        assert pins(newest()) == [stories[0].pk]
        assert pins(live()) == [stories[1].pk]
        assert desk.get(f"{BOARD}?number=9").status_code == 404

    def test_a_draft_is_not_lost_when_an_older_one_comes_back(self, desk):
        launch(zone("lead", slot(ArticleFactory()), size=1))
        draft = save(zone("lead", slot(ArticleFactory()), size=1))

        answer = desk.post(address("restore", 1), follow=True)

        assert ways(answer)["Go on with what was not launched"] == f"{BOARD}?number={draft.number}"

    def test_an_older_one_says_whose_draft_it_would_take_the_place_of(self, desk, colleague):
        launch(zone("lead", slot(ArticleFactory()), size=1))
        launch(zone("lead", slot(ArticleFactory()), size=1))
        alone = desk.get(f"{BOARD}?number=1")
        draft = save(zone("lead", slot(ArticleFactory()), size=1), by=colleague)

        older, itself = desk.get(f"{BOARD}?number=1"), desk.get(f"{BOARD}?number=3")

        assert "This is version 1, launched" in page(alone)
        assert "take the place" not in page(alone)
        assert "take the place of what Ana Quick saved" in page(older)
        assert f'href="{BOARD}?number=3">Go on with that instead' in page(older)
        assert "front-draft" not in page(itself)
        assert newest() == draft

    def test_who_has_the_page_open_is_told_what_took_the_place_of_a_draft(self, desk, colleague):
        first, second = ArticleFactory(), ArticleFactory()
        launch(zone("lead", slot(first), size=1))
        draft = save(zone("lead", slot(second), size=1), by=colleague)
        sent = filled_in(desk.get(BOARD), "front")
        based_on = int(sent.pop("based_on")[0])
        versions.restore(draft.front, by=colleague, number=1)

        data = {"fields": sent, "based_on": based_on}
        told = desk.post(address("save"), data, content_type="application/json").json()["html"]
        draft_of_old = desk.get(f"{BOARD}?number=2")

        assert "Ana Quick brought back version 1: readers have it now." in told
        assert f'href="{BOARD}?number=2">Go on with what was not launched' in told
        assert f'href="{BOARD}?number=2">Open what was not launched' in page(
            desk.get(address("history"))
        )
        assert "This is version 2 by Ana Quick, which was not launched." in page(draft_of_old)
        assert "take the place" not in page(draft_of_old)

    def test_one_that_is_not_kept_is_refused_in_words(self, desk):
        answer = desk.post(address("restore", 7), follow=True)

        assert messages(answer) == ["That version is not kept any more."]
        assert live() is None

    def test_nothing_launched_is_said(self, desk):
        assert "Nothing was launched yet" in page(desk.get(address("history")))

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_much_was_launched(
        self, desk, count, django_assert_num_queries
    ):
        for _number in range(count):
            launch(zone("lead", slot(ArticleFactory()), size=1))

        # Session, user, two of permissions; the categories, the menu, the front; the versions and
        # the headlines of their stories; what readers have; the site's name.
        with django_assert_num_queries(11):
            shown = desk.get(address("history"))

        assert len(shown.context["rows"]) == count


def _ago(hours):
    return timezone.now() - timedelta(hours=hours)
