"""The mail that tells moderators what waits: when, to whom, how often, and what it does not say."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from comments import digests, moderation
from comments.models import Comment, CommentSettings
from tests.comments.factories import CommentFactory, raise_flag
from tests.factories import ArticleFactory, UserFactory

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    article = ArticleFactory(at=NOON - HOUR)
    return [
        CommentFactory(
            article=article, status=Comment.Status.PENDING, at=NOON + number * HOUR,
            text="Secret words", email="reader@secret.example", name="Secret Name",
        )
        for number in range(2)
    ]  # fmt: skip


@pytest.fixture
def people():
    """Of the four, two are to be told."""
    UserFactory(role="Moderator", email="")
    UserFactory(role="Moderator", is_active=False)
    UserFactory(role="Editor")
    return [UserFactory(role="Moderator"), UserFactory(role="Administrator")]


def test_moderators_are_told_once_the_oldest_has_waited_too_long(waiting, people):
    withdrawn = CommentFactory(status=Comment.Status.PENDING)
    for flagged in (waiting[0], withdrawn):
        raise_flag(flagged)
    moderation.withdraw(withdrawn)

    early = digests.send(at=NOON + 24 * HOUR - timedelta(seconds=1))
    told = digests.send(at=NOON + 24 * HOUR)

    assert (early.sent, told.sent) == (0, 2)
    assert [letter.to for letter in mail.outbox] == [[each.email] for each in people]
    letter = mail.outbox[0]
    assert letter.subject == "2 comments wait, the oldest for 24 h"
    assert "Readers object to 1 comment." in letter.body
    assert reverse("admin:comments_comment_changelist") in letter.body


def test_it_says_nothing_of_what_readers_wrote_and_who_they_are(waiting, people):
    digests.send(at=NOON + 30 * HOUR)

    said = "".join(f"{letter.subject}{letter.body}" for letter in mail.outbox)
    assert "ecret" not in said
    assert "\n\n\n\n" not in said


def test_it_comes_once_a_day_at_most(waiting, people):
    sent = [digests.send(at=NOON + hours * HOUR).sent for hours in (24, 25, 47, 48, 49)]

    assert sent == [2, 0, 0, 2, 0]


@pytest.mark.parametrize("hours", [2, 100])
def test_how_long_is_too_long_is_a_rule_of_the_house(waiting, people, hours):
    CommentSettings.objects.create(pk=1, digest_hours=hours)

    assert bool(digests.send(at=NOON + 3 * HOUR).sent) is (hours == 2)


def test_nobody_is_told_of_nothing(people):
    CommentFactory()

    assert digests.send(at=NOON + 1000 * HOUR) == digests.Sent()


def test_where_no_mail_server_answers_it_is_tried_again(waiting, people, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", _refuse)
        failed = digests.send(at=NOON + 24 * HOUR)

    again = digests.send(at=NOON + 25 * HOUR)

    assert (failed, again) == (digests.Sent(unsent=2), digests.Sent(sent=2))


def test_two_at_once_send_one(waiting, people, monkeypatch):
    at = NOON + 24 * HOUR
    found = []
    take = digests._take

    def taken_meanwhile(moment):
        found.append(take(at + timedelta(seconds=1)))
        return take(moment)

    monkeypatch.setattr(digests, "_take", taken_meanwhile)

    assert digests.send(at=at) == digests.Sent()
    assert found == [True]
    assert mail.outbox == []


def _refuse(_backend, _letters):
    raise ConnectionRefusedError
