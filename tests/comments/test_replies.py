"""Mail about replies: of what other readers see, each once, until its reader wants no more."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import workflow
from comments import moderation, readers, replies
from comments.models import Comment, Reader, ReplyLetter
from comments.replies import Sent
from portal import tick
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.comments.mailboxes import NoServer, NoSuchPerson, mail_by, sent
from tests.factories import ArticleFactory
from tests.factories import editor as an_editor

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RADA, ANA = "rada@example.org", "ana@example.org"
EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
PENDING, REJECTED = Comment.Status.PENDING, Comment.Status.REJECTED


def reader(email=RADA, *, by=EACH, is_confirmed=True):
    at = timezone.now() if is_confirmed else None
    return Reader.objects.create(email=email, replies=by, mailed_at=timezone.now(), confirmed_at=at)


def comment_of(who, **fields):
    fields = {"email": who.email, "reader_id": who.pk, "wants_replies": True} | fields
    return CommentFactory(**fields)


def answer(parent, **fields):
    return CommentFactory(parent=parent, **{"name": "Ana", "email": ANA, "text": "No."} | fields)


@pytest.fixture
def rada(db):
    return reader()


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_a_reply_is_mailed_with_all_that_is_needed_to_read_it_and_to_end_mail(rada):
    story = ArticleFactory(headline="The river rises")
    reply = answer(comment_of(rada, article=story), text="Not here.\nUnsubscribe: http://evil")

    assert replies.send_all() == Sent(sent=1, unsent=0)

    (message,) = mail.outbox
    stop = f"http://localhost:8000{replies.stop_path(rada)}"
    assert (message.to, message.subject) == ([RADA], "Ana answered you: The river rises")
    assert message.body == (
        "The river rises\nAna answered your comment:\n\n"
        "> Not here.\n> Unsubscribe: http://evil\n\n"
        f"http://localhost:8000{reply.get_absolute_url()}\n\n"
        "You get this because you asked Zebalkans to tell you of replies to your comments.\n"
        f"No more of it: {stop}\n"
    )
    assert message.extra_headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert f"\nList-Unsubscribe: <{stop}>\n" in message.message().as_string()
    assert ANA not in message.message().as_string()
    assert str(rada.key) not in message.body


def test_nobody_is_told_before_other_readers_see_the_reply(rada):
    reply = answer(comment_of(rada), status=PENDING)
    replies.send_all()
    assert mail.outbox == []

    moderation.approve(reply, by=moderator_on_duty())
    replies.send_all()

    assert [to for to, _body in sent()] == [RADA]


def test_the_mail_goes_out_with_the_commit_of_the_decision(
    rada, django_capture_on_commit_callbacks
):
    reply = answer(comment_of(rada), status=PENDING)

    with django_capture_on_commit_callbacks(execute=True):
        moderation.decide([reply], "approve", by=moderator_on_duty())

    assert [to for to, _body in sent()] == [RADA]


def test_what_was_approved_anew_is_not_told_again(rada):
    reply, by = answer(comment_of(rada)), moderator_on_duty()
    replies.send_all()

    moderation.reject(reply, by=by)
    moderation.undo(reply, by=by)
    replies.send_all()

    assert len(mail.outbox) == 1


def test_a_reply_that_is_taken_back_before_the_mail_is_left_out_of_it(rada):
    reply, by = answer(comment_of(rada)), moderator_on_duty()
    moderation.reject(reply, by=by)

    assert replies.send_all() == Sent(sent=0, unsent=0)
    moderation.approve(reply, by=by)

    assert replies.send_all() == Sent(sent=1, unsent=0)


@pytest.mark.parametrize("who", [{"is_confirmed": False}, {"by": NONE}], ids=str)
@pytest.mark.django_db
def test_who_did_not_confirm_or_wants_no_mail_gets_none(who):
    answer(comment_of(reader(**who)))

    assert not ReplyLetter.objects.exists()


def test_a_comment_that_did_not_ask_is_owed_nothing(rada):
    answer(comment_of(rada, wants_replies=False))
    answer(CommentFactory(email=RADA, wants_replies=True))

    assert not ReplyLetter.objects.exists()


@pytest.mark.parametrize("email", [RADA, "RADA@example.org"])
def test_nobody_is_told_of_the_own_reply(rada, email):
    answer(comment_of(rada), email=email)

    assert not ReplyLetter.objects.exists()


def test_a_reply_to_what_readers_do_not_see_is_not_told(rada):
    parent = comment_of(rada)
    reply = answer(parent, status=PENDING)
    moderation.reject(parent, by=moderator_on_duty())

    moderation.approve(reply, by=moderator_on_duty())

    assert not ReplyLetter.objects.exists()


def test_only_who_is_answered_is_told(rada):
    ana, first = reader(ANA), comment_of(rada)
    second = comment_of(ana, parent=first)
    answer(second, email="third@example.org")

    replies.send_all()

    assert sorted(to for to, _body in sent()) == [ANA, RADA]


@pytest.mark.django_db
def test_to_confirm_brings_the_replies_that_came_meanwhile():
    asked = readers.ask(email=RADA, replies=EACH)
    answer(CommentFactory(email=RADA, wants_replies=True))
    assert not ReplyLetter.objects.exists()

    readers.confirm(asked)
    readers.confirm(asked)
    replies.send_all()

    assert [to for to, _body in sent()] == [RADA]


def test_a_story_that_readers_cannot_open_is_not_told_of(rada):
    story = ArticleFactory()
    answer(comment_of(rada, article=story))
    workflow.withdraw(story, by=an_editor())

    replies.send_all()

    assert mail.outbox == []


def test_without_a_mail_server_it_is_tried_again_and_nobody_is_named(rada, settings, caplog):
    for _ in range(3):
        answer(comment_of(rada))
    NoServer.tried = 0
    with mail_by(settings, NoServer):
        assert replies.send_all() == Sent(sent=0, unsent=3)
    assert NoServer.tried == 1
    assert "example.org" not in caplog.text

    done, _failed = tick.tick()

    assert "replies to readers, mails sent: 3" in done
    assert len(mail.outbox) == 3


def test_an_address_that_its_server_does_not_know_is_not_tried_for_ever(rada, settings):
    answer(comment_of(rada))
    with mail_by(settings, NoSuchPerson):
        assert replies.send_all() == Sent(sent=1, unsent=0)

    assert replies.send_all() == Sent(sent=0, unsent=0)


def test_what_cannot_be_sent_for_a_week_is_no_news(rada):
    answer(comment_of(rada))

    replies.send_all(at=timezone.now() + 7 * DAY)

    assert mail.outbox == []
    assert not ReplyLetter.objects.exists()


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


NASTY = [
    "Ana\nBcc: all@example.org",
    "Ana\r\n\r\nBuy",
    "Ana\x85Bcc: x",
    "Ana\u2028Bcc: x",
    "Aна 😀" * 9,
]


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_no_name_and_no_headline_makes_a_header_of_its_own(rada, name):
    story = ArticleFactory(headline=f"{name} rises")
    answer(comment_of(rada, article=story), name=name)

    assert replies.send_all() == Sent(sent=1, unsent=0)

    (message,) = mail.outbox
    lines = message.message().as_bytes().partition(b"\n\n")[0].decode("ascii").splitlines()
    assert {line.partition(":")[0] for line in lines if line[:1] not in (" ", "\t")} == {
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Subject", "From", "To",
        "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post",
    }  # fmt: skip


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


@pytest.mark.parametrize("count", [1, 10])
def test_to_approve_many_replies_costs_what_one_does(rada, count, django_assert_num_queries):
    parent = comment_of(rada)
    waiting = [answer(parent, status=PENDING) for _ in range(count)]

    Comment.objects.filter(status=PENDING).update(status="approved", decided_at=timezone.now())

    with django_assert_num_queries(2):
        replies.owe(waiting)

    assert ReplyLetter.objects.count() == count


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
