"""The page that readers of a withdrawn story are led to: what the desk may choose, and how."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from articles import redirects, workflow
from articles.deeds import Refused
from articles.models import Activity, Article
from tests.articles.addresses import loaded, way, withdrawn
from tests.articles.desk import form_of, messages, move_of, of, page, story
from tests.factories import ArticleFactory, UserFactory
from tests.factories import editor as the_desk

pytestmark = pytest.mark.django_db
Status = Article.Status


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
