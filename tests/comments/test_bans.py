"""Who is banned with a comment, what becomes of what waits, and how all of it is taken back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comments import moderation
from comments.models import Ban, Comment, Decision
from comments.moderation import moves
from comments.moderation.providers import is_shared
from tests.articles.desk import EVERYBODY, messages, page, said
from tests.comments.conversation import LIST
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status
BANS = reverse("admin:comments_ban_changelist")
UNDO = reverse("admin:comments_comment_undo")


def ban_of(comment):
    return reverse("admin:comments_comment_ban", args=[comment.pk])


@pytest.fixture
def flood():
    """Of one writer: what is seen, what waits twice; and what waits of somebody else."""
    return [
        CommentFactory(email=email, networks=("a-network",), status=status)
        for email, status in [
            ("Troll@Mill.example", Status.PENDING), ("troll@mill.example", Status.PENDING),
            ("troll@mill.example", Status.APPROVED), ("rada@mill.example", Status.PENDING),
        ]
    ]  # fmt: skip


def test_the_page_asks_whom_to_ban_and_says_how_many_are_rejected(desk, flood):
    shown = page(desk.get(ban_of(flood[0])))

    assert "<b>troll@mill.example</b>" in shown
    assert "<b>mill.example</b>" in shown
    assert "and 1 other of the same address that waits" in shown
    assert "a-network" not in shown


def test_a_ban_rejects_what_waits_of_the_address_and_one_press_takes_back_all(desk, flood):
    before = set(Comment.objects.values_list("pk", "status"))

    banned = desk.post(
        ban_of(flood[0]), {"kind": ["email", "network"], "note": "A mill."}, follow=True
    )

    assert messages(banned) == ["The writer is banned; 2 comments are rejected."]
    assert {(ban.kind, ban.value, ban.note) for ban in Ban.objects.standing()} == {
        ("email", "troll@mill.example", "A mill."), ("network", "a-network", "A mill."),
    }  # fmt: skip
    assert [Comment.objects.get(pk=each.pk).status for each in flood] == [
        "rejected", "rejected", "approved", "pending",
    ]  # fmt: skip
    batch = re.search(r'form="undo" name="batch" value="([-\w]+)"', str(said(banned)[-1]))[1]
    undone = desk.post(UNDO, {"batch": batch}, follow=True)
    assert messages(undone) == ["2 decisions are undone."]
    assert not Ban.objects.standing().exists()
    assert set(Comment.objects.values_list("pk", "status")) == before


def test_a_ban_from_the_list_goes_on_to_the_next_comment(desk, flood):
    address = f"{ban_of(flood[0])}?then={flood[3].pk}&_changelist_filters=q%3Driver"

    response = desk.post(address, {"kind": "email"}, follow=True)

    assert response.redirect_chain == [(f"{LIST}?q=river#comment-{flood[3].pk}", 302)]


def test_a_ban_of_nothing_says_so(desk, flood):
    shown = desk.post(ban_of(flood[0]), {"note": "x"})

    assert messages(shown) == ["Choose what to ban."]
    assert not Ban.objects.exists()
    assert Comment.objects.filter(status=Status.PENDING).count() == 3


@pytest.mark.parametrize(
    ("domain", "shared"),
    [
        ("gmail.com", True), ("yahoo.co.uk", True), ("hotmail.rs", True), ("outlook.com", True),
        ("proton.me", True), ("mail.ru", True), ("mill.example", False), ("notgmail.com", False),
        ("mail.mill.example", False), ("live.mill.example", False),
    ],
)  # fmt: skip
def test_a_domain_of_everybody_is_not_banned(desk, domain, shared):
    comment = CommentFactory(email=f"troll@{domain}", status=Status.PENDING)

    offered = page(desk.get(ban_of(comment)))
    desk.post(ban_of(comment), {"kind": "domain"})

    assert is_shared(domain) is shared
    assert ('value="domain"' in offered) is not shared
    assert (f"The domain {domain} cannot be banned" in offered) is shared
    assert Ban.objects.exists() is not shared


def test_where_nothing_is_known_nothing_is_offered(desk):
    comment = CommentFactory(status=Status.PENDING)
    Comment.objects.update(email="", network="")

    shown = page(desk.get(ban_of(comment)))

    assert "Nothing is known of its writer that could be banned." in shown
    assert "Ban and reject" not in shown


def test_a_ban_takes_what_a_colleague_is_about_to_decide(flood, moderator):
    moderation.claim(flood[1], by=UserFactory(role="Moderator"))

    outcome = moderation.ban(flood[0], ["email"], by=moderator).outcome

    assert (len(outcome.changed), outcome.held) == (2, ())


def test_the_list_shows_bans_that_stand_and_lifts_them(desk, flood, moderator):
    moderation.ban(flood[0], ["email", "domain", "network"], by=moderator, note="A mill.")
    email = Ban.objects.get(kind="email")

    shown = page(desk.get(BANS))
    lifted = desk.post(BANS, {"action": "lift", "_selected_action": [email.pk]}, follow=True)
    again = desk.post(
        f"{BANS}?state=lifted", {"action": "lift", "_selected_action": [email.pk]}, follow=True
    )

    assert "troll@mill.example" in shown
    assert "a network" in shown
    assert "a-network" not in shown
    assert messages(lifted) == ["1 ban is lifted."]
    assert "troll@mill.example" not in page(lifted)
    assert messages(again) == ["They were lifted before."]
    assert moderator.display_name() in page(desk.get(f"{BANS}?state=lifted"))
    assert desk.get(reverse("admin:comments_ban_change", args=[email.pk])).status_code == 200


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_moderates_bans_and_sees_who_is_banned(client, request, who, flood):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    may = who in ("moderator", "administrator")

    got, posted, listed = (
        client.get(ban_of(flood[0])), client.post(ban_of(flood[0]), {"kind": "email"}),
        client.get(BANS),
    )  # fmt: skip

    refused = 302 if who == "anonymous" else 403
    assert [got.status_code, posted.status_code, listed.status_code] == (
        [200, 302, 200] if may else [refused] * 3
    )
    assert Ban.objects.exists() is may


def test_nobody_is_banned_by_a_link_from_elsewhere(moderator, flood):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)

    assert strict.post(ban_of(flood[0]), {"kind": "email"}).status_code == 403
    assert strict.put(ban_of(flood[0])).status_code in (403, 405)
    assert not Ban.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_a_ban_and_its_undo_cost_the_same_however_much_waits(
    moderator, count, django_assert_num_queries
):
    comments = [CommentFactory(status=Status.PENDING) for _ in range(count)]
    moderator.has_perm("comments.moderate_comment")

    with django_assert_num_queries(18):
        banned = moderation.ban(comments[0], ["email"], by=moderator)
    with django_assert_num_queries(17):
        undone = moderation.undo_batch(banned.batch, by=moderator)

    assert len(banned.outcome.changed) == len(undone.changed) == count
    assert Decision.objects.count() == 2 * count


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_bans_costs_the_same_however_many(
    desk, moderator, count, django_assert_num_queries
):
    for number in range(count):
        comment = CommentFactory(email=f"troll-{number}@mill.example", status=Status.PENDING)
        moderation.ban(comment, ["email"], by=moderator)
    desk.get(BANS)

    with django_assert_num_queries(7):
        shown = desk.get(BANS)

    assert len(shown.context["cl"].result_list) == count


def test_a_ban_rejects_what_came_while_it_was_laid(desk, flood, moderator, monkeypatch):
    lock, late = moves.lock, []

    def locked(comments):
        comments = list(comments)
        if not late:
            late.append(CommentFactory(email="troll@mill.example", status=Status.PENDING))
        return lock(comments)

    monkeypatch.setattr(moves, "lock", locked)
    outcome = moderation.ban(flood[0], ["email"], by=moderator).outcome

    assert {each.pk for each in outcome.changed} == {flood[0].pk, flood[1].pk, late[0].pk}
    assert Comment.objects.get(pk=late[0].pk).status == Status.REJECTED
