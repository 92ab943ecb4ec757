"""Addresses that outlive changes: of moved stories, and of those that were withdrawn."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles import categories, redirects, revisions, workflow
from articles.deeds import Refused
from articles.models import Activity, Article
from tests.articles.desk import form_of, messages, move_of, of, page, story
from tests.factories import ArticleFactory, CategoryFactory, UserFactory
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db
Status = Article.Status


def loaded(article):
    return Article.objects.select_related("category__parent").get(pk=article.pk)


def withdrawn(leading_to="", **content):
    return loaded(
        workflow.withdraw(ArticleFactory(**content), by=the_desk(), redirect_to=leading_to)
    )


def republish(article, **content):
    changed = replace(article.newest_revision.content, **content)
    revisions.save(article, changed, by=the_desk())
    return loaded(workflow.publish(article, by=the_desk()))


def way(client, address):
    """Status and address of each answer on the way of a reader, the last one's alone at the end."""
    response = client.get(address, follow=True)
    return [(code, to) for to, code in response.redirect_chain], response.status_code


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


class TestRefused:
    @pytest.mark.parametrize(
        "address",
        [
            "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "data:text/html,x",
            "evil.example", "https://", "https://user@evil.example/", "ftp://host/", "about/",
            "/a b/", "/a\nb/", "/a\x00b/", "https://[bad/", "https://host:99999/", '/"x/',
            "/" + "x" * 500,
        ],
    )  # fmt: skip
    def test_what_is_no_page_of_this_site_and_no_web_address(self, address):
        article = ArticleFactory()

        with pytest.raises(Refused, match="slash"):
            workflow.withdraw(article, by=the_desk(), redirect_to=address)

        article.refresh_from_db()
        assert (article.status, article.redirect_to) == (Status.PUBLISHED, "")

    @pytest.mark.parametrize(
        "address",
        ["/admin/", "/preview/x/", "/review/x/", "/admin", "/./admin/", "/x/../admin/",
         "HTTPS://NEWS.example/admin/", "http://news.example/admin"],
    )  # fmt: skip
    def test_what_is_not_for_readers(self, settings, address):
        settings.SITE_URL = "https://news.example"
        with pytest.raises(Refused, match="cannot open"):
            workflow.withdraw(ArticleFactory(), by=the_desk(), redirect_to=address)

    def test_another_host_behind_our_own(self, settings):
        settings.SITE_URL = "https://news.example"

        with pytest.raises(Refused, match="slash"):
            workflow.withdraw(
                ArticleFactory(), by=the_desk(), redirect_to="https://news.example//evil.example/"
            )

    @pytest.mark.parametrize(
        "wrong",
        ["{}", "/anything/{pk}/at-all/", "https://news.example{}", "HTTP://News.Example{}"],
    )
    def test_the_story_itself_by_any_of_its_addresses(self, settings, wrong):
        settings.SITE_URL = "https://news.example"
        article = loaded(ArticleFactory())
        address = wrong.format(article.get_absolute_url(), pk=article.pk)

        with pytest.raises(Refused, match="circle"):
            workflow.withdraw(article, by=the_desk(), redirect_to=address)

    def test_a_story_that_leads_back_to_it(self):
        first = loaded(ArticleFactory())
        second = loaded(ArticleFactory())
        third = withdrawn(first.get_absolute_url())
        workflow.withdraw(second, by=the_desk(), redirect_to=third.get_absolute_url())

        with pytest.raises(Refused, match="circle"):
            workflow.withdraw(first, by=the_desk(), redirect_to=second.get_absolute_url())

    def test_a_story_that_readers_cannot_open(self):
        hidden = [loaded(story()), withdrawn()]

        for target in hidden:
            with pytest.raises(Refused, match="cannot open that story"):
                workflow.withdraw(
                    ArticleFactory(), by=the_desk(), redirect_to=target.get_absolute_url()
                )

    def test_the_full_address_of_a_page_of_this_site_is_kept_as_a_path(self, settings):
        settings.SITE_URL = "https://news.example"

        kept = [
            redirects.cleaned(address, of=ArticleFactory())
            for address in (
                "https://news.example/about/?a=1", "https://news.example",
                "https://news.example.evil.example/", " https://other.example/x ", "",
            )
        ]  # fmt: skip

        assert kept == [
            "/about/?a=1", "/", "https://news.example.evil.example/", "https://other.example/x", "",
        ]  # fmt: skip


class TestDesk:
    def lead(self, article):
        return reverse("admin:articles_article_lead", args=[article.pk])

    def test_the_page_that_asks_takes_the_address(self, client, editor):
        client.force_login(editor)
        article = loaded(ArticleFactory())

        asked = client.get(move_of(article, "withdraw"))
        client.post(move_of(article, "withdraw"), {"redirect_to": "/about/"})

        assert 'name="redirect_to"' in asked.content.decode()
        assert way(client, article.get_absolute_url())[0] == [(302, "/about/")]
        assert "Readers are led to /about/." in page(client.get(form_of(article)))

    def test_an_address_that_is_refused_stands_there_with_the_reason(self, client, editor):
        client.force_login(editor)
        article = ArticleFactory()

        answer = client.post(move_of(article, "withdraw"), {"redirect_to": "nonsense"})

        assert 'value="nonsense"' in answer.content.decode()
        assert messages(answer)[0].startswith("Begin the address with a slash")
        assert Article.objects.get().status == Status.PUBLISHED

    def test_another_one_can_be_chosen_afterwards(self, client, editor):
        client.force_login(editor)
        article = withdrawn("/about/")

        wrong = client.post(self.lead(article), {"redirect_to": "//evil.example"})
        client.post(self.lead(article), {"redirect_to": "/contact/"})
        client.post(self.lead(article), {"redirect_to": "/contact/"})

        assert wrong.status_code == 422
        assert "//evil.example" in page(wrong)
        assert way(client, article.get_absolute_url())[0] == [(302, "/contact/")]
        told = Activity.objects.filter(verb__in=["withdraw", "lead"]).order_by("pk")
        deeds = [("withdraw", "/about/"), ("lead", "/contact/")]
        assert list(told.values_list("verb", "detail")) == deeds

    def test_only_who_publishes_chooses(self, client, journalist, editor):
        article = of(journalist, Status.WITHDRAWN)
        client.force_login(journalist)

        answers = [client.get(self.lead(article)), client.post(self.lead(article))]
        with pytest.raises(PermissionDenied):
            redirects.lead(article, by=journalist, redirect_to="/about/")
        with pytest.raises(Refused, match="withdrawn"):
            redirects.lead(story(), by=editor, redirect_to="/about/")

        assert [answer.status_code for answer in answers] == [403, 403]
        assert Article.objects.get(pk=article.pk).redirect_to == ""

    @pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
    def test_what_is_not_withdrawn_leads_nowhere(self, client, status):
        client.force_login(UserFactory(role="Editor"))

        assert client.get(self.lead(story(status))).status_code == 403
