"""Decisions in the moderators' list: where they lead, and how they are taken back or asked for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments import moderation
from comments.admin import decide as desk_of
from comments.models import Comment, Decision
from tests.articles.desk import filled_in, messages, page, said, ways
from tests.comments.conversation import LIST, card_of, cards_of
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status
UNDO = reverse("admin:comments_comment_undo")
# What the list sends of all that it found, beside what stands in its form.
ALL = {"index": 0, "select_across": "1", "_selected_action": "0"}


def undo_value(response):
    """The decisions that the button of the last message takes back."""
    return re.search(r'form="undo" name="decisions" value="([\d,]+)"', str(said(response)[-1]))[1]


def decide(client, card, action):
    return client.post(card.decide, {"decision": action}, follow=True)


def test_a_decision_in_the_list_goes_on_to_the_next_comment_of_the_same_list(desk):
    article = ArticleFactory(headline="River")
    first, second = (
        CommentFactory(article=article, status=Status.PENDING, name=name) for name in ("A", "B")
    )
    before = desk.get(LIST, {"q": "river"})

    after_first = decide(desk, card_of(before, first), "reject")
    after_last = decide(desk, card_of(after_first, second), "approve")

    assert after_first.redirect_chain == [(f"{LIST}?q=river#comment-{second.pk}", 302)]
    assert after_last.redirect_chain == [(f"{LIST}?q=river", 302)]
    assert messages(after_last) == ["The comment by <bdi>B</bdi> is approved: readers see it."]
    assert ways(after_last) == {"View it": second.get_absolute_url()}


def test_approving_what_readers_cannot_reach_says_so(desk):
    CommentFactory(name="Rada", status=Status.PENDING)
    Article.objects.update(status="withdrawn")

    response = decide(desk, cards_of(desk.get(LIST))[0], "approve")

    assert messages(response) == [
        "The comment by <bdi>Rada</bdi> is approved. Readers do not see its story now."
    ]
    assert ways(response) == {}


@pytest.mark.parametrize("action", ["approve", "reject", "mark_spam"])
def test_the_message_of_a_decision_takes_it_back(desk, action):
    comment = CommentFactory(status=Status.PENDING)
    other = CommentFactory(status=Status.REJECTED)
    decided = decide(desk, card_of(desk.get(LIST), comment), action)

    undone = desk.post(UNDO, {"decisions": undo_value(decided)}, follow=True)

    comment.refresh_from_db()
    assert comment.status == Status.PENDING
    assert Comment.objects.get(pk=other.pk).status == Status.REJECTED
    assert messages(undone) == ["The comment by <bdi>Rada Reader</bdi> waits again."]
    assert undone.redirect_chain == [(f"{LIST}?#comment-{comment.pk}", 302)]


def test_what_was_decided_of_several_is_taken_back_at_once(desk):
    chosen = [CommentFactory(status=Status.PENDING) for _number in range(3)]
    already = CommentFactory(status=Status.REJECTED)
    data = {"action": "reject", "index": 0, "_selected_action": [c.pk for c in (*chosen, already)]}
    decided = desk.post(LIST, data, follow=True)

    undone = desk.post(UNDO, {"decisions": undo_value(decided)}, follow=True)

    assert messages(decided) == ["3 comments rejected; 1 was already rejected."]
    assert ways(decided) == {"Show them": f"{LIST}?status=rejected"}
    assert messages(undone) == ["3 decisions are undone."]
    assert {c.status for c in Comment.objects.exclude(pk=already.pk)} == {Status.PENDING}
    assert Comment.objects.get(pk=already.pk).status == Status.REJECTED


def test_an_undo_leaves_alone_what_a_colleague_decided_since(desk):
    comment = CommentFactory(status=Status.PENDING)
    decided = decide(desk, cards_of(desk.get(LIST))[0], "reject")
    moderation.approve(comment, by=UserFactory(role="Moderator"))

    for _ in range(2):
        undone = desk.post(UNDO, {"decisions": undo_value(decided)}, follow=True)

    assert Comment.objects.get().status == Status.APPROVED
    assert messages(undone) == ["It was decided anew, or undone, since."]


@pytest.mark.parametrize("sent", [{}, {"decisions": "x,²,"}, {"decisions": "9" * 30}])
def test_an_undo_of_nothing_says_that_there_is_nothing(desk, sent):
    CommentFactory()

    assert messages(desk.post(UNDO, sent, follow=True)) == ["There is no decision to undo."]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [("journalist", 403), ("editor", 403), ("moderator", 302), ("administrator", 302)],
)
def test_only_who_moderates_undoes(client, role, status, request):
    decision = CommentFactory().decisions.get()
    client.force_login(request.getfixturevalue(role))

    answer = client.post(UNDO, {"decisions": str(decision.pk)})

    assert answer.status_code == status
    waits = Comment.objects.get().status == Status.PENDING
    assert waits is (status == 302)


def test_nothing_is_undone_by_a_link_from_elsewhere(desk, moderator):
    decision = CommentFactory().decisions.get()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)

    assert desk.get(UNDO).status_code == 405
    assert strict.post(UNDO, {"decisions": str(decision.pk)}).status_code == 403
    assert Comment.objects.get().status == Status.APPROVED


@pytest.mark.parametrize("action", ["approve", "reject", "mark_spam"])
def test_what_one_press_cannot_undo_is_asked_for_first(desk, monkeypatch, action):
    monkeypatch.setattr(desk_of, "UNDONE_AT_ONCE", 2)
    for _ in range(3):
        CommentFactory(status=Status.PENDING)
    data = {"action": action, "index": 0, "select_across": "1", "_selected_action": "0"}

    asked = page(desk.post(LIST, data, follow=True))
    before = Comment.objects.filter(status=Status.PENDING).count()
    desk.post(LIST, {**data, "sure": "yes"})

    assert asked.count("This is about 3 comments") == 1
    assert ("Readers see them afterwards." in asked) is (action == "approve")
    assert before == 3
    assert not Comment.objects.filter(status=Status.PENDING).exists()


@pytest.mark.parametrize("action", ["approve", "reject", "mark_spam"])
@pytest.mark.parametrize("asks", [True, False])
def test_nobody_decides_on_a_comment_that_came_after_the_list(desk, monkeypatch, action, asks):
    monkeypatch.setattr(desk_of, "UNDONE_AT_ONCE", 1 if asks else 5)
    for _ in range(2):
        CommentFactory(status=Status.PENDING)
    shown = filled_in(desk.get(LIST), "changelist-form")
    late = CommentFactory(status=Status.PENDING)

    sent = desk.post(LIST, {**shown, **ALL, "action": action}, follow=True)
    if asks:
        assert "This is about 2 comments" in page(sent)
        desk.post(LIST, filled_in(sent, None))

    assert Comment.objects.get(status=Status.PENDING) == late


@pytest.mark.parametrize("per_page", [2, 100])
def test_a_hundred_are_decided_and_taken_back_by_one_press_each(desk, monkeypatch, per_page):
    monkeypatch.setattr("comments.admin.comments.CommentAdmin.list_per_page", per_page)
    article = ArticleFactory()
    for number in range(desk_of.UNDONE_AT_ONCE):
        CommentFactory(article=article, status=Status.PENDING, email=f"r{number}@example.org")
    old = desk.get(LIST)
    ticked = {"index": 0, "_selected_action": [card.comment.pk for card in cards_of(old)]}

    sent = filled_in(old, "changelist-form") | (ALL if per_page == 2 else ticked)
    decided = desk.post(LIST, {**sent, "action": "approve"}, follow=True)
    assert messages(decided) == ["100 comments approved."]
    undone = desk.post(UNDO, {"decisions": undo_value(decided)}, follow=True)

    assert messages(undone) == ["100 decisions are undone."]
    assert Comment.objects.filter(status=Status.PENDING).count() == desk_of.UNDONE_AT_ONCE
