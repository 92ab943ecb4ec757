"""What the person with a link for review says of a draft, and which text of it is approved."""

import re

import pytest
import time_machine
from django.utils import timezone

from articles import notes, reviews, workflow
from articles.deeds import LONGEST
from articles.models import Activity, Article, Note, ReviewLink
from tests.articles.desk import page, story
from tests.articles.reviewers import edit, invited
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db
Status = Article.Status


def shown_in(response):
    """What the page holds in the place of the revision that it shows."""
    return re.search(r'name="shown" value="([^"]+)"', response.content.decode())[1]


class TestAnswering:
    def test_a_note_goes_into_the_thread_of_the_story(self, stranger):
        link = invited()

        sent = stranger.post(reviews.address(link), {"text": "Names a minor."})
        again = page(stranger.get(reviews.address(link)))

        note = Note.objects.get()
        assert (note.article, note.by, note.by_name, note.link) == (
            link.article, None, "Ana Lawyer", link,
        )  # fmt: skip
        assert (sent.status_code, sent["Location"]) == (303, f"{reviews.address(link)}#answer")
        assert "Names a minor." in again

    def test_what_is_refused_is_still_there(self, stranger):
        link = invited()
        typed = "x" * (LONGEST + 1)

        answer = stranger.post(reviews.address(link), {"text": typed})

        assert answer.status_code == 422
        assert f"{typed}</textarea>" in page(answer)
        assert not Note.objects.exists()

    def test_a_note_is_no_markup(self, stranger):
        link = invited()

        stranger.post(reviews.address(link), {"text": "<script>alert(1)</script>"})

        html = stranger.get(reviews.address(link)).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert" not in html

    def test_nobody_floods_the_desk(self, stranger):
        now = timezone.now()
        with time_machine.travel(now, tick=False) as clock:
            link = invited()
            for number in range(reviews.MOST):
                reviews.remark(link, text=f"Note {number}")
            flooded = stranger.post(reviews.address(link), {"text": "One too many"})
            clock.move_to(now + reviews.WITHIN)
            later = stranger.post(reviews.address(link), {"text": "Another day"})

        assert (flooded.status_code, later.status_code) == (422, 303)
        assert "One too many</textarea>" in page(flooded)
        assert Note.objects.count() == reviews.MOST + 1

    def test_it_does_not_read_what_colleagues_or_other_reviewers_say(self, stranger):
        article = story()
        link, other = invited(article), invited(article, name="A source")
        notes.add(article, by=the_desk(), text="Between colleagues")
        reviews.remark(other, text="From a source")

        shown = page(stranger.get(reviews.address(link)))

        assert "Between colleagues" not in shown
        assert "From a source" not in shown


class TestApproving:
    def test_the_revision_that_was_shown_is_what_is_approved(self, stranger):
        article = story()
        link = invited(article)
        opened = stranger.get(reviews.address(link))
        seen = article.newest_revision
        edit(article, headline="Changed meanwhile")

        stranger.post(reviews.address(link), {"approve": "1", "shown": shown_in(opened)})
        again = stranger.get(reviews.address(link))

        link.refresh_from_db()
        assert link.approved == seen
        assert link.approved_at is not None
        assert "It has changed since" in page(again)
        assert "I approve this text" in page(again)
        deed = Activity.objects.get(verb="approve")
        assert (deed.by, deed.by_name, deed.article) == (None, "Ana Lawyer", article)

    def test_the_same_text_saved_once_more_is_still_approved(self, stranger, editor):
        article = story(Status.IN_REVIEW)
        link = invited(article)
        opened = stranger.get(reviews.address(link))
        stranger.post(reviews.address(link), {"approve": "1", "shown": shown_in(opened)})

        workflow.send_back(article, by=editor, reason="One more source")
        shown = page(stranger.get(reviews.address(link)))

        assert "You approved this text" in shown
        assert "It has changed since" not in shown
        assert "I approve this text" not in shown

    def test_approving_twice_is_one_deed_and_a_newer_text_is_another(self, stranger):
        article = story()
        link = invited(article)
        first = {"approve": "1", "shown": shown_in(stranger.get(reviews.address(link)))}
        for _each in range(2):
            stranger.post(reviews.address(link), first)
        newer = edit(article, headline="Newer")
        second = {"approve": "1", "shown": shown_in(stranger.get(reviews.address(link)))}
        stranger.post(reviews.address(link), second)

        assert Activity.objects.filter(verb="approve").count() == 2
        assert ReviewLink.objects.get().approved == newer

    def test_a_note_that_was_begun_is_sent_with_the_approval(self, stranger):
        link = invited()
        shown = shown_in(stranger.get(reviews.address(link)))

        stranger.post(reviews.address(link), {"approve": "1", "shown": shown, "text": "But …"})

        assert Note.objects.get().text == "But …"
        assert ReviewLink.objects.get().approved_at is not None

    def test_a_link_that_is_revoked_while_somebody_types_takes_nothing_any_more(self):
        link = invited()
        opened = reviews.found(reviews.address(link).split("/")[2])
        shown = reviews.token(opened)
        reviews.revoke(link, by=the_desk())

        with pytest.raises(reviews.NoReview):
            reviews.remark(opened, text="Too late")
        with pytest.raises(reviews.NoReview):
            reviews.approve(opened, shown=shown)

    def test_no_other_revision_can_be_approved_than_one_that_was_shown(self, stranger):
        link, other = invited(), invited(story(headline="Another"))
        revision = link.article.newest_revision
        forged = ["", str(revision.pk), f"{link.pk}-{revision.pk}",
                  shown_in(stranger.get(reviews.address(other)))]  # fmt: skip

        answers = [
            stranger.post(reviews.address(link), {"approve": "1", "shown": shown})
            for shown in forged
        ]

        assert [answer.status_code for answer in answers] == [422] * 4
        assert ReviewLink.objects.filter(approved_at__isnull=False).count() == 0
