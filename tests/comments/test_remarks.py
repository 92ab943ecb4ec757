"""Notes about comments, for colleagues: with the comment, in its card, and on their first page."""

import pytest
from django.test import Client
from django.urls import reverse

from comments import moderation
from comments.models import Comment, Remark
from portal.newsroom.dashboard.comments import flagged, notes
from tests.articles.desk import EVERYBODY, messages, page
from tests.comments.conversation import LIST, card_of
from tests.comments.desk import detail
from tests.comments.factories import CommentFactory, raise_flag
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def ana():
    return UserFactory(first_name="Ana", last_name="Other", role="Moderator")


def remark_of(comment):
    return reverse("admin:comments_comment_remark", args=[comment.pk])


def test_a_note_is_kept_with_the_comment_and_shown_in_its_card(desk, ana, moderator):
    comment = CommentFactory(status=Status.PENDING)
    data = {"text": " Is that\nso? ", "to": ana.pk}

    told = desk.post(remark_of(comment), data, follow=True)

    assert messages(told) == ["The note is kept with the comment."]
    (remark,) = card_of(desk.get(LIST), comment).remarks
    assert (remark.text, remark.to, remark.by) == ("Is that so?", ana, moderator)
    shown = page(desk.get(detail(comment)))
    assert "Is that so?" in shown
    assert f'<option value="{ana.pk}">Ana Other</option>' in shown
    assert f'<option value="{moderator.pk}">' not in shown


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": " "}, "The note has no words."),
        ({"text": "Look", "to": "editor"}, "Mila Colleague does not moderate comments."),
    ],
)
def test_a_note_without_words_or_for_who_does_not_moderate_is_refused(desk, sent, told):
    comment = CommentFactory()
    if "to" in sent:
        editor = UserFactory(role="Editor", last_name="Colleague")
        sent = {**sent, "to": editor.pk}

    assert messages(desk.post(remark_of(comment), sent, follow=True)) == [told]
    assert not Remark.objects.exists()


def test_notes_for_me_are_on_my_first_page_until_somebody_decides(ana, moderator):
    comment = CommentFactory(status=Status.PENDING)
    moderation.remark(comment, text="Look at this", to=ana, by=moderator)
    moderation.remark(comment, text="For all", by=moderator)

    (row,) = notes(ana).rows
    assert (row.note, row.details[0]) == ("Look at this", moderator.display_name())
    assert notes(moderator).rows == []
    moderation.reject(comment, by=moderator)
    assert notes(ana).rows == []


def test_a_note_about_what_was_decided_before_waits_for_another_decision(ana, moderator):
    comment = CommentFactory()

    moderation.remark(comment, text="Really?", to=ana, by=moderator)

    assert len(notes(ana).rows) == 1


def test_what_readers_see_and_flagged_is_on_the_first_page(moderator):
    seen, hidden = CommentFactory(name="Seen"), CommentFactory(status=Status.PENDING)
    for comment in (seen, hidden):
        raise_flag(comment)
        raise_flag(comment)

    assert [row.title for row in flagged(moderator).rows] == [f"Seen: {seen.text}"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_moderates_leaves_notes(client, request, who):
    comment = CommentFactory()
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    may = who in ("moderator", "administrator")

    answer = client.post(remark_of(comment), {"text": "Look"})

    assert answer.status_code == (302 if may else 401 if who == "anonymous" else 403)
    assert Remark.objects.exists() is may


def test_a_note_is_no_link(desk, moderator):
    comment = CommentFactory()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)

    assert desk.get(remark_of(comment)).status_code == 405
    assert strict.post(remark_of(comment), {"text": "Look"}).status_code == 403
    assert not Remark.objects.exists()
