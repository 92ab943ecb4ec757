"""What was typed is not lost when something happens to the story, or to the role, meanwhile."""

import html
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from articles import revisions, workflow
from articles.models import Article, Revision
from tests.articles.desk import ADD, filled_in, form_of, messages, move_of, of, page, send, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


def given_back(response):
    """What stands in the text areas to copy, by the labels of their fields."""
    labels = r'<label for="written-\d+">(.*?)</label>'
    texts = r'<textarea id="written-\d+"[^>]* readonly>\n(.*?)</textarea>'
    shown = response.content.decode()
    found = re.findall(rf"{labels}\s*</p>.*?{texts}", shown, re.DOTALL)
    return {label: html.unescape(text) for label, text in found}


def test_a_story_that_was_trashed_meanwhile_keeps_what_is_typed_until_it_is_restored(
    client, editor
):
    article = story(headline="Before", tags=("one", "two"))
    client.force_login(editor)
    fields = filled_in(client.get(form_of(article)))
    workflow.trash(article, by=UserFactory(role="Editor"))

    refused = send(client, form_of(article), fields, headline="Typed", tags="one, three")
    kept, typed = Revision.objects.filter(article=article).count(), filled_in(refused)
    client.post(move_of(article, "restore"))
    send(client, form_of(article), typed)

    assert "This story was moved to the trash meanwhile" in page(refused)
    assert kept == 1
    assert (typed["headline"], typed["tags"]) == (["Typed"], ["one, three"])
    assert re.search(r'target="_blank"[^>]*' + move_of(article, "restore"), page(refused))
    content = Article.objects.get().newest_revision.content
    assert (content.headline, content.tags) == ("Typed", ("one", "three"))


def test_a_story_in_the_trash_is_closed_to_who_opens_it(client, journalist, editor):
    article = workflow.trash(of(journalist, Status.IN_REVIEW), by=editor)
    client.force_login(journalist)

    opened = client.get(form_of(article))

    assert all(field.field.disabled for field in opened.context["adminform"].form)
    assert 'name="_continue"' not in page(opened)
    assert "An editor can bring it back." in page(opened)


def test_a_role_taken_away_meanwhile_does_not_take_what_was_typed(client):
    user = UserFactory(role="Editor")
    article = of(user)
    client.force_login(user)
    fields = filled_in(client.get(form_of(article)))
    user.groups.set(UserFactory(role="Journalist").groups.all())

    response = send(client, form_of(article), fields, "_publish", headline="Typed")

    article = Article.objects.get()
    assert (article.status, article.headline) == (Status.DRAFT, "Typed")
    assert messages(response) == [
        "“Publish” was refused: your role does not allow it (any more).",
        "What you typed is saved.",
    ]


@pytest.mark.parametrize("button", ["_continue", "_submit"])
def test_a_byline_removed_meanwhile_gives_back_what_was_typed(client, journalist, button):
    article = of(journalist, headline="Now of others")
    client.force_login(journalist)
    fields = filled_in(client.get(form_of(article)))
    content = replace(article.newest_revision.content, credits=(), kicker="A secret")
    revisions.save(article, content, by=UserFactory(role="Editor"))

    body = "<p>Typed &amp; long</p>"
    typed = {"headline": "Mine", "body": body, "kicker": "Mine too"}
    response = send(client, form_of(article), fields, button, **typed)

    assert response.status_code == 403
    given = given_back(response)
    assert (given["Headline"], given["Text"], given["Kicker"]) == ("Mine", body, "Mine too")
    assert "A secret" not in page(response)
    assert "Now of others" not in page(response)
    assert Article.objects.get().newest_revision.content == content


def test_a_story_that_one_may_not_edit_and_one_that_there_is_not_answer_alike(client, journalist):
    other = ArticleFactory(live=False, headline="A secret draft")
    client.force_login(journalist)

    answers = [
        client.post(reverse("admin:articles_article_change", args=[pk]), {"headline": "Mine"})
        for pk in (other.pk, 999999)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert [given_back(answer) for answer in answers] == [{"Headline": "Mine"}] * 2
    assert "A secret draft" not in page(answers[0])


def test_who_may_not_write_any_more_has_a_new_story_back(client, moderator):
    client.force_login(moderator)

    response = client.post(reverse(ADD), {"headline": "Mine", "body": "<p>Text</p>"})

    assert response.status_code == 403
    assert given_back(response) == {"Headline": "Mine", "Text": "<p>Text</p>"}
    assert not Article.objects.exists()


def test_a_text_of_more_than_djangos_limit_is_saved_and_a_longer_one_comes_back(client, editor):
    article = ArticleFactory(live=False)
    client.force_login(editor)
    fields = filled_in(client.get(form_of(article)))

    saved = send(client, form_of(article), fields, body=f"<p>{'дугачко ' * 180_000}</p>")
    fields = filled_in(client.get(form_of(article)))
    refused = send(client, form_of(article), fields, body=f"<p>{'longer ' * 250_000}</p>")

    assert (saved.status_code, len(Article.objects.get().body)) == (200, 1_440_006)
    assert "The text is too long: 1750007 characters" in page(refused)
    assert len(filled_in(refused)["body"][0].strip()) == 1_750_007
