"""What the buttons of a story's form do, and what they say and offer afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin import moves
from articles.models import Article
from tests.articles.desk import ADD, LIST, form_of, messages, move_of, page, press, story, ways
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
Status = Article.Status


@pytest.mark.parametrize(
    ("button", "status", "ends"),
    [
        ("_submit", Status.DRAFT, Status.IN_REVIEW),
        ("_send_back", Status.IN_REVIEW, Status.DRAFT),
        ("_publish", Status.IN_REVIEW, Status.PUBLISHED),
        ("_publish", Status.PUBLISHED, Status.PUBLISHED),
        ("_publish", Status.WITHDRAWN, Status.PUBLISHED),
    ],
)
def test_a_button_first_saves_what_is_typed_and_then_makes_its_move(desk, button, status, ends):
    article = story(status, headline="Before")

    response = press(desk, form_of(article), button, headline="Typed just now", note="Why?")

    article.refresh_from_db()
    assert (article.status, article.headline) == (ends, "Typed just now")
    assert response.redirect_chain == [(form_of(article), 302)]
    assert len(messages(response)) == 1


def test_a_new_story_is_published_at_one_go(desk, editor):
    category = story().category

    press(
        desk, reverse(ADD), "_publish", headline="At once", body="<p>Text</p>", category=category.pk
    )

    article = Article.objects.get(headline="At once")
    assert article.is_live()
    assert article.live_revision == article.newest_revision


def test_a_move_that_is_refused_says_why_and_keeps_what_was_typed(desk):
    article = story(headline="Without a place")

    response = press(desk, form_of(article), "_publish", headline="Typed", category="")

    article.refresh_from_db()
    assert (article.status, article.headline) == (Status.DRAFT, "Typed")
    assert messages(response) == [
        "Choose a category: it makes the address and the breadcrumb.",
        "What you typed is saved.",
    ]


def test_a_story_published_for_a_moment_to_come_is_scheduled(desk):
    article = story()
    moment = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)

    response = press(
        desk, form_of(article), "_publish", publish_at=moment.strftime("%Y-%m-%dT%H:%M")
    )

    article.refresh_from_db()
    assert (article.status, article.published_at, article.is_live()) == (
        Status.PUBLISHED, moment, False,
    )  # fmt: skip
    text = messages(response)[0]
    assert text.startswith(f"On {moves.moment(article)}, ")
    assert text.endswith("</a> goes live.")


def test_all_but_a_typo_moves_the_date_that_readers_see(desk):
    article = ArticleFactory(at=timezone.now() - timedelta(days=1))

    press(desk, form_of(article), "_publish", kicker="A tpyo", change="typo")
    typo = Article.objects.get().updated_at
    press(desk, form_of(article), "_publish", kicker="News", change="update", told="More.")

    assert typo is None
    assert Article.objects.get().updated_at is not None


@pytest.mark.parametrize(
    ("name", "status"),
    [("withdraw", Status.PUBLISHED), ("trash", Status.DRAFT)],
)
def test_a_story_is_put_aside_only_after_having_asked(desk, name, status):
    article = story(status, headline="Put aside")

    asked = desk.get(move_of(article, name))
    untouched = Article.objects.get()
    done = desk.post(move_of(article, name), follow=True)

    assert (untouched.status, untouched.trashed_at) == (status, None)
    assert str(moves.MOVES[name].explanation) in page(asked)
    article = Article.objects.get()
    assert (article.status == Status.WITHDRAWN) == (name == "withdraw")
    assert (article.trashed_at is not None) == (name == "trash")
    assert "Put aside" in messages(done)[0]


def test_what_is_in_the_trash_comes_back_as_it_was(desk, editor):
    article = workflow.trash(story(Status.IN_REVIEW), by=editor)

    context = desk.get(form_of(article)).context
    desk.post(move_of(article, "restore"))

    assert (context["buttons"], [name for name, _label in context["links"]]) == ([], ["restore"])
    article.refresh_from_db()
    assert (article.status, article.trashed_at) == (Status.IN_REVIEW, None)


def test_a_message_leads_to_what_readers_see_or_would_see_and_back_to_the_list(desk):
    draft, live = story(headline="Draft"), ArticleFactory(headline="Live")
    back = {"Back to the list": reverse(LIST)}

    saved = ways(press(desk, form_of(draft), kicker="New"))
    seen = page(desk.get(saved.pop("See how it will look")))
    published = ways(press(desk, form_of(draft), "_publish"))
    changed = ways(press(desk, form_of(live), kicker="New"))
    withdrawn = ways(desk.post(move_of(live, "withdraw"), follow=True))
    trashed = ways(desk.post(move_of(live, "trash"), follow=True))

    assert "Draft" in seen
    assert saved == back
    draft.refresh_from_db()
    assert published == {"View it on the site": draft.get_absolute_url()} | back
    assert changed == {"View it on the site": live.get_absolute_url()} | back
    assert withdrawn.keys() == {"See how it will look", "Back to the list"}
    assert trashed == {"Open the trash": f"{reverse(LIST)}?state=trash"} | back


def test_withdrawing_what_readers_never_saw_says_so(desk):
    article = ArticleFactory(at=timezone.now() + timedelta(days=1))

    asked = page(desk.get(move_of(article, "withdraw")))
    [told] = messages(desk.post(move_of(article, "withdraw"), follow=True))

    assert "It does not go live" in asked
    assert told.endswith("does not go live: it is withdrawn, and its date is gone.")
