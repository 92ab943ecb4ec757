"""Which moves of a story the desk offers to whom; one that it did not offer is not made."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin import moves
from articles.models import Article
from tests.articles.desk import LIST, form_of, messages, move_of, of, page, press, story
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


@pytest.mark.parametrize(
    ("status", "buttons", "links"),
    [
        (Status.DRAFT, ["submit", "publish"], ["trash"]),
        (Status.IN_REVIEW, ["send_back", "publish"], ["trash"]),
        (Status.PUBLISHED, ["publish"], ["withdraw"]),
        (Status.WITHDRAWN, ["publish"], ["trash"]),
    ],
)
def test_an_editor_is_offered_what_would_work(desk, status, buttons, links):
    article = story(status)

    context = desk.get(form_of(article)).context

    assert [name for name, _label in context["buttons"]] == buttons
    assert [name for name, _label in context["links"]] == links


@pytest.mark.parametrize(
    ("status", "buttons", "links"),
    [
        (Status.DRAFT, ["submit"], ["trash"]),
        (Status.IN_REVIEW, [], []),
        (Status.PUBLISHED, [], []),
        (Status.WITHDRAWN, [], []),
    ],
)
def test_a_journalist_is_offered_what_would_work(client, journalist, status, buttons, links):
    article = of(journalist, status)
    client.force_login(journalist)

    context = client.get(form_of(article)).context

    assert [name for name, _label in context["buttons"]] == buttons
    assert [name for name, _label in context["links"]] == links


def test_the_button_of_a_live_story_says_that_it_publishes_changes(desk):
    labels = {
        article.headline: dict(desk.get(form_of(article)).context["buttons"])["publish"]
        for article in (
            story(headline="Draft"),
            ArticleFactory(headline="Live"),
            ArticleFactory(headline="Scheduled", at=timezone.now() + timedelta(days=1)),
        )
    }

    assert labels == {
        "Draft": "Publish",
        "Live": "Publish changes",
        "Scheduled": "Publish with these changes",
    }


@pytest.mark.parametrize(
    ("button", "status"),
    [("_publish", Status.DRAFT), ("_send_back", Status.IN_REVIEW)],
)
def test_a_button_that_a_journalist_was_not_offered_saves_and_does_no_more(
    client, journalist, button, status
):
    article = of(journalist, status, headline="Before")
    client.force_login(journalist)

    response = press(client, form_of(article), button, headline="Typed")

    article.refresh_from_db()
    assert (article.status, article.headline) == (status, "Typed")
    assert article.live_revision is None
    label = moves.MOVES[button.removeprefix("_")].label
    assert messages(response) == [
        f"“{label}” was refused: your role does not allow it (any more).",
        "What you typed is saved.",
    ]


@pytest.mark.parametrize(
    ("name", "status"),
    [("withdraw", Status.PUBLISHED), ("trash", Status.IN_REVIEW), ("restore", Status.IN_REVIEW)],
)
def test_who_may_not_make_a_move_is_not_asked_about_it(client, journalist, editor, name, status):
    article = of(journalist, status)
    if name == "restore":
        workflow.trash(article, by=editor)
    client.force_login(journalist)

    codes = [ask(move_of(article, name)).status_code for ask in (client.get, client.post)]

    assert codes == [403, 403]
    now = Article.objects.get()
    assert (now.status, now.trashed_at is not None) == (status, name == "restore")
    assert client.get(form_of(article)).context["links"] == []


@pytest.mark.parametrize("name", ["publish", "submit", "send_back", "delete"])
def test_what_belongs_to_the_form_has_no_page_of_its_own(desk, name):
    article = story()

    assert desk.post(move_of(article, name)).status_code == 404
    assert Article.objects.get().status == Status.DRAFT


def test_a_story_is_never_deleted_not_even_by_a_superuser(client):
    article = story()
    client.force_login(UserFactory(is_superuser=True))

    response = client.post(
        reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}
    )

    assert response.status_code == 403
    assert "delete_selected" not in page(client.get(reverse(LIST)))
    assert Article.objects.count() == 1
