"""Decisions that are taken back from the log, of all comments or of one."""

import re

import pytest
from django.urls import reverse

from comments import moderation
from comments.models import Comment, Decision
from tests.articles.desk import messages, page
from tests.comments.desk import LOG, detail
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status
UNDO = reverse("admin:comments_comment_undo")


def offered(response):
    """The decisions that have a button."""
    return {int(pk) for pk in re.findall(r'name="decisions"\s+value="(\d+)"', page(response))}


def test_the_log_offers_to_undo_what_is_the_last_of_its_comment(desk, moderator):
    comment, other = CommentFactory(status=Status.PENDING), CommentFactory()
    moderation.approve(comment, by=moderator)
    moderation.reject(comment, by=moderator)
    last = {each.decisions.newest_first()[0].pk for each in (comment, other)}

    assert offered(desk.get(reverse(LOG))) == last
    assert offered(desk.get(detail(comment))) == last & set(
        comment.decisions.values_list("pk", flat=True)
    )


def test_what_was_undone_leads_to_the_decision_before_it(desk, moderator):
    comment = CommentFactory(status=Status.PENDING)
    moderation.approve(comment, by=moderator)
    first = comment.decisions.get()
    moderation.reject(comment, by=moderator)
    moderation.undo(comment, by=moderator)

    assert offered(desk.get(reverse(LOG))) == {first.pk}


def test_the_button_of_the_log_takes_back_and_leads_back_to_the_log(desk):
    comment = CommentFactory()
    (decision,) = comment.decisions.all()

    response = desk.post(f"{UNDO}?log", {"decisions": decision.pk}, follow=True)

    assert response.redirect_chain == [(reverse(LOG), 302)]
    assert messages(response) == ["The comment by <bdi>Rada Reader</bdi> waits again."]


def test_the_log_says_why_it_undoes_nothing(desk, moderator):
    comment = CommentFactory()
    (decision,) = comment.decisions.all()
    moderation.reject(comment, by=moderator)

    response = desk.post(f"{UNDO}?log", {"decisions": decision.pk}, follow=True)

    assert messages(response) == ["It was decided anew, or undone, since."]
    assert Comment.objects.get().status == Status.REJECTED


def test_what_its_writer_took_back_nobody_brings_back(desk, moderator):
    comment = CommentFactory()
    moderation.withdraw(comment)

    assert offered(desk.get(reverse(LOG))) == set()
    assert "undo" not in moderation.allowed(Comment.objects.get(), to=moderator)
    with pytest.raises(moderation.Refused):
        moderation.undo(comment, by=moderator)


def test_who_may_only_read_the_log_is_offered_nothing(client):
    CommentFactory()
    reader = UserFactory(is_superuser=False)
    permissions = reader.user_permissions.model.objects
    reader.user_permissions.add(permissions.get(codename="view_decision"))
    client.force_login(reader)

    shown = client.get(reverse(LOG))

    assert shown.status_code == 200
    assert offered(shown) == set()


@pytest.mark.parametrize("count", [1, 5])
def test_what_is_taken_back_together_costs_the_same_however_many(
    desk, moderator, count, django_assert_num_queries
):
    comments = [CommentFactory(status=Status.PENDING) for _ in range(count)]
    moderation.decide(comments, "approve", by=moderator)
    moderator.has_perm("comments.moderate_comment")

    with django_assert_num_queries(16):
        outcome = moderation.undo_all(Decision.objects.all(), by=moderator)

    assert len(outcome.changed) == count
    assert not Comment.objects.exclude(status=Status.PENDING).exists()


def test_decisions_that_led_from_different_states_are_taken_back_to_them(moderator):
    before = [CommentFactory(status=status) for status in ("pending", "approved", "spam")]
    outcome = moderation.decide(before, "reject", by=moderator)

    undone = moderation.undo_all(outcome.decisions, by=moderator)

    assert (len(undone.changed), undone.unchanged) == (3, 0)
    assert [Comment.objects.get(pk=each.pk).status for each in before] == [
        "pending", "approved", "spam",
    ]  # fmt: skip


def test_the_log_is_counted_and_paged_no_further_than_anybody_reads(desk, monkeypatch):
    comments = [CommentFactory(status=Status.REJECTED) for _ in range(3)]

    whole = page(desk.get(reverse(LOG)))
    for module in ("articles.admin.paging", "comments.admin.bounded"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    cut = desk.get(reverse(LOG), {"p": "7"})

    assert "3 decisions </nav>" in whole
    assert "More than 2 decisions: search or filter for what comes after." in page(cut)
    assert len(cut.context["cl"].result_list) == len(comments)


def test_words_of_the_log_are_looked_for_among_the_newest(desk, monkeypatch):
    monkeypatch.setattr("comments.admin.bounded.NEWEST", 2)
    for name in ("Ana", "Bojan", "Ana", "Ceca"):
        CommentFactory(status=Status.REJECTED, name=name)

    found = desk.get(reverse(LOG), {"q": "ana"}).context["cl"].result_list
    narrowed = desk.get(reverse(LOG), {"q": "ana", "action": "approve"}).context["cl"].result_list

    assert [each.comment.name for each in found] == ["Ana"]
    assert list(narrowed) == []


@pytest.mark.parametrize("name", ["comment", "decision"])
@pytest.mark.parametrize("typed", ["a\x00b", "%_\\", "'\"", "x" * 10_000, "a " * 3000])
def test_whatever_is_looked_for_is_answered(client, moderator, name, typed):
    CommentFactory(status="pending")
    client.force_login(moderator)

    answer = client.get(reverse(f"admin:comments_{name}_changelist"), {"q": typed})

    assert answer.status_code == 200
