"""Moves of many stories at once, from the list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin import many, moves
from articles.content import Credit
from articles.models import Article
from tests.articles.desk import LIST, act, filled_in, messages, of, page, story, ways
from tests.factories import AuthorFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


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


def test_stories_that_wait_for_their_moment_are_counted_as_scheduled(desk):
    tomorrow = timezone.now() + timedelta(days=1)
    now = story(headline="Now")
    later = story(headline="Later", publish_at=tomorrow)

    response = act(desk, "publish", [now, later])

    assert messages(response) == ["1 story published.", "1 story scheduled."]
    assert ways(response) == {"Show them": f"{reverse(LIST)}?state=scheduled"}


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

    act(desk, action, articles, sure="yes", reason="Too long")

    assert list(Article.objects.values_list("status", flat=True)) == [ends, ends]


@pytest.mark.parametrize(
    ("action", "status"), [("withdraw", Status.PUBLISHED), ("trash", Status.DRAFT)]
)
def test_many_are_put_aside_only_after_having_asked(desk, action, status):
    chosen, other = story(status, headline="Chosen"), story(status, headline="Another")

    asked = act(desk, action, [chosen], "?mine=yes")
    all_of_them = act(desk, action, [chosen, other])
    untouched = Article.objects.filter(status=status).kept().count()
    fields = filled_in(all_of_them, None)
    done = desk.post(f"{reverse(LIST)}", fields, follow=True)

    assert messages(asked) == []
    assert str(moves.MOVES[action].explanation_many) in page(all_of_them)
    assert untouched == 2
    assert {fields["action"][0], *fields["_selected_action"]} == {
        action, str(chosen.pk), str(other.pk),
    }  # fmt: skip
    assert Article.objects.filter(status=status).kept().count() == 0
    assert ways(done) == {"Show them": f"{reverse(LIST)}?{moves.MOVES[action].leads}"}


def test_the_page_that_asks_names_only_what_is_chosen_and_in_the_list(client, journalist):
    mine = of(journalist, headline="Mine")
    secret = story(headline="A secret draft")
    client.force_login(journalist)

    asked = page(act(client, "trash", [mine, secret]))

    assert ">Mine</a>" in asked
    assert "A secret draft" not in asked


def test_the_trash_takes_and_gives_back(desk):
    articles = [story(), story()]

    act(desk, "trash", articles, sure="yes")
    aside = Article.objects.kept().count()
    act(desk, "restore", articles, "?state=trash")

    assert (aside, Article.objects.kept().count()) == (0, 2)


def test_a_journalist_moves_only_what_a_journalist_may(client, journalist):
    author = AuthorFactory(user=journalist)
    mine = story(credits=(Credit(author_id=author.pk),))
    waiting = story(Status.IN_REVIEW, credits=(Credit(author_id=author.pk),))
    others = story()
    client.force_login(journalist)

    response = act(client, "trash", [mine, waiting, others], sure="yes")
    published = act(client, "publish", [waiting])

    trashed = Article.objects.filter(trashed_at__isnull=False)
    assert list(trashed) == [mine]
    assert [text.rpartition("</a>")[2] for text in messages(response)] == [
        "1 story moved to the trash.", ": your role does not allow it.",
    ]  # fmt: skip
    assert messages(published) == ["No action selected."]
    assert Article.objects.get(pk=waiting.pk).status == Status.IN_REVIEW


def test_too_many_are_refused_at_once(desk, monkeypatch):
    monkeypatch.setattr(many, "MOST", 2)

    response = act(desk, "publish", [story(), story(), story()])

    assert messages(response) == ["Choose at most 2 stories at once. Nothing was changed."]
    assert not Article.objects.filter(status=Status.PUBLISHED).exists()
