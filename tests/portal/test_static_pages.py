import re

import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site

from portal.site.models import SiteSettings
from tests.factories import ArticleFactory, CategoryFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db


def put_up(url="/about/", *, site=None, **fields):
    fields.setdefault("title", "About us")
    page = FlatPage.objects.create(url=url, **fields)
    page.sites.add(site or Site.objects.get(pk=1))
    return page


def test_a_static_page_shows_in_the_look_of_the_site(client, settings):
    settings.SITE_URL = "https://news.example"
    CategoryFactory(name="Politics", slug="politics")
    put_up(title="О нама", content="<h2>Who</h2><p>We & <em>you</em></p>")

    response = client.get("/about/")

    html = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "<title>О нама | Zebalkans</title>" in html
    assert '<h1 class="static-page__title">О нама</h1>' in html
    assert '<div class="prose"><h2>Who</h2><p>We & <em>you</em></p></div>' in html
    assert '<link rel="canonical" href="https://news.example/about/">' in html
    assert 'href="/politics/"' in html


def test_it_is_the_same_page_for_everybody_and_not_sent_twice(client):
    put_up()
    first = client.get("/about/")
    client.force_login(
        UserFactory(role="Editor"), backend="django.contrib.auth.backends.ModelBackend"
    )
    again = client.get("/about/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    assert client.head("/about/").status_code == 200
    assert client.post("/about/").status_code == 405


@pytest.mark.parametrize("url", ["/about/", "/imprint.html", "/about/team/ljudi/", "/о-нама/"])
def test_its_address_may_have_any_form(client, url):
    put_up(url)

    assert client.get(url).status_code == 200
    assert client.get("/about/other/").status_code == 404


def test_an_address_without_its_last_stroke_leads_to_it(client):
    put_up()

    response = client.get("/about")

    assert (response.status_code, response["Location"]) == (301, "/about/")


def test_whatever_else_the_site_has_there_comes_first(client):
    CategoryFactory(name="Real section", slug="about")
    put_up(content="<p>Covered</p>")

    html = client.get("/about/").content.decode()

    assert "Real section" in html
    assert "Covered" not in html


def test_it_comes_before_a_redirect_of_an_older_site(client):
    Redirect.objects.create(site_id=1, old_path="/about/", new_path="/")
    Redirect.objects.create(site_id=1, old_path="/old/", new_path="/about/")
    put_up()

    assert client.get("/about/").status_code == 200
    assert client.get("/old/")["Location"] == "/about/"


def test_pages_of_another_site_and_for_members_are_not_found(client):
    put_up("/theirs/", site=Site.objects.create(pk=2, domain="other.example", name="Other"))
    put_up("/members/", registration_required=True)

    assert [client.get(path).status_code for path in ("/theirs/", "/members/")] == [404, 404]


def test_pictures_in_it_have_their_sizes_and_nothing_of_what_is_gone(client):
    image = ImageFactory(credit="Ana")
    figures = [f'<figure><img data-file="{pk}" src="/x" alt="A"></figure>' for pk in (image.pk, 99)]
    put_up(content="".join(figures))

    html = client.get("/about/").content.decode()

    assert html.count("<picture>") == html.count("figure__picture") == 1


@pytest.mark.parametrize("count", [1, 5])
def test_every_page_leads_to_all_of_them_at_no_cost(client, count, django_assert_num_queries):
    SiteSettings.objects.create(pk=1)
    pages = [put_up(f"/page-{n}/", title=f"Page {n}") for n in range(count)]
    put_up("/members/", title="Members", registration_required=True)
    put_up(
        "/theirs/", title="T", site=Site.objects.create(pk=2, domain="other.example", name="Other")
    )
    ArticleFactory()

    with django_assert_num_queries(7):
        html = client.get("/").content.decode()

    foot = re.search(r'<nav class="footer__pages".*?</nav>', html, re.DOTALL)[0]
    links = re.findall(r'href="([^"]+)">([^<]+)<', foot)
    assert links == [*((page.url, page.title) for page in pages), ("/corrections/", "Corrections")]


def test_they_are_listed_by_their_titles(client):
    SiteSettings.objects.create(pk=1)
    put_up("/z/", title="about us")
    put_up("/a/", title="Contact")
    put_up("/b/", title="Бонтон")

    assert SiteSettings.objects.get().pages() == []
    html = client.get("/").content.decode()
    foot = re.search(r'<nav class="footer__pages".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="[^"]+">([^<]+)<', foot) == [
        "about us", "Contact", "Бонтон", "Corrections",
    ]  # fmt: skip
