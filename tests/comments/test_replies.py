"""Mail about replies: of what other readers see, each once, until its reader wants no more."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles import workflow
from comments import moderation, readers, replies
from comments.models import Comment, Reader, ReplyLetter
from comments.replies import Sent
from portal import tick
from tests.comments.answers import ANA, RADA, answer, comment_of, reader
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.comments.mailboxes import NoServer, NoSuchPerson, mail_by, sent
from tests.factories import ArticleFactory
from tests.factories import editor as an_editor

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
PENDING, REJECTED = Comment.Status.PENDING, Comment.Status.REJECTED


@pytest.fixture
def rada(db):
    return reader()


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


@pytest.mark.parametrize("count", [1, 10])
def test_to_approve_many_replies_costs_what_one_does(rada, count, django_assert_num_queries):
    parent = comment_of(rada)
    waiting = [answer(parent, status=PENDING) for _ in range(count)]

    Comment.objects.filter(status=PENDING).update(status="approved", decided_at=timezone.now())

    with django_assert_num_queries(2):
        replies.owe(waiting)

    assert ReplyLetter.objects.count() == count
