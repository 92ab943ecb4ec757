"""What the form of a story offers of what was not saved, and tells of others who are there."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from articles import revisions
from articles.models import FormSession
from tests.articles.desk import ADD, filled_in, form_of, page, send
from tests.articles.scripts import ask, keep, keep_for
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    """Here with a browser of her own, and as its user."""
    user = UserFactory(role="Editor", first_name="Ana", last_name="Anić")
    client = Client()
    client.force_login(user)
    client.user = user
    return client


class TestOffers:
    def test_a_new_story_has_none(self, desk, editor):
        keep_for(ArticleFactory(), editor, body="Elsewhere")

        response = desk.get(reverse(ADD))

        assert (response.context["offers"], response.context["aside"]) == ([], [])
        assert "Go on with it" not in page(response)

    def test_what_was_not_saved_is_offered_gone_on_with_and_then_saved(self, desk, editor):
        article = ArticleFactory(headline="Saved")
        held = keep_for(article, editor)
        held.fields = filled_in(desk.get(form_of(article))) | {"headline": ["Typed"]}
        held.save()

        opened = desk.get(form_of(article))
        address = opened.context["writing"]["offers"][0]["address"]
        going_on = desk.get(address)

        assert "You typed something here" in page(opened)
        assert filled_in(going_on)["headline"] == ["Typed"]
        assert going_on.context["writing"]["offers"] == []
        saved = send(desk, address, filled_in(going_on))
        article.refresh_from_db()
        assert article.newest_revision.content.headline == "Typed"
        assert saved.context["writing"]["offers"] == []
        held.refresh_from_db()
        assert held.typed_at is None

    def test_half_a_text_is_shown_without_being_judged(self, desk, editor):
        article = ArticleFactory()
        held = keep_for(article, editor, headline="", canonical_url="no addr", body="<p>Words</p>")

        response = desk.get(f"{form_of(article)}?typed={held.key}")

        assert response.context["adminform"].form.errors == {}
        assert filled_in(response)["canonical_url"] == ["no addr"]

    def test_ones_own_comes_first_and_a_colleagues_says_whose_it_is(self, desk, editor, colleague):
        article = ArticleFactory()
        keep_for(article, colleague.user, body="Hers", seen=timedelta(minutes=1))
        keep_for(article, editor, body="Mine", seen=timedelta(hours=1))

        response = desk.get(form_of(article))

        offers = response.context["writing"]["offers"]
        assert [offer["own"] for offer in offers] == [True, False]
        assert "Ana Anić typed something here" in page(response)

    def test_a_form_that_is_refused_goes_on_with_what_it_holds(self, desk, editor):
        article = ArticleFactory()
        fields = filled_in(desk.get(form_of(article)))
        keep(desk, article, key=fields["session"][0], headline="")

        refused = send(desk, form_of(article), fields, headline="", number="2")

        writing = refused.context["writing"]
        assert writing["offers"] == []
        assert writing["continues"] == f"{fields['session'][0]}:2"
        assert json.loads(writing["page"])["unsaved"] is True
        send(desk, form_of(article), filled_in(refused), headline="Better", number="1")
        assert not FormSession.objects.unsaved().exists()

    def test_the_offers_are_a_part_of_a_page(self, desk, editor):
        article = ArticleFactory()
        held = keep_for(article, editor, body="Mine")
        address = reverse("admin:articles_article_offers", args=[article.pk])

        assert str(held.key) in desk.get(address).content.decode()
        shown = desk.get(f"{address}?shown={held.key}:3").content.decode()
        assert str(held.key) not in shown

    def test_putting_aside_is_ones_own_affair(self, desk, editor, colleague):
        held = keep_for(ArticleFactory(), editor, body="Mine")

        assert ask(colleague, "put_aside", key=str(held.key)).status_code == 409
        assert list(FormSession.objects.offered()) == [held]
        assert ask(desk, "put_aside", key=str(held.key)).status_code == 200
        assert not FormSession.objects.offered().exists()

    def test_what_is_put_aside_can_still_be_found(self, desk, editor):
        held = keep_for(ArticleFactory(), editor, body="Mine")
        ask(desk, "put_aside", key=str(held.key))

        opened = desk.get(form_of(held.article))

        writing = opened.context["writing"]
        assert (writing["offers"], [each["session"] for each in writing["aside"]]) == ([], [held])
        assert f"?typed={held.key}" in page(opened)

    def test_what_others_have_open_does_not_crowd_out_ones_own(self, desk, editor, colleague):
        article = ArticleFactory()
        own = keep_for(article, editor, body="Mine", seen=timedelta(hours=1))
        for _number in range(11):
            keep_for(article, colleague.user, body="Hers", seen=timedelta())

        offers = desk.get(form_of(article)).context["writing"]["offers"]

        assert [offer["session"] for offer in offers] == [own]


class TestCompany:
    def test_who_else_has_it_open_is_told_and_what_they_saved(self, desk, colleague):
        article = ArticleFactory()
        keep(colleague, article, body="Hers")
        content = article.newest_revision.content
        revision = revisions.save(article, content, by=colleague.user, note="Mine")

        told = ask(desk, "present", article.pk, key=str(uuid4())).json()

        assert [(each["name"], each["own"]) for each in told["others"]] == [("Ana Anić", False)]
        assert (told["newest"]["pk"], told["newest"]["name"]) == (revision.pk, "Ana Anić")
        assert told["taken"] is None

    def test_who_closes_the_form_is_told_of_no_more(self, desk, colleague):
        article, key = ArticleFactory(), str(uuid4())
        ask(colleague, "present", article.pk, key=key)
        ask(colleague, "present", article.pk, key=key, closed=True)

        assert ask(desk, "present", article.pk, key=str(uuid4())).json()["others"] == []

    def test_who_was_taken_over_from_cannot_save_until_it_is_taken_back(self, desk, colleague):
        article = ArticleFactory(headline="Before")
        fields = filled_in(colleague.get(form_of(article)))
        key = fields["session"][0]
        keep(colleague, article, key=key, headline="Hers")

        answer = ask(desk, "take_over", article.pk, key=str(uuid4())).json()
        refused = send(colleague, form_of(article), fields, headline="Hers", number="2")

        assert [each["name"] for each in answer["typed"]] == ["Ana Anić"]
        assert "took this story over" in page(refused)
        assert filled_in(refused)["headline"] == ["Hers"]
        assert article.revisions.count() == 1
        again = filled_in(refused)
        window = {"key": again["session"][0], "continues": again["continues"][0]}
        ask(colleague, "take_over", article.pk, **window)
        send(colleague, form_of(article), again, number="1")
        assert article.revisions.latest("pk").content.headline == "Hers"

    @pytest.mark.parametrize("count", [1, 5])
    def test_being_there_costs_the_same_however_many_are(
        self, desk, count, django_assert_num_queries
    ):
        article, key = ArticleFactory(), str(uuid4())
        for _number in range(count):
            keep_for(article, UserFactory(role="Editor"), seen=timedelta(), body="Typed")
        ask(desk, "present", article.pk, key=key)

        with django_assert_num_queries(11):
            told = ask(desk, "present", article.pk, key=key).json()

        assert len(told["others"]) == count
