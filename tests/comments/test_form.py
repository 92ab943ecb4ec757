"""The form that readers write comments with: what it shows, and what becomes of what they send."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from comments import tokens
from comments.models import Comment
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.reader import FILLED, NOON, WORDS, address, hidden, send
from tests.factories import ArticleFactory

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_what_is_sent_waits_for_a_moderator_and_the_reader_is_told(article):
    client = Client(enforce_csrf_checks=True)

    response = send(client, article, website="rada.example")

    comment = Comment.objects.get()
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        thanks = reverse("comment_own", args=[tokens.own(comment.pk)])
    assert (response.status_code, response["Location"]) == (303, thanks)
    kept = Comment.objects.values("article", "status", "name", "email", "website", "text").get()
    assert kept == {
        "article": article.pk, "status": "pending", "name": "Rada", "email": "rada@example.org",
        "website": "https://rada.example", "text": WORDS,
    }  # fmt: skip
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        told = client.get(thanks)
    assert "It waits for a moderator" in page(told)
    assert f'<a href="{article.get_absolute_url()}#comments">Back to “The river rises”</a>' in page(
        told
    )


def test_no_cache_keeps_the_form_and_no_search_engine_lists_it(client, article):
    with time_machine.travel(NOON):
        response = client.get(address(article))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page(response)
    assert "csrftoken" in response.cookies
    assert "csrftoken" not in client.get(article.get_absolute_url()).cookies


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


def test_a_form_sent_twice_is_one_comment_and_the_same_thanks(client, article):
    with time_machine.travel(NOON, tick=False):
        form = client.get(address(article))
    filled = FILLED | {"token": hidden(form, "token")}

    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        answers = [client.post(address(article), filled).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Comment.objects.count() == 1


def test_a_preview_shows_the_comment_as_it_will_look_and_keeps_nothing(client, article):
    response = send(client, article, preview="yes", text="One *two*\n\n> three")

    shown = page(response)
    assert response.status_code == 200
    assert "It is not sent yet." in shown
    assert '<p dir="auto">One *two*</p>' in response.content.decode()
    assert "> One *two*\n\n&gt; three</textarea>" in response.content.decode().replace(">\n", "> ")
    assert Comment.objects.count() == 0

    again = {name: hidden(response, name) for name in ("token", "parent")}
    with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
        assert client.post(address(article), FILLED | again).status_code == 303
    assert Comment.objects.count() == 1


def test_a_quote_stands_above_what_was_typed_already(client, article):
    parent = CommentFactory(article=article, text="First line.\nSecond line.")

    response = send(
        client, article, query=f"?parent={parent.pk}", quote="yes", text="I disagree", name=""
    )

    shown = response.content.decode()
    assert response.status_code == 200
    assert "&gt; First line.\n&gt; Second line.\n\nI disagree</textarea>" in shown
    assert hidden(response, "parent") == str(parent.pk)
    assert "This field is required." not in shown
    assert Comment.objects.count() == 1


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


def test_a_story_that_is_not_live_has_no_form(client):
    draft = ArticleFactory(live=False, headline="Secret plans")
    planned = ArticleFactory(at=NOON + timedelta(days=1), headline="Secret plans")

    with time_machine.travel(NOON):
        answers = [
            client.get(reverse("comment_form", args=[pk]))
            for pk in (draft.pk, planned.pk, 10**6, 10**30)
        ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_lines_and_blanks_are_kept_as_people_mean_them(client, article):
    send(client, article, name="  Rada \n  Reader ", text="\r\n One\r\ntwo \r\n")

    assert Comment.objects.values_list("name", "text").get() == ("Rada Reader", "One\ntwo")


def test_a_text_of_the_longest_length_is_taken_whatever_its_line_ends(client, article):
    text = "\r\n".join(["x" * 99] * 50) + "."

    assert send(client, article, text=text).status_code == 303
    assert len(Comment.objects.get().text) == 5000


def test_other_methods_are_refused(client, article):
    assert client.put(address(article)).status_code == 405


@pytest.mark.parametrize("count", [1, 5])
def test_the_form_costs_the_same_however_many_comments(
    client, article, count, django_assert_num_queries
):
    parents = [CommentFactory(article=article) for _ in range(count)]

    with time_machine.travel(NOON), django_assert_num_queries(4):
        response = client.get(address(article), {"parent": parents[0].pk})

    assert hidden(response, "parent") == str(parents[0].pk)
