"""With a comment comes what is known of who sends it: a network, a proven address, a login."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from articles.models import Article
from comments import moderation, networks
from comments.models import Comment, Reader
from portal import tick
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.reader import NOON, address, send

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADDRESS = {"email": "rada@example.org"}


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def send_whole(client, article, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return send(client, article, **fields)

    return send_whole


def letters_to(email):
    return [letter for letter in mail.outbox if email in letter.to]


def confirm(client, email="rada@example.org"):
    key = Reader.objects.get(email=email).key
    client.post(reverse("reader_link", args=[key]))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.7", "192.0.2.9"),
        (1, "198.51.100.7", "198.51.100.200"),
        (1, "203.0.113.1, 198.51.100.7", "198.51.100.1"),
        (2, "203.0.113.1, 198.51.100.7", "203.0.113.99"),
        (1, "", "192.0.2.9"),
    ],
)
def test_only_proxies_of_our_own_say_where_a_comment_comes_from(
    client, article, settings, proxies, forwarded, network
):
    settings.TRUSTED_PROXIES = proxies
    client.defaults |= {"REMOTE_ADDR": "192.0.2.9", "HTTP_X_FORWARDED_FOR": forwarded}

    send(client, article)

    kept = Comment.objects.get().network
    assert kept == networks.hashes(network, at=NOON + timedelta(minutes=2))[0]
    assert "198.51" not in kept


def test_whoever_asks_to_be_told_of_replies_is_asked_once_a_comment_is_approved(
    sent, client, article, moderator
):
    response = sent(client, article, replies="each")
    tick.tick()
    assert letters_to("rada@example.org") == []

    moderation.approve(Comment.objects.get(), by=moderator)
    tick.tick()
    again = sent(client, article, replies="daily", text="A second one.", shown=NOON)

    assert len(letters_to("rada@example.org")) == 1
    assert response["Location"].endswith("?mail")
    assert again["Location"].endswith("?mail")
    assert Comment.objects.filter(wants_replies=True).count() == 2


def test_who_asks_for_nothing_gets_no_mail(sent, client, article):
    response = sent(client, article, replies="none")

    assert mail.outbox == []
    assert Reader.objects.count() == 0
    assert not response["Location"].endswith("?mail")


def test_what_looks_like_spam_mails_nobody_and_is_told_the_same(sent, client, article):
    response = sent(client, article, replies="each", subject="pills")

    assert Comment.objects.get().status == Comment.Status.SPAM
    assert response["Location"].endswith("?mail")
    assert mail.outbox == []


def test_a_reader_whom_the_newsroom_came_to_know_appears_at_once_where_that_is_allowed(
    sent, client, article, moderator
):
    Article.objects.update(comment_policy="trusted")
    assert "the newsroom comes to know me" in page(client.get(address(article)))
    sent(client, article, known="on")
    confirm(client)
    rada = Reader.objects.get()
    for number in range(3):
        CommentFactory(article=article, reader_id=rada.pk, text=f"Number {number}.", **ADDRESS)

    sent(client, article, text="The fourth.", shown=NOON + timedelta(hours=1))

    comment = Comment.objects.get(text="The fourth.")
    assert (comment.status, comment.reader) == (Comment.Status.APPROVED, rada)
    log = comment.decisions.values_list("action", "by", "by_name")
    assert list(log) == [("approve", None, "")]
    assert "comes to know me" not in page(client.get(address(article)))


def test_whoever_types_a_trusted_readers_address_waits(sent, client, article):
    Article.objects.update(comment_policy="trusted")
    rada = Reader.objects.create(**ADDRESS, confirmed_at=NOON)
    for number in range(4):
        CommentFactory(article=article, reader_id=rada.pk, text=f"Number {number}.", **ADDRESS)

    sent(client, article, text="Not hers.")

    comment = Comment.objects.get(text="Not hers.")
    assert (comment.status, comment.reader) == (Comment.Status.PENDING, None)


def test_a_colleague_who_is_logged_in_has_a_badge_and_appears_where_trusted_readers_do(
    sent, client, article, moderator
):
    Article.objects.update(comment_policy="trusted")
    client.force_login(moderator)

    sent(client, article)

    comment = Comment.objects.get()
    assert (comment.user, comment.badge) == (moderator, Comment.Badge.STAFF)
    assert comment.status == Comment.Status.APPROVED


def test_flags_of_one_network_are_one(client):
    comment = CommentFactory()
    where = reverse("comment_flag", args=[comment.pk])

    answers = [client.post(where, {"reason": "abuse"}) for _each in range(2)]

    assert [answer.status_code for answer in answers] == [200, 422]
    assert comment.flags.get().flagger == f"network:{networks.hashes('127.0.0.1')[0]}"
    with pytest.raises(moderation.Refused):
        moderation.flag(comment, flagger=comment.flags.get().flagger, reason="spam")
