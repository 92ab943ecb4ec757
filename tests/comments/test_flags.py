"""Readers' flags: one of each reader, weighed by how often the reader was right."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments import moderation
from comments.models import Comment, CommentSettings, Flag
from comments.moderation.flags import weight_of
from tests.articles.desk import page
from tests.comments.factories import CommentFactory
from tests.comments.reader import hidden
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status


def flags(comment, *flaggers):
    for flagger in flaggers:
        moderation.flag(comment, flagger=flagger, reason="abuse")


def status_of(comment):
    return Comment.objects.get(pk=comment.pk).status


def test_enough_flags_take_a_comment_from_readers_back_into_the_queue():
    comment = CommentFactory()

    flags(comment, "a", "b")
    assert status_of(comment) == Status.APPROVED

    flags(comment, "c")
    assert status_of(comment) == Status.PENDING
    last = comment.decisions.newest_first().first()
    assert (last.action, last.by, last.note) == ("hold", None, "3 readers object")
    assert Comment.objects.select_related("article").get().article.comment_count == 0


def test_one_reader_flags_a_comment_once():
    comment = CommentFactory()
    flags(comment, "a")

    with pytest.raises(moderation.Refused, match="already"):
        flags(comment, "a")

    assert Flag.objects.count() == 1


def test_the_newsroom_decides_how_many_it_takes():
    CommentSettings.objects.create(pk=1, flags_hide_at=1)
    comment = CommentFactory()

    flags(comment, "a")

    assert status_of(comment) == Status.PENDING


@pytest.mark.parametrize("action", ["reject", "mark_spam"])
def test_a_flag_that_moderators_agree_with_weighs_more_the_next_time(moderator, action):
    comment = CommentFactory()
    flags(comment, "a")
    assert weight_of("a") == 1

    getattr(moderation, action)(comment, by=moderator)

    assert Flag.objects.get().outcome == Flag.Outcome.UPHELD
    assert weight_of("a") == pytest.approx(4 / 3)
    moderation.undo(comment, by=moderator)
    assert (Flag.objects.get().outcome, weight_of("a")) == ("", 1)


def test_a_flag_that_moderators_dismiss_weighs_less_the_next_time(moderator):
    comment = CommentFactory()
    flags(comment, "a")

    moderation.dismiss(comment, by=moderator)

    assert Flag.objects.get().outcome == Flag.Outcome.DISMISSED
    assert weight_of("a") == pytest.approx(2 / 3)
    last = comment.decisions.newest_first().first()
    assert (last.action, last.by, last.before, last.after) == (
        "keep", moderator, "approved", "approved"
    )  # fmt: skip
    with pytest.raises(moderation.Refused, match="No reader objects"):
        moderation.dismiss(comment, by=moderator)


def test_what_moderators_approve_in_spite_of_flags_is_not_hidden_by_the_same_flags(moderator):
    comment = CommentFactory()
    flags(comment, "a", "b", "c")

    moderation.approve(comment, by=moderator)
    flags(comment, "d", "e")

    assert status_of(comment) == Status.APPROVED
    assert list(Flag.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "dismissed", "dismissed", "dismissed", "", ""
    ]  # fmt: skip


@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.SPAM])
def test_only_what_readers_see_can_be_flagged(client, status):
    comment = CommentFactory(status=status)

    with pytest.raises(moderation.Refused):
        flags(comment, "a")

    assert client.get(reverse("comment_flag", args=[comment.pk])).status_code == 404


def test_a_comment_under_a_story_that_is_not_live_cannot_be_flagged(client):
    comment = CommentFactory()
    article = ArticleFactory(live=False)
    Comment.objects.filter(pk=comment.pk).update(article=article)

    assert client.get(reverse("comment_flag", args=[comment.pk])).status_code == 404


def sent(client, comment, **fields):
    form = client.get(reverse("comment_flag", args=[comment.pk]))
    token = {"csrfmiddlewaretoken": hidden(form, "csrfmiddlewaretoken")}
    return client.post(reverse("comment_flag", args=[comment.pk]), token | fields)


def test_a_reader_says_what_is_wrong_and_is_thanked():
    comment = CommentFactory(text="An insult.")
    client = Client(enforce_csrf_checks=True)

    response = sent(client, comment, reason="abuse", note="It names my neighbour.")

    flag = Flag.objects.get()
    assert "moderators will look at it" in page(response)
    assert (flag.comment, flag.reason, flag.note) == (comment, "abuse", "It names my neighbour.")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reason": "", "note": "Why"}, "This field is required."),
        ({"reason": "x", "note": "Why"}, "Select a valid choice."),
        ({"reason": "abuse", "note": "Why" * 101}, "at most 300 characters"),
        ({"reason": "abuse", "note": "Why", "csrfmiddlewaretoken": "x"}, "did not send our cookie"),
    ],
)
def test_a_flag_that_is_refused_says_why_and_keeps_the_words(fields, why):
    comment = CommentFactory()

    response = sent(Client(enforce_csrf_checks=True), comment, **fields)

    assert response.status_code == 422
    assert why in page(response)
    assert f"> {fields['note']}</textarea>" in page(response)
    assert Flag.objects.count() == 0


def test_an_undo_leaves_flags_as_they_were_answered_before(moderator):
    comment = CommentFactory()
    flags(comment, "a", "b")
    moderation.dismiss(comment, by=moderator)
    moderation.reject(comment, by=moderator)

    moderation.undo(comment, by=moderator)
    flags(comment, "c")

    outcomes = Flag.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["dismissed", "dismissed", ""]
    assert status_of(comment) == Status.APPROVED


def test_an_undo_leaves_the_pick_of_the_editors_as_it_was(moderator):
    comment = CommentFactory()
    moderation.pick(comment, by=moderator)
    moderation.reject(comment, by=moderator)

    moderation.undo(comment, by=moderator)

    assert Comment.objects.get(pk=comment.pk).picked_at is not None


def test_who_has_a_proof_does_not_flag_twice_by_leaving_it_out():
    comment = CommentFactory()
    flags(comment, "network:1")

    with pytest.raises(moderation.Refused, match="already"):
        moderation.flag(comment, flagger="reader:7", also=["network:1"], reason="abuse")


def test_of_a_story_that_shows_no_comments_none_is_shown_to_whoever_would_flag_it(client):
    comment = CommentFactory(text="Hidden words")
    Article.objects.update(comment_policy="none")

    response = client.get(reverse("comment_flag", args=[comment.pk]))

    assert response.status_code == 404
