"""Links by which a person without a login reads a draft: who reads what, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles import reviews, workflow
from articles.models import Activity, Article, Note, ReviewLink, Revision
from tests.articles.desk import page, story
from tests.articles.reviewers import edit, invited
from tests.factories import ArticleFactory, AuthorFactory
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db
GONE = "This link does not work (any more)"


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


@pytest.mark.usefixtures("numbers_from_one")
def test_no_page_for_readers_leads_to_a_review(client):
    article = ArticleFactory(at=timezone.now() - timedelta(hours=1))
    link = invited(article)
    paths = ["/", article.get_absolute_url(), "/feed/", "/sitemap-stories-1.xml", "/search/?q=of"]

    pages = [client.get(path).content.decode() for path in paths]

    assert [text for text in pages if "/review/" in text or link.key in text] == []
    assert "Disallow: /review/" in client.get("/robots.txt").content.decode().splitlines()
