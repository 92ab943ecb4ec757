"""One's own comment: what became of it, and for five minutes other words or none."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.urls import reverse

from articles.models import Article
from comments import moderation, tokens
from comments.models import Comment
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.reader import NOON, WORDS, send

# What it asks of the database is asked on each by its own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Status = Comment.Status
MINUTE = timedelta(minutes=1)


def own(comment):
    return reverse("comment_own", args=[tokens.own(comment.pk)])


@pytest.fixture
def comment(article):
    with time_machine.travel(NOON, tick=False):
        return CommentFactory(article=article, status=Status.PENDING, text="First words.")


def at(minutes):
    return time_machine.travel(NOON + minutes * MINUTE, tick=False)


def test_who_sent_a_comment_gets_the_page_on_which_it_can_be_changed(client, article):
    response = send(client, article)

    with at(3):
        shown = page(client.get(response["Location"]))
    assert "It waits for a moderator" in shown
    assert f'<p dir="auto">{WORDS}</p>' in shown
    assert "Change it" in shown
    assert "Take it back" in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.PENDING, "It waits for a moderator"),
        (Status.SPAM, "It waits for a moderator"),
        (Status.APPROVED, "Readers see it."),
        (Status.REJECTED, "A moderator has decided not to show it."),
    ],
)
def test_the_writer_is_told_what_became_of_it_and_never_that_it_looks_like_spam(
    client, article, status, said
):
    comment = CommentFactory(article=article, status=status)

    assert said in page(client.get(own(comment)))


def test_other_words_are_checked_again(client, comment):
    with at(4):
        response = client.post(own(comment), {"text": "http://a.example http://b.example www.c.de"})

    comment.refresh_from_db()
    assert response.status_code == 303
    assert comment.text.startswith("http://a.example")
    assert comment.edited_at == NOON + 4 * MINUTE
    assert "many_links" in [reason["code"] for reason in comment.reasons]
    assert comment.status == Status.PENDING


def test_what_a_moderator_approved_waits_again_once_its_writer_changes_it(
    client, comment, moderator
):
    with at(1):
        moderation.approve(comment, by=moderator)
    with at(2):
        client.post(own(comment), {"text": "Words that nobody has read."})

    comment.refresh_from_db()
    assert comment.status == Status.PENDING
    assert Article.objects.get(pk=comment.article_id).comment_count == 0
    log = comment.decisions.order_by("pk").values_list("action", "before", "after", "by_name")
    assert list(log)[1:] == [
        ("edit", "approved", "approved", ""), ("hold", "approved", "pending", "")
    ]  # fmt: skip


def test_the_same_words_change_nothing(client, comment):
    with at(2):
        client.post(own(comment), {"text": comment.text})

    comment.refresh_from_db()
    assert comment.edited_at is None


def test_what_is_taken_back_leaves_its_place_and_nothing_of_its_writer(client, comment, moderator):
    with at(1):
        moderation.approve(comment, by=moderator)
        CommentFactory(article=comment.article, parent=comment)
    with at(2):
        client.post(own(comment), {"withdraw": "yes"})

    comment.refresh_from_db()
    assert comment.status == Status.WITHDRAWN
    assert (comment.text, comment.name, comment.email, comment.website) == ("", "", "", "")
    assert Article.objects.get(pk=comment.article_id).comment_count == 1
    with at(2):
        assert "Its words and your name and address are deleted." in page(client.get(own(comment)))
        assert "First words." not in page(client.get(own(comment)))


@pytest.mark.parametrize("action", ["approve", "reject", "mark_spam"])
def test_nobody_brings_back_what_its_writer_took_back(comment, moderator, action):
    with at(1):
        moderation.approve(comment, by=moderator)
        comment = moderation.withdraw(comment)

    assert moderation.decide([comment], action, by=moderator).changed == ()
    assert moderation.allowed(comment, to=moderator) == []
    with pytest.raises(moderation.Refused, match="no decision to undo"):
        moderation.undo(comment, by=moderator)


def test_after_five_minutes_nothing_is_changed_and_the_words_are_given_back(client, comment):
    with at(5):
        refused = client.post(own(comment), {"text": WORDS})
        shown = page(client.get(own(comment)))

    comment.refresh_from_db()
    assert refused.status_code == 422
    assert "The time for changing this comment is over." in page(refused)
    assert f"> {WORDS}</textarea>" in page(refused)
    assert (comment.text, comment.status) == ("First words.", Status.PENDING)
    assert "Change it" not in shown


def test_what_a_moderator_rejected_cannot_be_changed(client, comment, moderator):
    with at(1):
        moderation.reject(comment, by=moderator)
        refused = client.post(own(comment), {"text": "Otherwise."})

    assert refused.status_code == 422
    assert Comment.objects.get().text == "First words."


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "This field is required."), ("x" * 5001, "at most 5000 characters")],
)
def test_a_change_that_is_refused_keeps_what_was_typed(client, comment, text, why):
    with at(1):
        refused = client.post(own(comment), {"text": text})

    assert refused.status_code == 422
    assert why in page(refused)
    assert f"> {text}</textarea>" in page(refused)
    assert Comment.objects.get().text == "First words."


def test_a_change_under_a_thread_that_closed_meanwhile_is_refused_with_its_words(client, comment):
    Article.objects.update(comment_policy="closed")

    with at(1):
        refused = client.post(own(comment), {"text": WORDS})

    assert refused.status_code == 422
    assert "Comments on this story are closed." in page(refused)
    assert f"> {WORDS}</textarea>" in page(refused)


def test_a_change_survives_a_database_that_cannot_keep_it(client, comment):
    def refuse(execute, sql, params, many, context):
        if sql.startswith('UPDATE "comments_comment"'):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with at(1), connection.execute_wrapper(refuse):
        refused = client.post(own(comment), {"text": WORDS})

    assert refused.status_code == 503
    assert f"> {WORDS}</textarea>" in page(refused)


def test_the_page_opens_for_a_day_and_for_nobody_who_guesses(client, comment):
    address = own(comment)
    guesses = ["1", tokens.own(comment.pk)[:-1] + "x", tokens.own(10**6)]

    with at(0):
        address = own(comment)
        assert client.get(address).status_code == 200
        found = [client.get(reverse("comment_own", args=[each])).status_code for each in guesses]
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        found.append(client.get(address).status_code)

    assert found == [404] * 4


def test_no_cache_keeps_the_page_and_no_search_engine_lists_it(client, comment):
    response = client.get(own(comment))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert client.put(own(comment)).status_code == 405


def test_of_a_story_that_is_gone_meanwhile_nothing_is_told_and_the_words_are_given_back(
    client, comment
):
    Article.objects.update(status="withdrawn")

    with at(1):
        answers = [client.get(own(comment)), client.post(own(comment), {"text": WORDS})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "The river rises" not in page(answers[0])
    assert f"readonly> {WORDS}</textarea>" in page(answers[1])


@pytest.mark.parametrize("replies", [0, 1])
def test_a_comment_that_is_taken_back_counts_no_more_then_and_later(
    client, comment, moderator, replies
):
    with at(1):
        moderation.approve(comment, by=moderator)
        for _each in range(replies):
            CommentFactory(article=comment.article, parent=comment)
        client.post(own(comment), {"withdraw": "yes"})
        CommentFactory(article=comment.article)

    comment.refresh_from_db()
    assert comment.branch_count == replies
    assert Article.objects.get(pk=comment.article_id).comment_count == replies + 1


@pytest.fixture
def trusted(article, moderator):
    """A comment of somebody who appears at once, which the checks let through."""
    Article.objects.update(comment_policy="trusted")
    with time_machine.travel(NOON, tick=False):
        comment = CommentFactory(article=article, user_id=moderator.pk)
    assert [each.action for each in comment.decisions.all()] == ["approve"]
    return comment


def test_other_words_of_a_trusted_writer_appear_at_once(client, trusted):
    with at(1):
        client.post(own(trusted), {"text": "Better words."})

    trusted.refresh_from_db()
    assert (trusted.status, trusted.text) == (Status.APPROVED, "Better words.")


def test_nobodys_words_bring_back_what_a_moderator_called_spam(client, trusted, moderator):
    with at(1):
        moderation.mark_spam(trusted, by=moderator)
        refused = client.post(own(trusted), {"text": "Better words."})

    trusted.refresh_from_db()
    assert refused.status_code == 422
    assert trusted.status == Status.SPAM


def test_nobodys_words_bring_back_what_readers_objected_to(client, trusted):
    with at(1):
        for flagger in "abc":
            moderation.flag(trusted, flagger=flagger, reason="abuse")
        client.post(own(trusted), {"text": "Better words."})

    trusted.refresh_from_db()
    assert (trusted.status, trusted.text) == (Status.PENDING, "Better words.")


def test_nobodys_words_bring_back_what_a_moderator_took_back_into_the_queue(
    client, trusted, moderator
):
    with at(1):
        moderation.undo(trusted, by=moderator)
        client.post(own(trusted), {"text": "Better words."})

    trusted.refresh_from_db()
    assert trusted.status == Status.PENDING


def test_what_editors_picked_is_no_pick_once_it_says_something_else(client, trusted, moderator):
    with at(1):
        moderation.pick(trusted, by=moderator)
        client.post(own(trusted), {"text": "Buy something else."})

    trusted.refresh_from_db()
    assert (trusted.status, trusted.picked_at) == (Status.APPROVED, None)


def test_who_is_too_late_to_take_it_back_is_told_so_and_of_nothing_else(client, comment):
    with at(6):
        refused = client.post(own(comment), {"withdraw": "yes"})

    assert refused.status_code == 422
    assert "The time for changing this comment is over." in page(refused)
    assert "This field is required." not in page(refused)
    assert "is not sent yet" not in page(refused)


def test_of_an_address_that_is_over_the_words_are_given_back(client, comment):
    with at(0):
        address = own(comment)
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        refused = client.post(address, {"text": WORDS})

    assert refused.status_code == 404
    assert f"readonly> {WORDS}</textarea>" in page(refused)
