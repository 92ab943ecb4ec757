"""Who sees comments and decides on them; nobody rewrites one, or what was decided."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from comments.models import Comment, Decision
from tests.articles.desk import page
from tests.comments.desk import LIST, LOG, act, decide, detail
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status
ROLES = [("journalist", 403), ("editor", 403), ("moderator", 200), ("administrator", 200)]


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_only_moderators_and_administrators_see_the_comments(client, role, status, request):
    comment = CommentFactory(email="rada@example.org")
    client.force_login(request.getfixturevalue(role))

    for address in (reverse(LIST), detail(comment), reverse(LOG)):
        response = client.get(address)
        assert response.status_code == status
        assert ("Rada Reader" in page(response)) is (status == 200 and address != reverse(LIST))


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_only_moderators_and_administrators_press_the_buttons(client, role, status, request):
    comment = CommentFactory(status=Status.PENDING)
    client.force_login(request.getfixturevalue(role))

    response = client.post(decide(comment), {"decision": "approve"})

    comment.refresh_from_db()
    decided = status == 200
    assert response.status_code == (302 if decided else 403)
    assert comment.status == (Status.APPROVED if decided else Status.PENDING)


def test_visitors_are_asked_to_log_in(client):
    comment = CommentFactory(status=Status.PENDING)

    for response in (
        client.get(reverse(LIST)),
        client.get(detail(comment)),
        client.post(decide(comment)),
    ):
        assert (response.status_code, response["Location"].split("?")[0]) == (
            302,
            reverse("admin:login"),
        )


def test_who_may_only_look_is_offered_no_decision(client):
    comment = CommentFactory(status=Status.PENDING)
    looker = UserFactory(is_superuser=False)
    looker.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client.force_login(looker)

    assert "<button" not in page(client.get(detail(comment))).split("comment-review")[1]
    act(client, "approve", [comment])
    assert Comment.objects.get().status == Status.PENDING


@pytest.mark.parametrize("name", ["add", "delete"])
def test_nobody_adds_or_deletes_a_comment_or_a_decision_not_even_a_superuser(client, name):
    decision = CommentFactory().decisions.get()
    client.force_login(UserFactory(is_superuser=True))

    for row in (decision.comment, decision):
        arguments = [] if name == "add" else [row.pk]
        address = reverse(f"admin:comments_{row._meta.model_name}_{name}", args=arguments)
        assert client.post(address, {"post": "yes"}).status_code == 403
        assert "delete_selected" not in page(
            client.get(reverse(f"admin:comments_{row._meta.model_name}_changelist"))
        )
    assert (Comment.objects.count(), Decision.objects.count()) == (1, 1)


def test_nobody_edits_what_a_reader_wrote(client):
    comment = CommentFactory(text="As it was")
    client.force_login(UserFactory(is_superuser=True))

    response = client.post(detail(comment), {"text": "As I like it", "_save": "1"})

    assert response.status_code == 405
    assert Comment.objects.get().text == "As it was"


def test_a_decision_in_the_log_is_read_only(client):
    decision = CommentFactory().decisions.get()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("admin:comments_decision_change", args=[decision.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"note": "never happened"}).status_code == 403
    assert Decision.objects.get().note == ""


def test_a_decision_is_not_made_by_a_link_from_elsewhere(moderator):
    comment = CommentFactory(status=Status.PENDING)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)

    assert client.post(decide(comment), {"decision": "approve"}).status_code == 403
    assert Comment.objects.get().status == Status.PENDING
