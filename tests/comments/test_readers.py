"""Readers who want mail: asked once whether an address is theirs, and known by a cookie since."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from comments import readers
from comments.models import Comment, Reader, ReplyLetter
from portal import tick
from tests.comments.factories import CommentFactory
from tests.comments.mailboxes import RADA, Greylist, NoServer, NoSuchPerson, mail_by, sent
from tests.factories import ArticleFactory

EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
YOU = "/comments/you/"


def test_an_address_is_asked_once_by_a_mail_that_says_nothing_of_any_comment(ask):
    CommentFactory(name="Rada Spammer", email=RADA, text="Buy pills")

    reader = ask()

    (message,) = mail.outbox
    assert message.to == [RADA]
    assert message.subject == "Is this address yours? (Zebalkans)"
    assert f"http://localhost:8000/comments/you/{reader.key}/" in message.body
    assert "After 30 days the address is forgotten" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert not any(word in str(message.message()) for word in ("Spammer", "pills"))
    assert reader.confirmed_at is None


@pytest.mark.parametrize("email", [RADA, "rada@EXAMPLE.org", " rada@example.org "])
def test_nobody_is_asked_twice_however_the_address_is_spelled(ask, email):
    first = ask()

    assert ask(email, DAILY) == first
    tick.tick()

    assert len(mail.outbox) == 1
    assert Reader.objects.get().replies == DAILY


@pytest.mark.django_db
def test_what_is_rolled_back_asks_nobody(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        readers.ask(email=RADA, replies=EACH)

    assert len(callbacks) == 1
    assert mail.outbox == []


def test_without_a_mail_server_nobody_notices_and_it_is_tried_again(ask, settings, caplog):
    with mail_by(settings, NoServer):
        reader = ask()
        tick.tick()
    reader.refresh_from_db()
    assert reader.mailed_at is None
    assert "ConnectionRefusedError" in caplog.text
    assert "example.org" not in caplog.text

    done, _failed = tick.tick()

    assert any("mails sent: 1" in line for line in done)
    assert [to for to, _body in sent()] == [RADA]


def test_a_queue_out_of_reach_is_no_error(ask, monkeypatch):
    def broken(*_args):
        raise ConnectionError

    monkeypatch.setattr(type(readers.mail_link), "enqueue", broken)

    assert ask().mailed_at is None


@pytest.mark.django_db
def test_no_time_is_lost_with_many_where_no_server_answers(settings):
    story = ArticleFactory()
    for number in range(5):
        Reader.objects.create(email=f"{number}@example.org")
        CommentFactory(article=story, email=f"{number}@example.org")
    NoServer.tried = 0

    with mail_by(settings, NoServer):
        assert readers.mail_links() == readers.Sent(sent=0, unsent=5)

    assert NoServer.tried == 1


@pytest.mark.parametrize(("backend", "again"), [(NoSuchPerson, 0), (Greylist, 1)])
def test_who_is_unknown_to_the_mail_server_is_not_tried_for_ever(
    ask, settings, caplog, backend, again
):
    with mail_by(settings, backend):
        ask()

    tick.tick()

    assert len(mail.outbox) == again
    assert "example.org" not in caplog.text


def test_who_wants_no_mail_is_owed_none(rada):
    reply = CommentFactory()
    ReplyLetter.objects.create(reader=rada, reply=reply)

    readers.choose(rada, replies=NONE)

    assert not ReplyLetter.objects.exists()


def test_whoever_types_the_address_of_a_reader_changes_nothing_of_hers(ask, rada):
    ana = readers.confirm(ask("ana@example.org"))
    mail.outbox.clear()

    ask(replies=DAILY)
    ask(replies=DAILY, by=ana)
    rada.refresh_from_db()
    assert rada.replies == EACH
    ask(replies=DAILY, by=rada)

    rada.refresh_from_db()
    assert (rada.replies, mail.outbox) == (DAILY, [])


@pytest.mark.parametrize(
    ("email", "is_hers"),
    [(RADA, True), (" RADA@EXAMPLE.ORG", True), ("ana@example.org", False), ("", False)],
)
def test_a_comment_is_a_readers_only_under_the_readers_address(rada, email, is_hers):
    assert (readers.proven(rada, email=email) == rada) is is_hers
    assert readers.proven(None, email=email) is None
    assert readers.proven(Reader(email=RADA), email=email) is None


def test_comments_that_asked_for_replies_are_the_readers_once_the_address_is_proven(ask):
    asked = CommentFactory(email=RADA.lower(), wants_replies=True)
    CommentFactory(email=RADA, wants_replies=False)
    CommentFactory(email="ana@example.org", wants_replies=True)
    waiting = CommentFactory(email=RADA, wants_replies=True, status=Comment.Status.PENDING)
    for status in Comment.Status.SPAM, Comment.Status.REJECTED:
        CommentFactory(email=RADA, wants_replies=True, status=status)

    reader = readers.confirm(ask())

    assert list(Comment.objects.filter(reader=reader).order_by("pk")) == [asked, waiting]


def test_unconfirmed_addresses_are_forgotten_after_a_month_and_may_be_asked_again(ask):
    old, kept, confirmed = ask("old@x.org"), ask("new@x.org"), readers.confirm(ask("mine@x.org"))
    long_ago = timezone.now() - timedelta(days=30)
    Reader.objects.filter(pk__in=[old.pk, confirmed.pk]).update(created_at=long_ago)

    done, _failed = tick.tick()
    tick.tick()

    assert any("that nobody confirmed: 1" in line for line in done)
    assert set(Reader.objects.all()) == {kept, confirmed}
    ask("old@x.org")
    assert [to for to, _body in sent()].count("old@x.org") == 2


@pytest.mark.django_db
def test_to_ask_costs_the_same_for_whom_we_know_and_whom_we_do_not(django_assert_num_queries):
    with django_assert_num_queries(5):
        readers.ask(email="first@example.org", replies=EACH)
    with django_assert_num_queries(5):
        readers.ask(email="FIRST@example.org", replies=EACH)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
def test_who_asks_many_times_at_once_gets_one_mail():
    CommentFactory(email=RADA)

    def one(number):
        try:
            return readers.ask(email="rAdA@example.org" if number % 2 else RADA, replies=EACH)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(one, range(16)))
        list(threads.map(lambda _number: (readers.mail_links(), connection.close()), range(8)))

    assert len(found) == 1
    assert [to.lower() for to, _body in sent()] == ["rada@example.org"]
