"""What the scripts of a form send while somebody types: who is answered, and what is kept."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin import writing
from articles.models import Article, FormSession, Revision
from tests.articles.desk import ADD, filled_in, form_of, of, page, send, story
from tests.articles.scripts import AUTOSAVE, ask, keep, keep_for
from tests.factories import ArticleFactory, CategoryFactory, UserFactory

pytestmark = pytest.mark.django_db
KEY = "6f1c5b8e-0b1d-4a53-9d52-2f3c5a7e9b10"


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

    def test_a_new_story_is_begun_once_by_words_that_come_while_its_form_is_read(
        self, desk, monkeypatch
    ):
        category = CategoryFactory()
        fields = filled_in(desk.get(reverse(ADD)))
        key = fields["session"][0]

        def meanwhile(request):
            found = begun(request)
            monkeypatch.undo()
            keep(desk, key=key, headline="Typed")
            return found

        begun = writing._begun
        monkeypatch.setattr(writing, "_begun", meanwhile)
        typed = {"headline": "Saved", "category": category.pk, "number": "2"}
        send(desk, reverse(ADD), fields, **typed)

        article = Article.objects.get()
        assert article.headline == "Saved"
        assert article.revisions.count() == 1
        assert not FormSession.objects.unsaved().exists()

    def test_a_new_story_is_begun_once_by_a_form_that_is_refused(self, desk):
        fields = filled_in(desk.get(reverse(ADD)))
        first = fields["session"][0]

        refused = send(desk, reverse(ADD), fields, headline="Typed", slug="no address", number="1")
        [story] = Article.objects.all()
        told = json.loads(refused.context["writing"]["page"])
        assert not FormSession.objects.open().exists()
        # What the device still held of the first form comes, and what the second is typed into.
        keep(desk, key=first, number=1, headline="Typed")
        keep(desk, Article.objects.get(), key=told["session"], number=1, headline="Typed on")

        assert (told["article"], told["unsaved"]) == (story.pk, True)
        assert told["address"] == form_of(story)
        assert [each.headline for each in Article.objects.all()] == ["Typed on"]
        assert FormSession.objects.get(key=first).fields["headline"] == ["Typed"]

    def test_the_page_of_a_story_that_is_refused_stays_at_its_own_address(self, desk):
        # In which the list that one came from is kept.
        article = ArticleFactory(headline="One")
        fields = filled_in(desk.get(form_of(article)))

        refused = send(desk, form_of(article), fields, slug="no address", number="1")

        told = json.loads(refused.context["writing"]["page"])
        assert (told["article"], told["address"]) == (article.pk, None)

    def test_a_refused_form_that_has_kept_nothing_begins_nothing(self, desk):
        fields = filled_in(desk.get(reverse(ADD)))

        refused = send(desk, reverse(ADD), fields, headline="", number="0")

        assert refused.context["errors"]
        assert not Article.objects.exists()

    def test_no_name_of_a_button_makes_a_copy_of_a_story(self, desk):
        article = ArticleFactory(headline="One")
        fields = filled_in(desk.get(form_of(article)))

        send(desk, form_of(article), fields, headline="Changed", _saveasnew="1")

        assert Article.objects.get().newest_revision.content.headline == "Changed"

    def test_sending_the_same_form_twice_saves_once_and_is_no_conflict(self, desk):
        article = ArticleFactory(headline="Before")
        fields = filled_in(desk.get(form_of(article))) | {"number": ["1"]}

        send(desk, form_of(article), fields, headline="After")
        again = send(desk, form_of(article), fields, headline="After, and more")

        assert "conflict" not in again.context
        headlines = [each.content.headline for each in article.revisions.order_by("pk")]
        assert headlines == ["Before", "After", "After, and more"]
