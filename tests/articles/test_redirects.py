"""Addresses that outlive changes: of moved stories, and of those that were withdrawn."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from articles import categories, redirects, revisions, workflow
from articles.models import Article
from tests.articles.addresses import loaded, way, withdrawn
from tests.factories import ArticleFactory, CategoryFactory
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db


def republish(article, **content):
    changed = replace(article.newest_revision.content, **content)
    revisions.save(article, changed, by=the_desk())
    return loaded(workflow.publish(article, by=the_desk()))


class TestMoved:
    def test_another_section_and_another_slug_at_once_cost_one_redirect(self, client):
        old, new = CategoryFactory(slug="old"), CategoryFactory(slug="new")
        part = CategoryFactory(slug="part", parent=new)
        article = loaded(ArticleFactory(category=old, slug="first"))
        before = article.get_absolute_url()

        after = republish(article, category_id=part.pk, slug="second").get_absolute_url()

        assert (before, after) == (
            f"/old/{article.pk}/first/", f"/new/{article.pk}/second/",
        )  # fmt: skip
        assert way(client, before) == ([(301, after)], 200)

    def test_each_address_of_the_past_leads_to_the_newest_one_at_one_go(self, client):
        article = loaded(ArticleFactory(slug="first"))
        past = [article.get_absolute_url()]
        for slug in ("second", "third"):
            article = republish(article, slug=slug, category_id=CategoryFactory().pk)
            past.append(article.get_absolute_url())
        newest = past.pop()

        assert [way(client, address) for address in past] == [([(301, newest)], 200)] * 2
        assert len({*past, newest}) == 3

    def test_a_story_that_comes_back_to_an_old_address_goes_in_no_circle(self, client):
        article = loaded(ArticleFactory(slug="first"))
        first = article.get_absolute_url()
        second = republish(article, slug="second").get_absolute_url()
        republish(article, slug="first")

        assert way(client, second) == ([(301, first)], 200)
        assert way(client, first) == ([], 200)

    def test_a_section_that_is_renamed_or_moved_takes_its_stories_along(self, client):
        top, other = CategoryFactory(slug="top"), CategoryFactory(slug="other")
        part = CategoryFactory(slug="part", parent=top)
        article = loaded(ArticleFactory(category=part, slug="story"))
        before = article.get_absolute_url()

        part.slug, part.parent = "renamed", other
        categories.save(part)

        after = loaded(article).get_absolute_url()
        assert after == f"/other/{article.pk}/story/"
        assert way(client, before) == ([(301, after)], 200)


class TestChosen:
    def test_readers_of_a_withdrawn_story_are_led_to_the_page_that_was_chosen(self, client):
        article = withdrawn("/about-us/?from=old")

        answer = client.get(article.get_absolute_url())

        # Not for ever: another may be chosen, and the story may come back.
        assert (answer.status_code, answer["Location"]) == (302, "/about-us/?from=old")
        assert answer["Cache-Control"] == "no-store"

    def test_without_one_they_are_told_that_it_is_gone(self, client):
        article = withdrawn()

        assert way(client, article.get_absolute_url()) == ([], 410)

    def test_another_story_is_reached_at_one_go_whatever_its_address_has_become(self, client):
        target = loaded(ArticleFactory(slug="first"))
        article = withdrawn(target.get_absolute_url())
        newest = republish(target, slug="second", category_id=CategoryFactory().pk)

        assert way(client, article.get_absolute_url()) == (
            [(302, newest.get_absolute_url())], 200,
        )  # fmt: skip

    def test_a_chain_of_withdrawn_stories_costs_one_redirect(self, client):
        last = loaded(ArticleFactory())
        second = loaded(ArticleFactory())
        first = withdrawn(second.get_absolute_url())
        workflow.withdraw(second, by=the_desk(), redirect_to=last.get_absolute_url())

        assert way(client, first.get_absolute_url()) == ([(302, last.get_absolute_url())], 200)

    @pytest.mark.parametrize("becomes", ["withdrawn", "down"])
    def test_a_story_that_is_no_longer_there_is_not_led_to(self, client, becomes):
        target = loaded(ArticleFactory(at=timezone.now() - timedelta(hours=2)))
        article = withdrawn(target.get_absolute_url())

        if becomes == "withdrawn":
            workflow.withdraw(target, by=the_desk())
        else:
            over = timezone.now() - timedelta(hours=1)
            Article.objects.filter(pk=target.pk).update(unpublish_at=over)

        assert way(client, article.get_absolute_url()) == ([], 410)

    def test_a_story_that_is_published_again_leads_nowhere(self, client):
        article = withdrawn("/about/")

        workflow.publish(article, by=the_desk())
        again = loaded(workflow.withdraw(article, by=the_desk()))

        assert way(client, again.get_absolute_url()) == ([], 410)

    def test_a_story_that_no_reader_ever_saw_leads_nowhere(self, client):
        article = loaded(ArticleFactory(at=timezone.now() + timedelta(days=1)))

        workflow.withdraw(article, by=the_desk(), redirect_to="/about/")

        assert way(client, article.get_absolute_url()) == ([], 404)

    def test_who_would_be_sent_on_and_on_is_told_that_it_is_gone(self, client):
        chain = [withdrawn() for _each in range(redirects.FARTHEST + 1)]
        for one, following in pairwise([*chain, loaded(ArticleFactory())]):
            Article.objects.filter(pk=one.pk).update(redirect_to=following.get_absolute_url())

        assert way(client, chain[0].get_absolute_url()) == ([], 410)
        assert way(client, chain[1].get_absolute_url())[1] == 200

    def test_stories_that_came_to_lead_to_each_other_are_gone(self, client):
        """The verbs refuse it; two of them at the same moment could not know."""
        first, second = withdrawn(), withdrawn()
        for one, other in ((first, second), (second, first)):
            Article.objects.filter(pk=one.pk).update(redirect_to=other.get_absolute_url())

        assert way(client, first.get_absolute_url()) == ([], 410)
