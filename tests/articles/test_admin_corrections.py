"""The desk corrects a live story: with a change of its text, or on the page of its log."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import corrections
from articles.models import Article, Correction
from tests.articles.desk import EDITORS, Status, form_of, messages, of, page, press, story
from tests.factories import ArticleFactory, editor

pytestmark = pytest.mark.django_db
Kind = Correction.Kind
DAY = timedelta(days=1)


def log_of(article):
    return reverse("admin:articles_article_corrections", args=[article.pk])


def deed_of(correction, name):
    keys = [correction.article_id, correction.pk, name]
    return reverse("admin:articles_article_correct", args=keys)


def entered(article, kind=Kind.CORRECTION, text="It was wrong."):
    return corrections.enter(article, kind=kind, text=text, by=editor())


class TestPublishingChanges:
    def test_one_question_says_what_changes_and_what_is_told(self, desk):
        article = ArticleFactory(at=timezone.now() - DAY)

        press(
            desk, form_of(article), "_publish",
            body="<p>Right.</p>", change="correction", told="It was wrong.",
        )  # fmt: skip

        found = Correction.objects.get()
        assert (found.kind, found.text) == ("correction", "It was wrong.")
        assert Article.objects.get().body == "<p>Right.</p>"
        assert Article.objects.get().updated_at is not None

    def test_what_readers_are_not_told_is_a_typo(self, desk):
        article = ArticleFactory(at=timezone.now() - DAY)

        press(desk, form_of(article), "_publish", kicker="Comma")

        assert Correction.objects.get().kind == "typo"
        assert Article.objects.get().updated_at is None

    def test_a_kind_without_words_is_asked_again_and_nothing_is_lost(self, desk):
        article = ArticleFactory(kicker="Before")

        asked = press(desk, form_of(article), "_publish", kicker="Typed", change="update")

        assert "Say what readers are told" in page(asked)
        assert 'value="Typed"' in page(asked)
        assert '<option value="update" selected>' in page(asked)
        assert Article.objects.get().kicker == "Before"

    def test_saving_asks_for_no_words_and_enters_nothing(self, desk):
        article = ArticleFactory()

        saved = press(desk, form_of(article), kicker="Typed", change="update")

        assert "is saved." in messages(saved)[0]
        assert not Correction.objects.exists()

    def test_what_was_to_be_told_is_given_back_where_publishing_is_refused(self, desk):
        article = ArticleFactory()

        told = press(desk, form_of(article), "_publish", body="", change="update", told="More <b>.")

        assert messages(told) == [
            "The story has no text.", "What you typed is saved.",
            "You wanted to tell readers: “More <b>.”",
        ]  # fmt: skip

    @pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
    def test_what_readers_do_not_have_is_not_asked_about(self, desk, status):
        assert 'name="change"' not in page(desk.get(form_of(story(status))))

    def test_a_retraction_is_no_change_of_the_text(self, desk):
        assert 'value="retraction"' not in page(desk.get(form_of(ArticleFactory())))


class TestTheLog:
    def test_it_tells_who_when_what_and_what_was_taken_back(self, desk):
        article = ArticleFactory()
        entered(article, Kind.TYPO, "A comma.")
        corrections.take_back(entered(article, text="Taken back."), by=editor())

        shown = page(desk.get(log_of(article)))

        for words in ("The Desk", "A comma.", "readers are not told", "Taken back.", "taken back,"):
            assert words in shown

    def test_an_entry_is_made_reworded_taken_back_and_brought_back(self, desk):
        article = ArticleFactory()

        made = desk.post(log_of(article), {"kind": "retraction", "text": "No."}, follow=True)
        correction = Correction.objects.get()
        said = [messages(made)]
        for name in ("amend", "take-back", "bring-back"):
            answer = desk.post(
                deed_of(correction, name), {"text": "Not at all.", "seen": "No."}, follow=True
            )
            said.append(messages(answer))

        correction.refresh_from_db()
        assert (correction.kind, correction.text, correction.trashed_at) == (
            "retraction", "Not at all.", None,
        )  # fmt: skip
        assert said == [
            ["The correction is entered."], ["The correction reads differently now."],
            ["The correction is taken back."], ["The correction is there again."],
        ]  # fmt: skip

    def test_what_is_refused_is_given_back_with_the_reason(self, desk):
        correction = entered(ArticleFactory(), text="Before.")

        made = desk.post(log_of(correction.article), {"kind": "update", "text": " "})
        changed = desk.post(deed_of(correction, "amend"), {"text": " "})
        long = desk.post(deed_of(correction, "amend"), {"text": "y" * 501})

        assert {made.status_code, changed.status_code, long.status_code} == {422}
        assert "Say what readers are told" in page(made)
        assert "Say what readers are told" in page(changed)
        assert "y" * 501 in page(long)
        assert [each.text for each in Correction.objects.all()] == ["Before."]

    def test_what_a_colleague_reworded_meanwhile_is_shown_before_it_is_reworded_again(self, desk):
        correction = entered(ArticleFactory(), text="Before.")
        shown = page(desk.get(log_of(correction.article)))
        corrections.amend(correction, text="Theirs.", seen="Before.", by=editor())

        sent = {"text": "Mine.", "seen": "Before."}
        refused = desk.post(deed_of(correction, "amend"), sent)

        assert '<input name="seen" type="hidden" value="Before.">' in shown
        assert '<input name="seen" type="hidden" value="Theirs.">' in page(refused)
        assert "reworded it meanwhile" in page(refused)
        assert "Mine.</textarea>" in page(refused)
        assert Correction.objects.get().text == "Theirs."

    @pytest.mark.parametrize("name", ["amend", "take-back", "bring-back"])
    def test_only_editors_keep_it(self, client, somebody, name):
        correction = entered(ArticleFactory(), text="Before.")
        if name == "bring-back":
            corrections.take_back(correction, by=editor())
        before = state(correction)

        looked = client.get(deed_of(correction, name))
        client.post(log_of(correction.article), {"kind": "update", "text": "More."})
        client.post(deed_of(correction, name), {"text": "After.", "seen": "Before."})

        assert looked.status_code in (302, 403, 405)
        assert (state(correction) != before) == (somebody in EDITORS)
        assert (Correction.objects.count() == 2) == (somebody in EDITORS)

    def test_a_journalist_reads_that_of_an_own_story(self, client, journalist):
        article = of(journalist, Status.PUBLISHED)
        correction = entered(article, text="Before.")
        other = ArticleFactory()
        client.force_login(journalist)

        shown = page(client.get(log_of(article)))
        client.post(log_of(article), {"kind": "update", "text": "More."})
        client.post(deed_of(correction, "take-back"))

        assert "Before." in shown
        assert "<textarea" not in shown
        assert [(each.text, each.trashed_at) for each in Correction.objects.all()] == [
            ("Before.", None)
        ]
        assert client.get(log_of(other)).status_code == 404

    def test_of_another_story_nothing_is_found(self, desk):
        correction = entered(ArticleFactory())
        other = ArticleFactory()
        address = reverse("admin:articles_article_correct", args=[other.pk, correction.pk, "amend"])

        assert desk.post(address, {"text": "After."}).status_code == 404
        assert desk.post(deed_of(correction, "praise")).status_code == 404

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_costs_the_same_however_long_it_is(self, desk, count, django_assert_num_queries):
        article = ArticleFactory()
        for _number in range(count):
            entered(article)

        # Session, user, two of permissions, the story, its log, the site's name.
        with django_assert_num_queries(7):
            desk.get(log_of(article))

    def test_the_form_of_a_story_leads_there(self, desk):
        article = ArticleFactory()

        assert log_of(article) in page(desk.get(form_of(article)))


def state(correction):
    found = Correction.objects.get(pk=correction.pk)
    return found.text, found.trashed_at
