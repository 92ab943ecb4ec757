"""The desk's page of what stands below a story."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, RelatedChoice
from articles.related import also_like, choices
from articles.related.ranking import SHOWN
from tests.articles.below import pins, stand_below
from tests.articles.desk import EDITORS, form_of, messages, of, page, story
from tests.factories import ArticleFactory, CategoryFactory
from tests.factories import editor as desk_editor

pytestmark = pytest.mark.django_db
DEEDS = ["pin", "unpin", "up", "down", "block", "unblock"]


def page_of(article):
    return reverse("admin:articles_article_related", args=[article.pk])


def choose(client, article, other, deed, **sent):
    address = reverse("admin:articles_article_choose", args=[article.pk, other.pk, deed])
    return client.post(address, sent, follow=True)


def landed(response):
    """Where on the page one goes on after a button."""
    return response.redirect_chain[-1][0].partition("#")[2]


def rows(response, name):
    return [row.story for row in getattr(response.context["lists"], name)]


def others(count=SHOWN + 2):
    return [ArticleFactory(headline=f"Other number {number}") for number in range(count)]


class TestThePage:
    def test_it_shows_what_readers_see_then_the_reserve_each_with_its_reasons(self, desk):
        article, found = ArticleFactory(), others()
        stand_below(article, found)

        shown = desk.get(page_of(article))

        assert rows(shown, "shown") == also_like(article) == found[:SHOWN]
        assert rows(shown, "reserve") == found[SHOWN:]
        assert "in both: Drina, flood · 7 days apart" in page(shown)
        assert found[0].get_absolute_url() in page(shown)

    def test_what_readers_cannot_open_now_is_marked_and_the_next_moves_up(self, desk, editor):
        article, found = ArticleFactory(), others()
        stand_below(article, found)
        workflow.withdraw(found[0], by=editor)
        stand_below(article, found)

        shown = desk.get(page_of(article))

        assert rows(shown, "shown") == found[1 : SHOWN + 1]
        assert rows(shown, "reserve") == [found[0], found[-1]]
        assert "story-state--withdrawn" in page(shown)
        assert found[0].get_absolute_url() not in page(shown)

    def test_who_pinned_and_who_blocked_is_said(self, desk, colleague):
        article, found = ArticleFactory(), others()
        choices.pin(article, found[0], by=colleague)
        choices.block(found[1], article, by=colleague)

        shown = desk.get(page_of(article))

        assert "pinned by Ana Quick, " in page(shown)
        assert "blocked by Ana Quick, " in page(shown)
        assert rows(shown, "shown")[0] == found[0]
        assert rows(shown, "apart") == [found[1]]

    def test_a_pin_that_readers_cannot_see_is_not_forgotten(self, desk, editor):
        article, found = ArticleFactory(), others()
        choices.pin(article, found[0], by=editor)
        workflow.withdraw(found[0], by=editor)

        shown = desk.get(page_of(article))

        assert rows(shown, "waiting") == [found[0]]
        assert "Pinned, but not to be seen now" in page(shown)

    def test_a_draft_has_pins_that_wait(self, desk, editor):
        draft, found = story(), others(1)
        choices.pin(draft, found[0], by=editor)

        shown = desk.get(page_of(draft))

        assert rows(shown, "waiting") == found
        assert "The list is made when the story is published." in page(shown)
        assert shown.context["lists"].waiting[0].reasons == []

    def test_the_only_story_of_a_site_has_nothing_below_it(self, desk):
        assert "there is no other story" in page(desk.get(page_of(ArticleFactory())))

    def test_before_its_list_is_computed_it_has_the_newest_as_readers_do(self, desk):
        category = CategoryFactory()
        found = ArticleFactory(category=category)
        article = ArticleFactory(category=category)

        shown = desk.get(page_of(article))

        assert rows(shown, "shown") == [found]
        assert found.list_headline in page(desk.get(article.get_absolute_url()))
        assert "one of the newest, as nothing closer was found" in page(shown)

    def test_a_scheduled_story_has_the_list_that_it_would_have_now(self, desk):
        found = others(1)
        article = ArticleFactory(at=timezone.now() + timedelta(days=1))
        stand_below(article, found)

        shown = desk.get(page_of(article))

        assert rows(shown, "shown") == found
        assert "Readers would see now" in page(shown)

    def test_the_form_of_a_story_leads_there(self, desk):
        article = ArticleFactory()

        assert page_of(article) in page(desk.get(form_of(article)))

    def test_a_journalist_reads_why_and_has_no_buttons(self, client, journalist):
        article = of(journalist, Article.Status.PUBLISHED)
        stand_below(article, others())
        client.force_login(journalist)

        shown = page(client.get(page_of(article)))

        assert "in both: Drina, flood" in shown
        assert "Editors choose what stands here." in shown
        assert not any(f"/{deed}/" in shown for deed in DEEDS)

    def test_a_journalist_reads_nothing_of_stories_that_the_desk_keeps_to_itself(
        self, client, journalist, editor
    ):
        own = of(journalist, Article.Status.PUBLISHED)
        stored, apart = others(2)
        stand_below(own, [stored, apart])
        choices.block(own, apart, by=editor)
        for each in (stored, apart):
            workflow.withdraw(each, by=editor)
        client.force_login(journalist)

        shown = client.get(page_of(own))

        assert [rows(shown, name) for name in ("shown", "reserve", "apart")] == [[], [], []]
        assert not any(each.headline in page(shown) for each in (stored, apart))

    def test_the_same_rows_are_read_of_a_story_in_the_trash(self, desk, editor):
        article = workflow.trash(story(), by=editor)

        assert not desk.get(page_of(article)).context["may_choose"]

    @pytest.mark.parametrize("count", [1, 5])
    def test_the_page_costs_the_same_however_long_its_lists(
        self, desk, editor, count, django_assert_num_queries
    ):
        article = ArticleFactory()
        found = [
            ArticleFactory(headline="River", category=CategoryFactory(parent=CategoryFactory()))
            for _number in range(4 * count)
        ]
        for number in range(count):
            choices.pin(article, found[number], by=editor)
            choices.block(article, found[count + number], by=editor)
        stand_below(article, found[:count] + found[2 * count : 3 * count])

        # Session, user, two of permissions, the story, what readers see, the list, the choices,
        # their stories, what was looked for, the site's name.
        with django_assert_num_queries(11):
            shown = desk.get(page_of(article), {"q": "river"})

        assert len(rows(shown, "apart")) == count


class TestLookingForAStory:
    def test_words_of_a_headline_find_what_can_be_pinned_newest_first(self, desk, editor):
        article = ArticleFactory(headline="The river itself")
        older = ArticleFactory(headline="Đorđe i reka", at=timezone.now() - timedelta(days=1))
        newer, pinned, blocked = (ArticleFactory(headline="Djordje, reka") for _each in range(3))
        choices.pin(article, pinned, by=editor)
        choices.block(article, blocked, by=editor)
        story(headline="Djordje, reka")

        shown = desk.get(page_of(article), {"q": "ђорђе река"})

        assert [row.story for row in shown.context["found"]] == [newer, older]

    def test_what_finds_nothing_is_said(self, desk):
        shown = page(desk.get(page_of(ArticleFactory(headline="River")), {"q": "<River>"}))

        assert "was found for “<River>”." in shown

    @pytest.mark.parametrize("typed", ["", " ", "\x00", "“", "x" * 5000])
    def test_nothing_that_is_typed_is_too_much(self, desk, typed):
        assert desk.get(page_of(ArticleFactory()), {"q": typed}).status_code == 200


class TestTheButtons:
    @pytest.fixture
    def article(self):
        return ArticleFactory()

    def test_each_says_what_it_did_and_where_one_goes_on(self, desk, article):
        one, two = found = others(2)
        stand_below(article, found)
        steps = [
            (one, "pin", {}, [one], f"unpin-{one.pk}"),
            (two, "pin", {}, [one, two], f"unpin-{two.pk}"),
            (two, "up", {"to": "0"}, [two, one], f"up-{two.pk}"),
            (two, "down", {"to": "1"}, [one, two], f"down-{two.pk}"),
            (two, "unpin", {}, [one], "readers-see"),
            (one, "block", {}, [], "readers-see"),
            (one, "unblock", {}, [], "readers-see"),
        ]

        for other, deed, sent, pinned, place in steps:
            answer = choose(desk, article, other, deed, **sent)

            assert pins(article) == pinned
            assert landed(answer) == place
            assert f'id="{place}"' in answer.content.decode()
            assert other.headline in messages(answer)[0]

    def test_arrows_move_past_a_pin_that_readers_cannot_see(self, desk, article, editor):
        one, hidden, two = found = others(3)
        for each in found:
            choices.pin(article, each, by=editor)
        workflow.withdraw(hidden, by=editor)

        shown = desk.get(page_of(article)).context["lists"]
        steps = [(row.story, row.up, row.down) for row in (*shown.shown[:2], *shown.waiting)]
        choose(desk, article, two, "up", to="0")

        assert steps == [(one, None, 2), (two, 0, None), (hidden, None, None)]
        assert pins(article) == [two, one, hidden]

    def test_what_is_refused_is_said_on_the_page_as_it_is_now(self, desk, article, colleague):
        (other,) = others(1)
        shown = page(desk.get(page_of(article)))
        choices.block(article, other, by=colleague)

        answer = choose(desk, article, other, "pin")

        assert "kept apart" not in shown
        assert messages(answer) == ["These two are kept apart. Allow them together again first."]
        assert landed(answer) == ""
        assert rows(answer, "apart") == [other]

    def test_two_editors_at_once_lose_nothing(self, desk, article, colleague):
        one, two = others(2)
        choices.pin(article, one, by=colleague)
        choose(desk, article, two, "pin")
        choices.unpin(article, one, by=colleague)

        answer = choose(desk, article, one, "down", to="1")

        assert pins(article) == [two]
        assert messages(answer) == [
            "Somebody else has changed this meanwhile: it is not pinned any more."
        ]

    @pytest.mark.parametrize("deed", DEEDS)
    def test_only_who_may_publish_the_story_decides(self, client, somebody, request, deed):
        article, (other,) = ArticleFactory(), others(1)
        self.prepare(article, other, deed)
        before = self.state_of(article)
        address = reverse("admin:articles_article_choose", args=[article.pk, other.pk, deed])

        looked = client.get(address)
        still = self.state_of(article)
        client.post(address, {"to": "1" if deed == "down" else "0"})

        assert looked.status_code in (302, 403, 405)
        assert still == before
        assert (self.state_of(article) != before) == (somebody in EDITORS)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_a_journalist_decides_nothing_below_an_own_story(self, client, journalist, deed):
        article, (other,) = of(journalist, Article.Status.PUBLISHED), others(1)
        self.prepare(article, other, deed)
        before = self.state_of(article)
        client.force_login(journalist)

        answer = choose(client, article, other, deed, to="0")

        assert self.state_of(article) == before
        assert messages(answer) == ["Your role does not allow it (any more)."]

    @pytest.mark.parametrize(
        ("other", "deed", "sent", "status"),
        [(0, "pin", {}, 404), (None, "praise", {}, 404), (None, "up", {}, 404),
         (None, "up", {"to": "x"}, 404), (None, "up", {"to": "9" * 30}, 404)],
    )  # fmt: skip
    def test_what_is_on_no_button_is_not_found(self, desk, article, other, deed, sent, status):
        pk = others(1)[0].pk if other is None else other
        address = reverse("admin:articles_article_choose", args=[article.pk, pk, deed])

        assert desk.post(address, sent).status_code == status

    @staticmethod
    def prepare(article, other, deed):
        """Something to change, for each of the buttons."""
        if deed == "unblock":
            choices.block(article, other, by=desk_editor())
        elif deed in ("unpin", "up", "down"):
            for each in (other, ArticleFactory()) if deed == "down" else (ArticleFactory(), other):
                choices.pin(article, each, by=desk_editor())

    @staticmethod
    def state_of(article):
        rows = RelatedChoice.objects.filter(article=article)
        return set(rows.values_list("other", "kind", "position"))
