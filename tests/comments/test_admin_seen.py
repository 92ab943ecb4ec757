"""A list or a page that is older than a colleague's decision overturns nothing."""

import re

import pytest

from comments import moderation
from comments.models import Comment
from tests.articles.desk import filled_in, messages, ways
from tests.comments.conversation import LIST, card_of
from tests.comments.desk import decide, detail
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status
OVERTAKEN = "Nothing is changed: Bojan Mod decided since you saw the comment. It is now: approved."


@pytest.fixture
def bojan():
    return UserFactory(first_name="Bojan", last_name="Mod", role="Moderator")


@pytest.fixture
def comment():
    return CommentFactory(status=Status.PENDING, name="Rada")


def form_of(response):
    """The form with the buttons: it says what was seen."""
    found = response.content.decode().partition("comment-review__decide")[2]
    return {"seen": re.search(r'name="seen"\s+value="(.*?)"', found)[1]}


def sent(response, **more):
    """What the list sends, with the buttons and boxes that are pressed."""
    return filled_in(response, "changelist-form") | {"index": 0} | more


def test_a_button_of_an_old_list_leaves_what_a_colleague_decided_and_says_who(desk, comment, bojan):
    old = desk.get(LIST)
    moderation.approve(comment, by=bojan)

    fields = sent(old, decision="reject")
    response = desk.post(card_of(old, comment).decide, fields, follow=True)

    assert Comment.objects.get().status == Status.APPROVED
    assert messages(response) == [OVERTAKEN]
    there = ways(response)["Look at it, and decide on its page"]
    assert there.startswith(detail(comment))
    desk.post(decide(comment), filled_in(desk.get(there), None) | {"decision": "reject"})
    assert Comment.objects.get().status == Status.REJECTED


@pytest.mark.parametrize("action", ["reject", "mark_spam", "undo"])
def test_an_old_page_of_a_comment_leaves_it_too(desk, comment, bojan, action):
    moderation.mark_spam(comment, by=bojan)
    fields = form_of(desk.get(detail(comment)))
    moderation.approve(comment, by=bojan)

    response = desk.post(decide(comment), {**fields, "decision": action}, follow=True)

    assert messages(response) == [OVERTAKEN]
    assert list(ways(response)) == ["Back to the list"]
    assert Comment.objects.get().status == Status.APPROVED


def test_what_was_to_be_where_it_is_is_no_surprise(desk, comment, bojan):
    old = desk.get(LIST)
    moderation.approve(comment, by=bojan)

    fields = sent(old, decision="approve")
    response = desk.post(card_of(old, comment).decide, fields, follow=True)

    assert messages(response) == ["The comment is approved already."]


def test_what_its_writer_took_back_is_no_decision_of_anybody(desk, comment):
    old = desk.get(LIST)
    moderation.withdraw(comment)

    fields = sent(old, decision="approve")
    response = desk.post(card_of(old, comment).decide, fields, follow=True)

    (told,) = messages(response)
    assert told.endswith("another since you saw it. It is now: withdrawn by its writer.")


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (1, "1 stays as it is, since Bojan Mod decided after you saw it: approved"),
        (2, "2 were decided since you saw them, and stay as they are"),
    ],
)
def test_ticked_rows_of_an_old_list_are_left_aside_and_counted(desk, bojan, late, told):
    rows = [CommentFactory(status=Status.PENDING) for _ in range(3)]
    old = desk.get(LIST)
    moderation.decide(rows[:late], "approve", by=bojan)

    fields = sent(old, action="reject", _selected_action=[each.pk for each in rows])
    response = desk.post(LIST, fields, follow=True)

    left = 3 - late
    assert messages(response) == [f"{left} comment{'s' * (left > 1)} rejected; {told}."]
    assert Comment.objects.filter(status=Status.APPROVED).count() == late
    page_of_one = ways(response).get("Look at it, and decide on its page")
    assert page_of_one == (detail(rows[0]) if late == 1 else None)


def test_the_question_before_many_keeps_what_was_ticked_and_seen(desk, bojan, monkeypatch):
    monkeypatch.setattr("comments.admin.decide.UNDONE_AT_ONCE", 1)
    rows = [CommentFactory(status=Status.PENDING) for _ in range(3)]
    ticked = [each.pk for each in rows[:2]]
    fields = sent(desk.get(LIST), action="reject", _selected_action=ticked)
    asked = filled_in(desk.post(LIST, fields), None)
    moderation.approve(rows[0], by=bojan)

    desk.post(LIST, asked)

    assert [Comment.objects.get(pk=each.pk).status for each in rows] == [
        "approved", "rejected", "pending",
    ]  # fmt: skip


def test_the_verb_leaves_what_has_another_status_than_was_seen(moderator, bojan):
    rows = [CommentFactory(status=Status.PENDING) for _ in range(3)]
    moderation.approve(rows[0], by=bojan)
    seen = {each.pk: "pending" for each in rows[:2]}

    outcome = moderation.decide(rows, "reject", by=moderator, seen=seen)

    assert (outcome.overtaken, outcome.changed, outcome.unchanged) == (
        (rows[0],), tuple(rows[1:]), 0,
    )  # fmt: skip
    assert moderation.decide(rows[:1], "reject", by=moderator).changed == (rows[0],)
