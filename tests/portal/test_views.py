import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import get_resolver

from accounts import roles
from articles import workflow
from articles.models.category import RESERVED_SLUGS
from portal import views
from tests.factories import ArticleFactory, CategoryFactory, UserFactory


def refuse(execute, sql, params, many, context):
    """What every query meets while the database is away."""
    raise OperationalError("Nobody should read this")


@pytest.mark.django_db
def test_health_says_that_the_database_answers_and_nobody_keeps_it(client):
    response = client.get("/health/")

    assert (response.status_code, response.json()) == (200, {"database": "ok"})
    assert "no-store" in response["Cache-Control"]
    assert client.post("/health/").status_code == 405


@pytest.mark.django_db
def test_health_answers_over_plain_http_where_pages_lead_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    probe = Client()

    assert probe.get("/health/").status_code == 200
    assert [probe.get(path).status_code for path in ("/", "/health/x/")] == [301, 301]


@pytest.mark.django_db
def test_health_fails_while_the_database_does_not_answer(client):
    with connection.execute_wrapper(refuse):
        response = client.get("/health/")

    assert (response.status_code, response.json()) == (503, {"database": "unreachable"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/no-such/", "/no/such/", "/a/b/c/d/", "/x.php", "/%00/"])
def test_what_is_not_found_says_so_in_the_look_of_the_site_and_leads_on(client, path):
    CategoryFactory(name="Politics", slug="politics")

    response = client.get(path, follow=True)

    html = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert "There is no page here" in html
    assert '<li><a href="/politics/">Politics</a></li>' in " ".join(html.split()).replace(
        "> <", "><"
    )
    assert '<meta name="robots" content="noindex">' in html
    assert not response.cookies


@pytest.mark.django_db
def test_what_is_not_allowed_says_so_in_the_look_of_the_site(client, moderator):
    CategoryFactory(name="Politics", slug="politics")
    client.force_login(moderator)

    response = client.get("/admin/articles/article/")

    html = response.content.decode()
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert "This is not open to you" in html
    assert '<a href="/politics/">Politics</a>' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.django_db
def test_who_sends_a_form_without_the_token_is_told_what_to_do(editor):
    CategoryFactory(name="Politics", slug="politics")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    response = strict.post("/admin/articles/article/add/", {"headline": "Typed"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert "Go back: your browser keeps what you typed" in html
    assert "Allow cookies for this site" in html
    assert '<a href="/politics/">Politics</a>' in html
    assert "CSRF" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/politics/", "/no-such/page/of/any/kind/"])
def test_while_the_database_is_away_readers_see_that_the_fault_is_ours(settings, path):
    settings.SITE_URL = "https://news.example"

    with connection.execute_wrapper(refuse):
        response = Client(raise_request_exception=False).get(path)

    html = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "The fault is ours" in html
    assert '<span class="header__name">news.example</span>' in html
    assert "css/site.css" in html
    assert "Nobody should read this" not in html


def test_a_fault_before_static_files_are_collected_still_says_something(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "portal.staticfiles.WholeStylesheets"}
    }

    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"Something went wrong" in response.content


@pytest.mark.django_db
def test_who_sends_something_to_a_page_is_told_that_it_is_for_reading():
    article = ArticleFactory()

    strict = Client(enforce_csrf_checks=True)

    for path in ("/", article.get_absolute_url(), "/feed/", "/sitemap.xml", "/robots.txt"):
        assert strict.post(path, {"a": "b"}).status_code == 405


def test_no_category_can_take_an_address_of_the_site():
    first_parts = {
        str(pattern.pattern).split("/")[0]
        for pattern in get_resolver().url_patterns + get_resolver("articles.urls").url_patterns
    }
    # No category has a dot in its address.
    fixed = {part for part in first_parts if part and not set("<.") & set(part)}

    assert fixed - RESERVED_SLUGS == set()
    assert {"admin", "comments", "feed", "tag", "author", "archive", "offline", "media"} <= fixed


def test_a_page_that_leads_on_says_once_what_is_wrong(client, moderator):
    gone = ArticleFactory()
    workflow.withdraw(gone, by=UserFactory(role=roles.EDITOR))
    client.force_login(moderator)
    addresses = {
        403: "/admin/articles/article/", 404: "/no-such-page/", 410: gone.get_absolute_url(),
    }  # fmt: skip

    answers = {status: client.get(address) for status, address in addresses.items()}
    answers |= {"preview": client.get("/preview/nonsense/")}
    forged = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert [answers[status].status_code for status in addresses] == list(addresses)
    for answer in (*answers.values(), forged):
        html = answer.content.decode()
        assert html.count("<h1>") == html.count('class="ways-on"') == 1
        assert html.index("<main") < html.index("<h1>")
