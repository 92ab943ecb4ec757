"""Moves of many stories at once, from the list."""

import pytest
from django.urls import reverse

from articles.admin import moves
from articles.content import Credit
from articles.models import Article
from tests.articles.desk import LIST, messages, story
from tests.factories import AuthorFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def act(client, action, articles, query=""):
    data = {"action": action, "_selected_action": [each.pk for each in articles], "index": 0}
    return client.post(reverse(LIST) + query, data, follow=True)


def test_each_story_is_moved_by_itself_and_refusals_are_told(desk):
    fit, unfit = story(headline="Fit"), story(headline="Unfit", body="")

    response = act(desk, "publish", [fit, unfit])

    assert {each.headline: each.status for each in Article.objects.all()} == {
        "Fit": Status.PUBLISHED,
        "Unfit": Status.DRAFT,
    }
    done, refused = messages(response)
    assert done == "1 story published."
    assert refused.endswith('">Unfit</a>: The story has no text.')


@pytest.mark.parametrize(
    ("action", "status", "ends"),
    [
        ("submit", Status.DRAFT, Status.IN_REVIEW),
        ("send_back", Status.IN_REVIEW, Status.DRAFT),
        ("withdraw", Status.PUBLISHED, Status.WITHDRAWN),
    ],
)
def test_every_move_can_be_made_of_many(desk, action, status, ends):
    articles = [story(status), story(status)]

    act(desk, action, articles)

    assert list(Article.objects.values_list("status", flat=True)) == [ends, ends]


def test_the_trash_takes_and_gives_back(desk):
    articles = [story(), story()]

    act(desk, "trash", articles)
    aside = Article.objects.kept().count()
    act(desk, "restore", articles, "?state=trash")

    assert (aside, Article.objects.kept().count()) == (0, 2)


def test_a_journalist_moves_only_what_a_journalist_may(client, journalist):
    author = AuthorFactory(user=journalist)
    mine = story(credits=(Credit(author_id=author.pk),))
    waiting = story(Status.IN_REVIEW, credits=(Credit(author_id=author.pk),))
    others = story()
    client.force_login(journalist)

    response = act(client, "trash", [mine, waiting, others])
    published = act(client, "publish", [waiting])

    trashed = Article.objects.filter(trashed_at__isnull=False)
    assert list(trashed) == [mine]
    assert [text.rpartition("</a>")[2] for text in messages(response)] == [
        "1 story moved to the trash.", ": your role does not allow it.",
    ]  # fmt: skip
    assert messages(published) == ["No action selected."]
    assert Article.objects.get(pk=waiting.pk).status == Status.IN_REVIEW


def test_too_many_are_refused_at_once(desk, monkeypatch):
    monkeypatch.setattr(moves, "MOST", 2)

    response = act(desk, "publish", [story(), story(), story()])

    assert messages(response) == ["Choose at most 2 stories at once. Nothing was changed."]
    assert not Article.objects.filter(status=Status.PUBLISHED).exists()
