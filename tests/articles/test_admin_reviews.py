"""The desk makes links for review, sees what came of them, and ends them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles import reviews, workflow
from articles.deeds import Refused
from articles.models import Activity, Article, ReviewLink
from tests.articles.desk import messages, of, page, story
from tests.articles.reviewers import invited

pytestmark = pytest.mark.django_db
Status = Article.Status


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
