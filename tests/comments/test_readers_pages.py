"""Pages of one reader: the link of a mail, the cookie, the choice; nobody else sees them."""

import re

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from articles import workflow
from comments import readers
from comments.models import Comment, Reader
from comments.views import cookies
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.mailboxes import RADA
from tests.factories import ArticleFactory
from tests.factories import editor as an_editor

# What it asks of the database is asked on each by its own tests.
pytestmark = pytest.mark.any_database

EACH, DAILY, NONE = Reader.Replies.EACH, Reader.Replies.DAILY, Reader.Replies.NONE
YOU = "/comments/you/"


def link():
    return re.search(r"http://localhost:8000(/comments/you/\S+)", mail.outbox[-1].body)[1]


def known(reader):
    """A browser in which the reader pressed the button."""
    browser = Client()
    browser.post(reverse("reader_link", args=[reader.key]))
    return browser


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


def test_what_was_sent_elsewhere_is_the_readers_when_the_link_is_opened_there(rada):
    later = CommentFactory(email=RADA, wants_replies=True)

    known(rada)

    assert list(Comment.objects.filter(reader=rada)) == [later]


@pytest.mark.parametrize("path", [YOU, "{link}"])
def test_no_cache_keeps_pages_of_a_reader_and_no_address_is_on_them(rada, path):
    browser = known(rada)

    response = browser.get(path.format(link=f"{YOU}{rada.key}/"))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "example.org" not in page(response).lower()
    assert response["Referrer-Policy"] == "same-origin"
