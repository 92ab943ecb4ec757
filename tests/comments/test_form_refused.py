"""A form that is refused says why and keeps what was typed, until it can be sent."""

import html
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments import moderation, tokens
from comments.models import Comment
from comments.tokens import Token
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.reader import FILLED, NOON, WORDS, address, hidden, send
from tests.factories import ArticleFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@contextmanager
def a_database_that_cannot_keep_comments():
    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "comments_comment"'):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"email": "rada"}, "Enter a valid email address."),
        ({"email": ""}, "This field is required."),
        ({"website": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"website": "ftp://rada.example"}, "Enter a valid URL."),
        ({"text": WORDS + "x" * 5000}, "at most 5000 characters"),
        ({"text": WORDS + "\x00"}, "Null characters are not allowed."),
        ({"token": ""}, "Part of the form was missing."),
        ({"token": "forged:token"}, "Part of the form was missing."),
        ({"sent": timedelta(seconds=1)}, "quicker than people write"),
        ({"sent": timedelta(days=8)}, "open for more than a week"),
        ({"csrfmiddlewaretoken": "forged"}, "did not send our cookie back"),
        ({"parent": "123456"}, "no longer there"),
    ],
)
def test_a_refused_form_keeps_the_text_and_says_why(article, fields, why):
    response = send(Client(enforce_csrf_checks=True), article, **fields)

    shown = page(response)
    assert response.status_code == 422
    assert why in shown
    assert "Nothing that you wrote is lost." in shown
    assert f">{html.unescape(fields.get('text', WORDS))}</textarea>" in shown.replace("> ", ">")
    assert (
        f'name="email" value="{fields.get("email", "rada@example.org")}"' in shown
        or not fields.get("email", True)
    )
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"token": "forged"},
        {"sent": timedelta(days=8)},
        {"csrfmiddlewaretoken": "x"},
        {"parent": "99"},
    ],
)
def test_a_refused_form_can_be_sent_from_where_it_is_shown_again(article, fields):
    client = Client(enforce_csrf_checks=True)
    refused = send(client, article, **fields)
    again = {name: hidden(refused, name) for name in ("token", "parent", "csrfmiddlewaretoken")}

    later = NOON + fields.get("sent", timedelta(0)) + timedelta(minutes=4)
    with time_machine.travel(later, tick=False):
        response = client.post(address(article), FILLED | again)

    assert response.status_code == 303
    assert Comment.objects.get().text == WORDS


def test_a_form_refused_for_its_age_is_not_too_quick_when_sent_again_at_once(client, article):
    refused = send(client, article, sent=timedelta(days=8))

    with time_machine.travel(NOON + timedelta(days=8), tick=False):
        response = client.post(address(article), FILLED | {"token": hidden(refused, "token")})

    assert response.status_code == 303


def test_the_text_survives_a_database_that_cannot_keep_it(client, article):
    with a_database_that_cannot_keep_comments():
        refused = send(client, article)
    assert refused.status_code == 503
    assert "We could not keep your comment just now." in page(refused)
    assert WORDS in page(refused)

    with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
        response = client.post(address(article), FILLED | {"token": hidden(refused, "token")})

    assert response.status_code == 303
    assert Comment.objects.get().text == WORDS


def test_a_form_sent_again_with_other_words_asks_and_then_keeps_both(client, article):
    with time_machine.travel(NOON, tick=False):
        token = hidden(client.get(address(article)), "token")
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        client.post(address(article), FILLED | {"token": token})
        asked = client.post(
            address(article), FILLED | {"token": token, "text": "On second thoughts"}
        )
        assert (asked.status_code, "with other words" in page(asked)) == (422, True)

        client.post(
            address(article),
            FILLED | {"token": hidden(asked, "token"), "text": "On second thoughts"},
        )

    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == [
        WORDS,
        "On second thoughts",
    ]


def test_the_ticket_of_another_story_is_not_taken(client, article):
    other = Token.fresh(article_id=article.pk + 1, at=NOON).signed()

    assert send(client, article, token=other).status_code == 422
    assert Comment.objects.count() == 0


def test_a_reply_whose_parent_was_removed_meanwhile_can_be_left_by_itself(
    client, article, moderator
):
    parent = CommentFactory(article=article)
    with time_machine.travel(NOON, tick=False):
        form = client.get(address(article), {"parent": parent.pk})
    moderation.reject(parent, by=moderator)
    filled = FILLED | {"token": hidden(form, "token"), "parent": hidden(form, "parent")}
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        refused = client.post(address(article), filled)
        assert refused.status_code == 422
        assert "The comment that you answer is no longer there." in page(refused)

        again = {name: hidden(refused, name) for name in ("token", "parent")}
        client.post(address(article), FILLED | again)

    assert Comment.objects.get(status="pending").parent is None


@pytest.mark.parametrize("policy", ["closed", "none"])
def test_a_closed_thread_says_so_and_gives_the_text_back(client, article, policy):
    Article.objects.update(comment_policy=policy)
    with time_machine.travel(NOON):
        asked = client.get(address(article))
        refused = client.post(address(article), FILLED)

    assert (asked.status_code, refused.status_code) == (200, 422)
    assert "Comments are closed</h1>" in page(asked)
    assert "<textarea" not in page(asked)
    assert f"readonly> {WORDS}</textarea>" in page(refused)
    assert "no-store" in refused["Cache-Control"]
    assert Comment.objects.count() == 0


def test_a_story_withdrawn_meanwhile_gives_the_text_back_and_tells_nothing_of_itself(client):
    draft = ArticleFactory(live=False, headline="Secret plans")

    answers = [client.post(reverse("comment_form", args=[pk]), FILLED) for pk in (draft.pk, 10**6)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert f"readonly> {WORDS}</textarea>" in page(answers[0])
    assert "Secret plans" not in page(answers[0])


def test_what_was_typed_comes_back_as_text_and_not_as_markup(client, article):
    response = send(
        client,
        article,
        name='"><script>alert(1)</script>',
        email="",
        text="</textarea><script>alert(2)</script>",
    )

    raw = response.content.decode()
    assert response.status_code == 422
    assert "<script>" not in raw
    assert "&lt;/textarea&gt;&lt;script&gt;alert(2)&lt;/script&gt;</textarea>" in raw


@pytest.mark.parametrize("where", ["comment_form", "comment_own", "comment_flag"])
def test_the_words_survive_a_database_that_says_nothing_at_all(client, article, where, caplog):
    def refuse(execute, sql, params, many, context):
        raise OperationalError(f"no connection for {params}")

    comment = CommentFactory(article=article)
    key = {"comment_form": article.pk, "comment_own": tokens.own(comment.pk)}.get(where, comment.pk)
    with connection.execute_wrapper(refuse):
        refused = client.post(reverse(where, args=[key]), FILLED | {"note": WORDS})

    assert refused.status_code == 503
    assert "Not sent yet" in page(refused)
    assert f"readonly> {WORDS}</textarea>" in page(refused)
    assert "no-store" in refused["Cache-Control"]
    assert "rada@example.org" not in caplog.text
