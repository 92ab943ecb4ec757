"""Links by which a person without a login reads a draft, says something of it, and approves it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import notes, reviews, revisions, workflow
from articles.deeds import LONGEST, Refused
from articles.models import Activity, Article, Note, ReviewLink, Revision
from tests.articles.desk import messages, of, page, story
from tests.factories import ArticleFactory, AuthorFactory
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db
Status = Article.Status
GONE = "This link does not work (any more)"


def invited(article=None, **said):
    said.setdefault("name", "Ana Lawyer")
    return reviews.invite(article or story(headline="To come"), by=the_desk(), **said)


def edit(article, **content):
    return revisions.save(
        article, replace(article.newest_revision.content, **content), by=the_desk()
    )


def shown_in(response):
    """What the page holds in the place of the revision that it shows."""
    return re.search(r'name="shown" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def stranger():
    """A browser that has no cookie and that Django's own check of forms would look at."""
    return Client(enforce_csrf_checks=True)


class TestReading:
    def test_whoever_has_the_link_reads_the_newest_text(self, stranger):
        article = ArticleFactory(headline="Old words", authors=(AuthorFactory(name="Rada"),))
        link = invited(article)
        edit(article, headline="New words", body="<p>New text</p>")

        shown = page(stranger.get(reviews.address(link)))

        for words in ("New words", "New text", "Rada", "For Ana Lawyer.", "I approve this text"):
            assert words in shown
        assert "Old words" not in shown

    def test_it_is_kept_by_nobody_found_by_nobody_and_costs_no_cookie(self, stranger):
        article = ArticleFactory()
        link = invited(article)

        answers = [
            stranger.get(reviews.address(link)),
            stranger.post(reviews.address(link), {"text": "Mine"}),
            stranger.post(reviews.address(link), {"text": ""}),
            stranger.get("/review/forged/"),
        ]

        assert [answer.status_code for answer in answers] == [200, 303, 422, 404]
        for answer in answers:
            assert answer["Cache-Control"] == "no-store"
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert not answer.cookies
        html = answers[0].content.decode()
        assert 'rel="canonical"' not in html
        assert "application/ld+json" not in html
        assert '<meta name="robots" content="noindex, nofollow">' in html

    def test_the_desk_sees_when_it_was_opened_but_not_who_asked_only_whether_it_is_there(
        self, stranger
    ):
        link = invited()
        before = [list(model.objects.values()) for model in (Article, Note, Activity, Revision)]

        head = stranger.head(reviews.address(link))
        unread = ReviewLink.objects.get().opened_at
        stranger.get(reviews.address(link))

        assert (head.status_code, unread) == (200, None)
        assert ReviewLink.objects.get().opened_at is not None
        after = [list(model.objects.values()) for model in (Article, Note, Activity, Revision)]
        assert after == before

    @pytest.mark.parametrize("end", ["expired", "revoked", "trash", "withdrawn", "forged", "pk"])
    def test_a_link_that_is_over_says_nothing_of_the_story(self, stranger, end):
        article = ArticleFactory(headline="Secret words")
        link = invited(article, name="Somebody secret")
        address = reviews.address(link)
        if end == "expired":
            ReviewLink.objects.update(expires_at=timezone.now())
        elif end == "revoked":
            reviews.revoke(link, by=the_desk())
        elif end in ("trash", "withdrawn"):
            workflow.withdraw(article, by=the_desk())
        if end == "trash":
            workflow.trash(article, by=the_desk())
        if end == "forged":
            address = address[:-3] + "ab/"
        if end == "pk":
            address = reverse("review", args=[str(link.pk)])

        read = stranger.get(address)
        written = stranger.post(address, {"text": "Mine", "approve": "1", "shown": "x"})

        for answer in (read, written):
            assert answer.status_code == 404
            assert GONE in page(answer)
            assert "ecret" not in page(answer)
        assert not Note.objects.exists()
        assert not Activity.objects.filter(verb="approve").exists()

    def test_it_lasts_as_long_as_was_said_to_the_second(self, stranger):
        now = timezone.now().replace(microsecond=0)
        with time_machine.travel(now, tick=False) as clock:
            link = invited(lasts=timedelta(days=2))
            clock.move_to(now + timedelta(days=2) - timedelta(seconds=1))
            before = stranger.get(reviews.address(link)).status_code
            clock.move_to(now + timedelta(days=2))
            after = stranger.get(reviews.address(link)).status_code

        assert (before, after) == (200, 404)

    def test_two_links_to_one_story_are_two(self, stranger):
        article = story()
        first, second = invited(article), invited(article, name="A source")
        reviews.remark(first, text="For the desk alone")

        reviews.revoke(second, by=the_desk())

        assert first.key != second.key
        assert stranger.get(reviews.address(first)).status_code == 200
        assert stranger.get(reviews.address(second)).status_code == 404


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


class TestDesk:
    def reviews_of(self, article):
        return reverse("admin:articles_article_reviews", args=[article.pk])

    def revoke(self, link):
        return reverse("admin:articles_article_revoke", args=[link.article_id, link.pk])

    def test_a_link_is_made_shown_and_revoked(self, desk, editor, stranger):
        article = story()

        made = desk.post(self.reviews_of(article), {"name": "Ana  Lawyer ", "days": 3}, follow=True)
        link = ReviewLink.objects.get()
        open_to_all = stranger.get(reviews.address(link)).status_code
        revoked = desk.post(self.revoke(link), follow=True)
        desk.post(self.revoke(link))

        assert reviews.address(link) in page(made)
        assert (link.name, link.by_name) == ("Ana Lawyer", editor.display_name())
        assert link.expires_at - link.created_at == timedelta(days=3)
        assert (open_to_all, stranger.get(reviews.address(link)).status_code) == (200, 404)
        assert messages(revoked) == ["The link of Ana Lawyer does not work any more."]
        assert reviews.address(link) not in page(revoked)
        rows = Activity.objects.order_by("pk").values_list("verb", "detail", "by")
        assert list(rows) == [
            ("invite", "Ana Lawyer", editor.pk), ("revoke", "Ana Lawyer", editor.pk),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "said",
        [{"name": "", "days": 7}, {"name": "x" * 121, "days": 7}, {"name": "Ana", "days": 0},
         {"name": "Ana", "days": 31}, {"name": "Ana", "days": "x"}],
    )  # fmt: skip
    def test_a_link_has_a_name_and_an_end(self, desk, said):
        answer = desk.post(self.reviews_of(story()), said)

        assert answer.status_code == 422
        assert not ReviewLink.objects.exists()

    @pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=30, seconds=1)])
    def test_the_verb_asks_for_an_end_too(self, lasts):
        with pytest.raises(Refused, match="lasts"):
            invited(lasts=lasts)

    @pytest.mark.parametrize("name", ["", "  ", "x" * 121])
    def test_the_verb_asks_for_a_name_too(self, name):
        with pytest.raises(Refused, match="for whom"):
            invited(name=name)

    @pytest.mark.parametrize("state", ["trash", "withdrawn"])
    def test_nobody_is_asked_to_read_what_is_put_aside(self, desk, editor, state):
        article = story(Status.WITHDRAWN if state == "withdrawn" else Status.DRAFT)
        if state == "trash":
            workflow.trash(article, by=editor)

        answer = desk.post(self.reviews_of(article), {"name": "Ana", "days": 7})

        assert answer.status_code == 422
        assert not ReviewLink.objects.exists()

    @pytest.mark.parametrize("who", ["anonymous", "journalist", "moderator", "editor"])
    def test_only_who_may_edit_the_story_makes_and_revokes_links(self, client, request, who):
        link = invited(story(), name="Somebody secret")
        if who != "anonymous":
            client.force_login(request.getfixturevalue(who))

        read = client.get(self.reviews_of(link.article))
        client.post(self.reviews_of(link.article), {"name": "Mine", "days": 7})
        looked = client.get(self.revoke(link))
        kept = ReviewLink.objects.usable().filter(pk=link.pk).exists()
        client.post(self.revoke(link))

        may = who == "editor"
        assert ("Somebody secret" in page(read)) == may
        assert looked.status_code != 200
        assert kept
        assert ReviewLink.objects.count() == 1 + may
        assert ReviewLink.objects.usable().filter(pk=link.pk).exists() != may

    def test_a_journalist_shows_an_own_story(self, client, journalist, stranger):
        article = of(journalist)
        client.force_login(journalist)

        client.post(self.reviews_of(article), {"name": "A source", "days": 7})

        assert stranger.get(reviews.address(ReviewLink.objects.get())).status_code == 200

    def test_who_may_not_open_the_story_revokes_nothing(self, journalist):
        link = invited()

        with pytest.raises(PermissionDenied):
            reviews.revoke(link, by=journalist)

    def test_the_link_of_another_story_is_not_found_there(self, desk):
        link, other = invited(), story()
        address = reverse("admin:articles_article_revoke", args=[other.pk, link.pk])

        assert desk.post(address).status_code == 404
        assert ReviewLink.objects.usable().exists()

    @pytest.mark.parametrize("count", [1, 5])
    def test_the_page_costs_the_same_however_many_links(
        self, desk, count, django_assert_num_queries
    ):
        article = story()
        for number in range(count):
            link = invited(article, name=f"Person {number}")
            reviews.remark(link, text=f"Remark {number}")
            reviews.approve(link, shown=reviews.token(link))

        # Session, user, two of permissions, the story, its links, their notes, the site's name.
        with django_assert_num_queries(8):
            shown = page(desk.get(self.reviews_of(article)))

        assert all(f"Remark {number}" in shown for number in range(count))


def test_only_an_editor_shows_to_others_what_is_under_an_embargo(journalist, editor):
    article = of(journalist, embargo_until=timezone.now() + timedelta(days=1))

    with pytest.raises(Refused, match="only an editor"):
        reviews.invite(article, by=journalist, name="Ana")

    assert reviews.invite(article, by=editor, name="Ana").article == article


@pytest.mark.usefixtures("numbers_from_one")
def test_no_page_for_readers_leads_to_a_review(client):
    article = ArticleFactory(at=timezone.now() - timedelta(hours=1))
    link = invited(article)
    paths = ["/", article.get_absolute_url(), "/feed/", "/sitemap-stories-1.xml", "/search/?q=of"]

    pages = [client.get(path).content.decode() for path in paths]

    assert [text for text in pages if "/review/" in text or link.key in text] == []
    assert "Disallow: /review/" in client.get("/robots.txt").content.decode().splitlines()
