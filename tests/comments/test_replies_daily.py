"""One mail a day about replies, and the end of all mail."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from comments import moderation, replies
from comments.models import Comment, Reader, ReplyLetter
from tests.comments.answers import ANA, RADA, answer, comment_of, reader
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.factories import ArticleFactory

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
PENDING, REJECTED = Comment.Status.PENDING, Comment.Status.REJECTED


@pytest.fixture
def rada(db):
    return reader()


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.mark.django_db
def test_one_mail_a_day_has_all_replies_of_the_day(noon):
    story = ArticleFactory(headline="The river rises")
    other = ArticleFactory(headline="The dam holds")
    rada = reader(by=DAILY)
    answer(comment_of(rada, article=story), text="First.")
    noon.shift(23 * HOUR)
    answer(comment_of(rada, article=other), text="Second.")
    replies.send_all()
    assert mail.outbox == []
    noon.shift(HOUR)

    replies.send_all()
    replies.send_all()

    (message,) = mail.outbox
    assert message.subject == "2 replies to your comments on Zebalkans"
    words = ("The river rises", "> First.", "The dam holds", "> Second.")
    assert [word in message.body for word in words] == [True] * 4
    answer(comment_of(rada, article=other), text="Third.")
    noon.shift(23 * HOUR)
    replies.send_all()
    assert len(mail.outbox) == 1
    noon.shift(HOUR)
    replies.send_all()
    assert len(mail.outbox) == 2
    assert mail.outbox[1].subject == "Ana answered you: The dam holds"


@pytest.mark.django_db
def test_the_mail_of_a_day_leaves_out_what_was_taken_back(noon):
    rada = reader(by=DAILY)
    _kept, gone = (answer(comment_of(rada), text=text) for text in ("Kept.", "Gone."))
    moderation.reject(gone, by=moderator_on_duty())
    noon.shift(DAY)

    replies.send_all()

    (message,) = mail.outbox
    assert ("Kept." in message.body, "Gone." in message.body) == (True, False)


def test_the_mail_of_a_day_is_not_made_of_what_somebody_else_left_of_it(rada):
    first, second = (answer(comment_of(rada)) for _ in range(2))
    letters = list(ReplyLetter.objects.order_by("reply"))
    ReplyLetter.objects.filter(reply=first).update(sent_at=timezone.now())

    assert replies._claim([letter.pk for letter in letters], timezone.now()) == []
    assert ReplyLetter.objects.get(reply=second).sent_at is None


def test_a_mail_program_ends_all_mail_with_one_post_and_no_cookie(rada):
    parent = comment_of(rada)
    answer(parent)
    path = replies.stop_path(rada)

    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert response.cookies == {}
    answer(parent)
    replies.send_all()
    rada.refresh_from_db()
    assert (rada.replies, mail.outbox) == (NONE, [])


def test_to_open_where_mail_ends_ends_nothing(rada, client):
    path = replies.stop_path(rada)

    shown = client.get(path)

    rada.refresh_from_db()
    assert rada.replies == EACH
    assert re.search(r"<form method=\"post\">\s*<button", shown.content.decode())
    assert RADA not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    pressed = client.post(path)
    assert "You get no more mail" in pressed.content.decode()


def test_whom_nobody_remembers_gets_no_mail_anyway(rada, client):
    path = replies.stop_path(rada)
    rada.delete()

    assert client.post(path).status_code == 200


@pytest.mark.parametrize("signed", ["1", "x", "1:forged", ":", "²:x"])
@pytest.mark.django_db
def test_an_address_that_we_did_not_make_ends_nothing(client, signed):
    rada = reader()

    responses = [method(f"/comments/stop/{signed}/") for method in (client.get, client.post)]

    assert [each.status_code for each in responses] == [404, 404]
    rada.refresh_from_db()
    assert rada.replies == EACH


def test_where_mail_ends_lets_nobody_in(rada, client):
    client.post(replies.stop_path(rada))

    assert "We do not know you" in client.get("/comments/you/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
@pytest.mark.parametrize("by", [EACH, DAILY])
def test_processes_that_send_at_once_tell_each_reply_once(by):
    rada = reader(by=by)
    parent = comment_of(rada)
    made = [CommentFactory(parent=parent, email=ANA, name="Ana", status=PENDING) for _ in range(4)]
    ReplyLetter.objects.bulk_create([ReplyLetter(reader=rada, reply=each) for each in made])
    Comment.objects.filter(status=PENDING).update(status="approved", decided_at=timezone.now())

    def send(_number):
        try:
            return replies.send_all(at=timezone.now() + DAY).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(send, range(8)))

    assert sum(counts) == len(mail.outbox) == (4 if by == EACH else 1)
