import html
import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments import moderation
from comments.models import Comment
from comments.tokens import Token
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
WORDS = "Nobody asked the fishermen <of the lower bank>"
FILLED = {"name": "Rada", "email": "rada@example.org", "website": "", "text": WORDS, "subject": ""}


@pytest.fixture
def article():
    return ArticleFactory(at=NOON - timedelta(days=1), headline="The river rises")


def address(article):
    return reverse("comment_form", args=[article.pk])


def page(response):
    return html.unescape(" ".join(response.content.decode().split()))


def hidden(response, name):
    """The value of a hidden field, as a browser would send it back."""
    return re.search(rf'name="{name}"\s+value="(.*?)"', response.content.decode())[1]


def send(client, article, *, shown=NOON, sent=timedelta(minutes=2), query="", **fields):
    """Open the form, fill it in, send it; a field that is None is left as the page has it."""
    with time_machine.travel(shown, tick=False):
        form = client.get(address(article) + query)
    own = {name: hidden(form, name) for name in ("token", "parent", "csrfmiddlewaretoken")}
    with time_machine.travel(shown + sent, tick=False):
        return client.post(address(article), own | FILLED | fields)


@contextmanager
def a_database_that_cannot_keep_comments():
    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "comments_comment"'):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_what_is_sent_waits_for_a_moderator_and_the_reader_is_told(article):
    client = Client(enforce_csrf_checks=True)

    response = send(client, article, website="rada.example")

    thanks = reverse("comment_thanks", args=[article.pk])
    assert (response.status_code, response["Location"]) == (303, thanks)
    kept = Comment.objects.values("article", "status", "name", "email", "website", "text").get()
    assert kept == {
        "article": article.pk, "status": "pending", "name": "Rada", "email": "rada@example.org",
        "website": "https://rada.example", "text": WORDS,
    }  # fmt: skip
    with time_machine.travel(NOON):
        told = client.get(thanks)
    assert "It waits for a moderator" in page(told)
    assert f'<a href="{article.get_absolute_url()}#comments">Back to “The river rises”</a>' in page(
        told
    )


@pytest.mark.parametrize("name", ["comment_form", "comment_thanks"])
def test_no_cache_keeps_the_form_and_no_search_engine_lists_it(client, article, name):
    with time_machine.travel(NOON):
        response = client.get(reverse(name, args=[article.pk]))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page(response)
    assert ("csrftoken" in response.cookies) is (name == "comment_form")


def test_the_form_says_what_it_is_for_and_hides_nothing_from_screen_readers(client, article):
    with time_machine.travel(NOON):
        form = page(client.get(address(article)))

    assert f'<a href="{article.get_absolute_url()}">The river rises</a>' in form
    for field in FILLED:
        assert f'<label for="id_{field}">' in form
    assert (
        '<input type="text" name="subject" autocomplete="off" tabindex="-1" id="id_subject">'
        in form
    )


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


def test_a_form_sent_twice_is_one_comment_and_the_same_thanks(client, article):
    with time_machine.travel(NOON, tick=False):
        form = client.get(address(article))
    filled = FILLED | {"token": hidden(form, "token")}

    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        answers = [client.post(address(article), filled).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Comment.objects.count() == 1


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


def test_who_falls_into_the_trap_is_thanked_and_kept_among_the_spam(client, article):
    response = send(client, article, subject="Cheap pills")

    assert response.status_code == 303
    assert Comment.objects.get().status == Comment.Status.SPAM


def test_a_reply_shows_what_it_answers_and_hangs_below_it(client, article):
    parent = CommentFactory(article=article, name="Ana", text="Was it higher in 2006?")
    query = f"?parent={parent.pk}"
    with time_machine.travel(NOON):
        form = page(client.get(address(article) + query))
    assert "In reply to <bdi>Ana</bdi>:" in form
    assert "Was it higher in 2006?" in form

    send(client, article, query=query)

    reply = Comment.objects.get(status="pending")
    assert (reply.parent, reply.path) == (parent, f"{parent.path}/{reply.path[-7:]}")


@pytest.mark.parametrize("parent", ["1", "x", "-1", "²", "9" * 30, "0", ""])
def test_a_form_for_a_reply_to_nothing_stands_by_itself(client, article, parent):
    with time_machine.travel(NOON):
        response = client.get(address(article), {"parent": parent})

    assert (response.status_code, hidden(response, "parent")) == (200, "")
    assert ("no longer there" in page(response)) is (parent == "1")


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
    assert "<h1>Comments are closed</h1>" in page(asked)
    assert "<textarea" not in page(asked)
    assert f"readonly> {WORDS}</textarea>" in page(refused)
    assert "no-store" in refused["Cache-Control"]
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("name", ["comment_form", "comment_thanks"])
def test_a_story_that_is_not_live_has_no_form(client, name):
    draft = ArticleFactory(live=False, headline="Secret plans")
    planned = ArticleFactory(at=NOON + timedelta(days=1), headline="Secret plans")

    with time_machine.travel(NOON):
        answers = [
            client.get(reverse(name, args=[pk])) for pk in (draft.pk, planned.pk, 10**6, 10**30)
        ]

    assert [answer.status_code for answer in answers] == [404] * 4


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
    assert "<script" not in raw
    assert "&lt;/textarea&gt;&lt;script&gt;alert(2)&lt;/script&gt;</textarea>" in raw


def test_lines_and_blanks_are_kept_as_people_mean_them(client, article):
    send(client, article, name="  Rada \n  Reader ", text="\r\n One\r\ntwo \r\n")

    assert Comment.objects.values_list("name", "text").get() == ("Rada Reader", "One\ntwo")


def test_a_text_of_the_longest_length_is_taken_whatever_its_line_ends(client, article):
    text = "\r\n".join(["x" * 99] * 50) + "."

    assert send(client, article, text=text).status_code == 303
    assert len(Comment.objects.get().text) == 5000


def test_other_methods_are_refused(client, article):
    assert client.put(address(article)).status_code == 405
    assert client.post(reverse("comment_thanks", args=[article.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 5])
def test_the_form_costs_the_same_however_many_comments(
    client, article, count, django_assert_num_queries
):
    parents = [CommentFactory(article=article) for _ in range(count)]

    with time_machine.travel(NOON), django_assert_num_queries(4):
        response = client.get(address(article), {"parent": parents[0].pk})

    assert hidden(response, "parent") == str(parents[0].pk)
