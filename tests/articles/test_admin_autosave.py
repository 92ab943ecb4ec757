"""What the scripts of a form ask, and the pages that offer what was not saved."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import revisions
from articles.models import Article, FormSession, Revision
from tests.articles.desk import ADD, filled_in, form_of, of, page, send, story
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db

AUTOSAVE = "admin:articles_article_autosave"
KEY = "6f1c5b8e-0b1d-4a53-9d52-2f3c5a7e9b10"


def ask(client, name, *args, **data):
    """A question of a script, and its answer."""
    address = reverse(name if ":" in name else f"admin:articles_article_{name}", args=args)
    return client.post(address, json.dumps(data), content_type="application/json")


def keep(client, article=None, *, key=None, number=1, **fields):
    sent = {name: [value] for name, value in fields.items()}
    pk = article and article.pk
    key = str(key or uuid4())
    return ask(client, AUTOSAVE, key=key, number=number, article=pk, fields=sent)


@pytest.fixture
def colleague(db):
    user = UserFactory(role="Editor", first_name="Ana", last_name="Anić")
    client = Client()
    client.force_login(user)
    client.user = user
    return client


class TestAccess:
    @pytest.mark.parametrize(
        ("person", "status"),
        [
            ("anonymous", 401), ("moderator", 403), ("journalist", 403), ("editor", 200),
            ("administrator", 200),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("name", ["autosave", "present", "take_over"])
    def test_only_who_may_open_a_story_is_answered(self, client, request, name, person, status):
        article = ArticleFactory(headline="Secret")
        if person != "anonymous":
            client.force_login(request.getfixturevalue(person))
        key = str(uuid4())

        if name == "autosave":
            response = keep(client, article, body="Mine")
        else:
            response = ask(client, name, article.pk, key=key)

        assert response.status_code == status
        assert response.headers["Content-Type"] == "application/json"
        assert "Secret" not in response.content.decode()

    def test_a_journalist_is_answered_of_an_own_story(self, client, journalist):
        client.force_login(journalist)

        assert keep(client, of(journalist), body="Mine").status_code == 200
        assert keep(client, story(), body="Mine").status_code == 403

    @pytest.mark.parametrize("name", ["autosave", "put_aside"])
    def test_asking_by_get_changes_nothing(self, desk, name):
        assert desk.get(reverse(f"admin:articles_article_{name}")).status_code == 405

    def test_a_token_is_asked_for(self, editor):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(editor)

        assert keep(strict, ArticleFactory(), body="Forged").status_code == 403
        assert not FormSession.objects.exists()

    def test_a_text_of_another_story_is_not_shown(self, client, journalist):
        client.force_login(journalist)
        secret = keep_for(ArticleFactory(), UserFactory(role="Editor"), body="Secret words")

        own = client.get(f"{form_of(of(journalist))}?typed={secret.key}")
        other = client.get(f"{form_of(secret.article)}?typed={secret.key}", follow=True)

        assert "Secret words" not in page(own) + page(other)


def keep_for(article, user, *, seen=timedelta(minutes=5), **fields):
    """A form of somebody's that was closed a while ago with this in it."""
    then = timezone.now() - seen
    return FormSession.objects.create(
        key=uuid4(), article=article, by=user, by_name=user.display_name(), opened_at=then,
        seen_at=then, typed_at=then, number=3,
        fields={name: [value] for name, value in fields.items()},
    )  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"x", b"[]", b"{}", b'{"key": "x"}', b'{"key": 1, "number": 1, "fields": {}}',
        json.dumps({"key": KEY, "number": -1, "fields": {}}).encode(),
        json.dumps({"key": KEY, "number": True, "fields": {}}).encode(),
        json.dumps({"key": KEY, "number": 2**31, "fields": {}}).encode(),
        json.dumps({"key": KEY, "number": 1, "fields": []}).encode(),
        json.dumps({"key": KEY, "number": 1, "fields": {"a": "b"}}).encode(),
        json.dumps({"key": KEY, "number": 1, "fields": {"a": [1]}}).encode(),
        json.dumps(
            {"key": KEY, "number": 1, "fields": {str(n): [] for n in range(301)}}
        ).encode(),
    ],
)  # fmt: skip
def test_what_no_form_sends_is_refused(desk, sent):
    response = desk.post(reverse(AUTOSAVE), sent, content_type="application/json")

    assert response.status_code == 400
    assert not Article.objects.exists()


def test_a_story_that_there_is_not_is_as_one_that_one_may_not_open(desk):
    for pk in (999_999, "1", -1, [1], True):
        sent = {"key": str(uuid4()), "number": 1, "fields": {}, "article": pk}
        assert ask(desk, AUTOSAVE, **sent).status_code == 403


class TestTyping:
    def test_a_story_that_is_live_stays_as_it_is_for_readers(self, desk):
        article = ArticleFactory(headline="Published", body="<p>Published</p>")
        before = desk.get(article.get_absolute_url()).content

        answer = keep(desk, article, headline="Half a wo", body="<p>Half").json()

        assert desk.get(article.get_absolute_url()).content == before
        assert Revision.objects.count() == 1
        assert (answer["number"], answer["article"]) == (1, article.pk)

    def test_what_is_typed_and_taken_back_is_not_offered(self, desk):
        article = ArticleFactory(headline="As it was")
        fields = filled_in(desk.get(form_of(article)))
        key = str(uuid4())
        for number, headline in enumerate(("As it wasn’t", "As it was"), start=1):
            sent = {**fields, "headline": [headline]}
            ask(desk, AUTOSAVE, key=key, number=number, article=article.pk, fields=sent)
            assert FormSession.objects.unsaved().count() == 2 - number

    def test_a_note_for_the_history_is_offered_too(self, desk):
        article = ArticleFactory()
        sent = {**filled_in(desk.get(form_of(article))), "note": ["Why"]}

        ask(desk, AUTOSAVE, key=str(uuid4()), number=1, article=article.pk, fields=sent)

        assert FormSession.objects.unsaved().count() == 1

    def test_a_new_story_is_begun_once_whatever_comes_first(self, desk):
        category = CategoryFactory()
        fields = filled_in(desk.get(reverse(ADD)))
        keep(desk, key=fields["session"][0], headline="Typed")

        typed = {"headline": "Typed, and saved", "category": category.pk, "number": "2"}
        send(desk, reverse(ADD), fields, **typed)
        keep(desk, key=fields["session"][0], number=1, headline="Late")

        article = Article.objects.get()
        assert article.headline == "Typed, and saved"
        assert article.revisions.count() == 1
        assert not FormSession.objects.unsaved().exists()

    def test_sending_the_same_form_twice_saves_once_and_is_no_conflict(self, desk):
        article = ArticleFactory(headline="Before")
        fields = filled_in(desk.get(form_of(article))) | {"number": ["1"]}

        send(desk, form_of(article), fields, headline="After")
        again = send(desk, form_of(article), fields, headline="After, and more")

        assert "conflict" not in again.context
        headlines = [each.content.headline for each in article.revisions.order_by("pk")]
        assert headlines == ["Before", "After", "After, and more"]


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
