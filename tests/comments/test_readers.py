"""Readers who want mail: asked once whether an address is theirs, and known by a cookie since."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import readers
from comments.models import Comment, Reader, ReplyLetter
from comments.views import cookies
from portal import tick
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.mailboxes import Greylist, NoServer, NoSuchPerson, mail_by, sent
from tests.factories import ArticleFactory
from tests.factories import editor as an_editor

RADA = "Rada@example.org"
EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
YOU = "/comments/you/"


@pytest.fixture
def ask(db, django_capture_on_commit_callbacks):
    """Ask as the form of comments does, until the mail went out."""

    def asked(email=RADA, replies=EACH, **known):
        with django_capture_on_commit_callbacks(execute=True):
            return readers.ask(email=email, replies=replies, **known)

    return asked


@pytest.fixture
def rada(ask):
    """Who confirmed the address; the mail that asked is read and thrown away."""
    reader = readers.confirm(ask())
    mail.outbox.clear()
    return reader


def link():
    return re.search(r"http://localhost:8000(/comments/you/\S+)", mail.outbox[-1].body)[1]


def known(reader):
    """A browser in which the reader pressed the button."""
    browser = Client()
    browser.post(reverse("reader_link", args=[reader.key]))
    return browser


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
    for number in range(5):
        Reader.objects.create(email=f"{number}@example.org")
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


def test_opening_the_link_changes_nothing_as_programs_open_it_too(ask, client):
    reader = ask()

    for method in (client.get, client.head):
        response = method(link())

    reader.refresh_from_db()
    assert reader.confirmed_at is None
    assert "reader" not in response.cookies
    shown = page(client.get(link()))
    assert shown.count('method="post"') == 1
    assert "Yes, it is my address" in shown


def test_pressing_the_button_confirms_and_brings_what_was_asked(ask):
    reader = ask(replies=DAILY)
    browser = Client(enforce_csrf_checks=True)
    form = page(browser.get(link()))
    token = re.search(r'name="csrfmiddlewaretoken" value="(.*?)"', form)[1]

    response = browser.post(link(), {"csrfmiddlewaretoken": token})

    assert (response.status_code, response["Location"]) == (303, YOU)
    reader.refresh_from_db()
    assert reader.confirmed_at is not None
    shown = page(browser.get(YOU))
    assert re.search(r'value="daily"\s+checked', shown)


def test_a_strange_page_cannot_press_the_button(ask):
    reader = ask()

    response = Client(enforce_csrf_checks=True).post(link())

    reader.refresh_from_db()
    assert (response.status_code, reader.confirmed_at) == (403, None)


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_signed_and_for_pages_of_comments_only(rada, client, settings, secure):
    settings.SESSION_COOKIE_SECURE = secure

    cookie = client.post(reverse("reader_link", args=[rada.key])).cookies["reader"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert bool(cookie["secure"]) is secure
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert RADA not in cookie.value


def signed(key, salt=cookies.SALT):
    response = HttpResponse()
    response.set_signed_cookie("reader", key.hex, salt=salt)
    return response.cookies["reader"].value


def of_cookie(value):
    request = RequestFactory().get(YOU)
    request.COOKIES["reader"] = value
    return cookies.reader_of(request)


def test_a_cookie_that_we_did_not_sign_is_nobody(rada, ask):
    unconfirmed = ask("ana@example.org")
    own = signed(rada.key)

    assert of_cookie(own) == rada
    for value in ("", "x", rada.key.hex, own[:-1], signed(rada.key, salt="other")):
        assert of_cookie(value) is None
    assert of_cookie(signed(unconfirmed.key)) is None
    rada.delete()
    assert of_cookie(own) is None


def test_the_link_works_again_on_another_device(rada):
    first, second = known(rada), known(rada)

    assert all("This device" in page(each.get(YOU)) for each in (first, second))
    confirmed_at = rada.confirmed_at
    rada.refresh_from_db()
    assert rada.confirmed_at == confirmed_at
    assert "Let this browser know you" in page(Client().get(f"{YOU}{rada.key}/"))


def test_a_link_that_is_none_of_ours_says_so(client, db):
    response = client.get(f"{YOU}00000000-0000-4000-8000-000000000000/")

    assert response.status_code == 404
    assert "This link does not work" in page(response)
    assert client.get(f"{YOU}x/").status_code == 404


@pytest.mark.parametrize("choice", [EACH, DAILY, NONE])
def test_a_reader_chooses_how_to_be_told(rada, choice):
    browser = known(rada)

    response = browser.post(YOU, {"replies": choice}, follow=True)

    rada.refresh_from_db()
    assert rada.replies == choice
    shown = page(response)
    assert "Your choice is saved." in shown
    assert re.search(rf'value="{choice}"\s+checked', shown)
    assert len(re.findall(r"\schecked", shown)) == 1


def test_a_choice_that_there_is_not_changes_nothing(rada):
    known(rada).post(YOU, {"replies": "hourly"})

    rada.refresh_from_db()
    assert rada.replies == EACH


def test_who_wants_no_mail_is_owed_none(rada):
    reply = CommentFactory()
    ReplyLetter.objects.create(reader=rada, reply=reply)

    readers.choose(rada, replies=NONE)

    assert not ReplyLetter.objects.exists()


def wrote(reader, **fields):
    return CommentFactory(email=reader.email, reader_id=reader.pk, **fields)


def test_a_reader_sees_what_became_of_the_own_comments_and_of_no_others(rada):
    story = ArticleFactory(headline="The river rises")
    shown = wrote(rada, article=story, text="Shown.")
    wrote(rada, article=story, text="Waiting.", status=Comment.Status.PENDING)
    wrote(rada, article=story, text="Rejected.", status=Comment.Status.REJECTED)
    wrote(rada, article=story, text="Spam.", status=Comment.Status.SPAM)
    CommentFactory(article=story, email=RADA, text="Of who only typed the address.")
    gone = ArticleFactory(headline="Never published")
    wrote(rada, article=gone, text="Gone.")
    workflow.withdraw(gone, by=an_editor())

    said = page(known(rada).get(YOU))

    assert f'<a href="{shown.get_absolute_url()}">The river rises</a>' in said
    assert said.count("waits for a moderator") == 1
    assert said.count("not shown") == 2
    assert "only typed" not in said
    assert "Never published" not in said


@pytest.mark.parametrize("count", [1, 30])
def test_a_readers_page_costs_the_same_however_much_was_written(
    rada, count, django_assert_num_queries
):
    story, browser = ArticleFactory(), known(rada)
    for _ in range(count):
        wrote(rada, article=story)

    with django_assert_num_queries(4):
        said = page(browser.get(YOU))

    assert said.count("<p dir=") == min(count, readers.LISTED)


def test_a_device_can_be_made_to_forget_its_reader(rada):
    browser = known(rada)

    response = browser.post(YOU, {"forget": "1"}, follow=True)

    assert "does not know you any more" in page(response)
    assert "We do not know you on this browser" in page(browser.get(YOU))
    assert Reader.objects.get() == rada


def test_a_stranger_sees_and_changes_nothing(rada, client):
    assert "We do not know you" in page(client.get(YOU))
    assert client.post(YOU, {"replies": NONE}).status_code == 200

    rada.refresh_from_db()
    assert rada.replies == EACH


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


def test_what_was_sent_elsewhere_is_the_readers_when_the_link_is_opened_there(rada):
    later = CommentFactory(email=RADA, wants_replies=True)

    known(rada)

    assert list(Comment.objects.filter(reader=rada)) == [later]


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


@pytest.mark.parametrize("path", [YOU, "{link}"])
def test_no_cache_keeps_pages_of_a_reader_and_no_address_is_on_them(rada, path):
    browser = known(rada)

    response = browser.get(path.format(link=f"{YOU}{rada.key}/"))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "example.org" not in page(response).lower()
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_to_ask_costs_the_same_for_whom_we_know_and_whom_we_do_not(django_assert_num_queries):
    with django_assert_num_queries(5):
        readers.ask(email="first@example.org", replies=EACH)
    with django_assert_num_queries(5):
        readers.ask(email="FIRST@example.org", replies=EACH)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time")
def test_who_asks_many_times_at_once_gets_one_mail():
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
