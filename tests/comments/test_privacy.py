"""The address of who comments is for moderators: no page, header, feed or log ever has it."""

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Category
from comments import mails, moderation, readers
from comments.models import Ban, Comment, CommentSettings
from portal.site.models import SiteSettings
from tests.articles.desk import page
from tests.articles.surfaces import SURFACES, Paper
from tests.comments.factories import CommentFactory, make_submission
from tests.comments.reader import address, send
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

SECRET = "zyxwvut@example.org"
MARK = "zyxwvut"


def everything(response):
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return f"{headers}\n{cookies}\n{b''.join(response).decode(errors='replace')}".lower()


def crawled(client, paths):
    """What each address answers, with all that it links to on this site."""
    found, waiting = {}, list(paths)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = client.get(path)
        found[path] = everything(response)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            links = {part.partition('"')[0] for part in found[path].split('href="')[1:]}
            waiting += [
                link.partition("#")[0]
                for link in links
                if link.startswith("/") and not link.startswith(("/static/", "/media/", "/admin/"))
            ]
    return found


@pytest.fixture
def paper():
    now = timezone.now()
    paper = Paper(opened_at=now - timedelta(days=2), at=now - timedelta(days=1))
    first = CommentFactory(article=paper.secret, email=SECRET, name="Rada", website="https://r.org")
    answer = CommentFactory(parent=first, email=SECRET.upper(), wants_replies=True)
    moderation.withdraw(CommentFactory(article=paper.secret, email=SECRET, parent=answer))
    readers.confirm(readers.ask(email=SECRET, replies="each"))
    return paper


def test_no_public_page_feed_map_or_error_has_the_address(client, paper):
    paths = {path for surface in SURFACES.values() for path in surface.paths(paper)}
    form = address(paper.secret)
    paths |= {f"{form}?parent={pk}" for pk in Comment.objects.values_list("pk", flat=True)}

    found = crawled(client, paths | {"/no-such-page/", "/comments/999999/", "/sitemap.xml"})

    assert len(found) > 40
    assert "commbor" in found[paper.secret.get_absolute_url()]
    assert [path for path, text in found.items() if MARK in text] == []


def test_a_known_reader_does_not_see_the_address_anywhere_either(paper):
    browser = Client()
    reader = readers.ask(email=SECRET, replies="each")
    pressed = browser.post(reverse("reader_link", args=[reader.key]))

    found = crawled(browser, [reverse("your_comments"), address(paper.secret), "/"])

    assert MARK not in everything(pressed)
    assert [path for path, text in found.items() if MARK in text] == []


def test_a_form_that_is_refused_says_the_address_to_its_writer_alone(client, article):
    refused = send(client, article, email=SECRET, text="")

    assert refused.status_code == 422
    assert "no-store" in refused["Cache-Control"]
    assert MARK in page(refused)
    assert MARK not in everything(Client().get(address(article)))


@pytest.mark.parametrize("error", ["check", "length"])
def test_what_the_database_refuses_is_logged_without_the_row(
    client, article, monkeypatch, caplog, error
):
    def broken(submission, **_kwargs):
        # As PostgreSQL repeats it: “Failing row contains (…)”.
        with transaction.atomic():
            made = {"article_id": submission.article_id, "email": submission.email, "text": ""}
            if error == "length" and connection.vendor == "postgresql":
                made["text"], made["network"] = "x", submission.email * 9
            Comment.objects.create(name="Rada", **made)

    monkeypatch.setattr(moderation, "submit", broken)

    response = send(client, article, email=SECRET)

    assert response.status_code == 503
    assert "A comment could not be kept: " in caplog.text
    assert "views/form.py" in caplog.text
    assert MARK not in caplog.text


def test_nothing_that_is_logged_on_the_way_of_a_comment_has_the_address(
    client, article, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)

    with django_capture_on_commit_callbacks(execute=True):
        send(client, article, email=SECRET)
        readers.ask(email=SECRET, replies="each")
    moderation.submit(make_submission(ArticleFactory(), email=SECRET))

    said = [record.getMessage() for record in caplog.records if "django.db" not in record.name]
    assert [text for text in said if MARK in text] == []


def test_a_mail_that_cannot_be_made_is_logged_without_the_address(monkeypatch, caplog):
    def broken(_letter):
        raise ValueError(f"no way to {SECRET}")

    monkeypatch.setattr(mails.Letter, "send", broken)

    assert readers.mail_links() == readers.Sent(sent=0, unsent=0)
    CommentFactory(email=SECRET)
    readers.ask(email=SECRET, replies="each")
    assert readers.mail_links() == readers.Sent(sent=0, unsent=1)
    assert "could not be made: ValueError" in caplog.text
    assert MARK not in caplog.text


def test_nothing_is_called_by_an_address():
    story = ArticleFactory()
    comment = CommentFactory(article=story, email=SECRET, name="Rada")
    reader = readers.ask(email=SECRET, replies="each")
    ban = Ban.objects.create(kind="email", value=SECRET, by_name="On Duty", at=timezone.now())
    submission = make_submission(story, email=SECRET)

    for each in (comment, reader, ban, submission):
        assert MARK not in f"{each} {each!r}"


def test_no_model_of_comments_is_called_by_a_column_with_addresses():
    models = apps.get_app_config("comments").get_models()

    named = {model.__name__: model.__str__.__code__.co_names for model in models}

    assert [name for name, used in named.items() if {"email", "value", "flagger"} & set(used)] == []


def test_readers_are_told_what_is_kept_for_how_long_and_how_to_have_it_erased(client):
    SiteSettings.objects.create(pk=1, contact_email="desk@example.org")
    CommentSettings.objects.create(pk=1, network_days=45)

    response = client.get("/comments/privacy/")

    said = page(response)
    for words in (
        "It is forgotten after 45 days",
        "within 30 days",
        "for 365 days",
        '<a href="mailto:desk@example.org">desk@example.org</a>',
        "The moderators and admin",
    ):
        assert words in said
    assert "<script" not in said.partition("<main")[2].partition("</main>")[0]
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


@pytest.mark.parametrize("row", [True, False])
def test_the_statement_costs_a_query_of_its_own(client, row, django_assert_num_queries):
    Category.objects.all().delete()
    if row:
        CommentSettings.objects.create(pk=1)
    client.get("/comments/privacy/")

    with django_assert_num_queries(3):
        client.get("/comments/privacy/")
