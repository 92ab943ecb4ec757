"""Where a story is found, and what answers where it is not or is no more."""

from datetime import timedelta

import pytest
from django.contrib.redirects.models import Redirect
from django.utils import timezone

from articles import workflow
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong", ["wrong/{pk}/bridge/", "politics/{pk}/other/", "politics/{pk}/other", "p/{pk}/",
              "politics/{pk}/", "POLITICS/{pk}/bridge/", "вести/{pk}/мост/"],
)  # fmt: skip
def test_a_wrong_address_costs_one_redirect_that_no_browser_keeps(client, wrong):
    article = ArticleFactory(
        headline="Bridge", slug="bridge", category=CategoryFactory(slug="politics")
    )

    response = client.get("/" + wrong.format(pk=article.pk))

    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_number_that_no_story_has_is_not_found(client):
    ArticleFactory()

    answers = [client.get(f"/politics/{pk}/a/").status_code for pk in (0, 10**6, 10**30)]

    assert answers == [404, 404, 404]


def test_a_withdrawn_story_is_gone_and_the_page_leads_on(client):
    section = CategoryFactory(name="Politics", slug="politics")
    article = ArticleFactory(headline="The secret bridge", category=section)
    address = article.get_absolute_url()
    workflow.withdraw(article, by=editor())

    response = client.get(address)

    html = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (410, "no-store")
    assert "This page was withdrawn" in html
    assert '<ul class="ways-on">' in html
    assert "secret" not in html


def test_a_scheduled_story_that_was_withdrawn_was_never_there(client):
    article = ArticleFactory(at=timezone.now() + timedelta(days=1))
    address = article.get_absolute_url()
    workflow.withdraw(article, by=editor())

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/2019/{pk}/some-story/", "/culture/0{pk}/", "/2019/{pk}/"])
def test_the_dated_addresses_of_another_system_are_no_storys(client, path):
    story = ArticleFactory()
    address = path.format(pk=story.pk)
    Redirect.objects.create(site_id=1, old_path=address, new_path="/moved/")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, "/moved/")
