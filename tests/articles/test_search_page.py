"""The page of the readers' search: what it says and costs, and what it takes from anybody."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils.html import escape

from articles import previews, search
from articles.search import finding
from tests.articles.desk import page as read
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# PostgreSQL is asked how rare a word is before it is asked where that stands.
COSTS = {"sqlite": 9, "postgresql": 14}
# With other words that may have been meant, the newest story, and words that begin so.
IN_VAIN = {"sqlite": 12, "postgresql": 27}
CARD = r'card__headline"> ?<a href="[^"]+">([^<]+)<'


def found(client, typed, **more):
    shown = read(client.get("/search/", {"q": typed} | more))
    return re.findall(CARD, re.sub("</?mark>", "", shown))


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_costs_the_same_however_many_cards(client, count, django_assert_num_queries):
    for number in range(count):
        ArticleFactory(
            headline=f"River {number}", at=NOW - timedelta(minutes=number), tags=("rivers",),
            lead_image_id=ImageFactory().pk, category=CategoryFactory(parent=CategoryFactory()),
            authors=tuple(AuthorFactory.create_batch(count)),
        )  # fmt: skip
    ArticleFactory(headline="Elsewhere")

    with django_assert_num_queries(COSTS[connection.vendor]):
        headlines = found(client, "river rivers")

    assert headlines == [f"River {number}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_in_vain_costs_the_same_however_many_stories(
    client, count, django_assert_num_queries
):
    for _each in range(count):
        ArticleFactory(tags=("rivers",))

    with django_assert_num_queries(IN_VAIN[connection.vendor]):
        assert found(client, "mountain") == []


def test_the_pages_of_a_search_keep_its_words(client, monkeypatch):
    monkeypatch.setattr(finding, "STORIES", 2)
    for number in range(5):
        ArticleFactory(headline=f"Mirë & më {number}", at=NOW - timedelta(minutes=number))

    links = {
        number: re.findall(
            r'class="pager__\w+" href="([^"]+)"',
            client.get("/search/", {"q": "mirë &", "page": number}).content.decode(),
        )
        for number in (1, 2, 3)
    }

    assert links == {
        1: ["?q=mir%C3%AB+%26&amp;page=2"],
        2: ["?q=mir%C3%AB+%26", "?q=mir%C3%AB+%26&amp;page=3"],
        3: ["?q=mir%C3%AB+%26&amp;page=2"],
    }
    assert found(client, "mirë &", page=3) == ["Mirë & më 4"]
    assert client.get("/search/", {"q": "mirë &", "page": 4}).status_code == 404


def test_what_was_looked_for_stands_in_title_heading_and_field(client):
    ArticleFactory(headline="The river rises")

    shown = read(client.get("/search/", {"q": " The   river "}))

    assert "<title>Search: The river | Zebalkans</title>" in shown
    assert re.search(r"<h1[^>]*> ?<bdi>The river</bdi> ?</h1>", shown)
    assert 'value="The river"' in shown


@pytest.mark.parametrize(
    "query", [{}, {"q": ""}, {"q": " \t\n "}, {"q": '""'}, {"q": "\u200b\x00"}]
)
def test_a_search_for_nothing_shows_the_field_and_what_can_be_looked_for(client, query):
    ArticleFactory(headline="Not asked for")

    response = client.get("/search/", query)

    shown = read(response)
    assert response.status_code == 200
    assert "<title>Search | Zebalkans</title>" in shown
    assert "Headlines, introductions, texts, tags and names of authors are searched" in shown
    assert "Nothing was found" not in shown
    assert "Not asked for" not in shown


def test_a_search_in_vain_says_so_and_leads_on(client):
    CategoryFactory(name="Politics", slug="politics")
    ArticleFactory(headline="Something else", at=NOW)

    shown = read(client.get("/search/", {"q": "mountain"}))

    assert "Nothing was found" in shown
    assert re.search(r"<bdi>mountain</bdi>", shown)
    assert '<a href="/politics/">Politics</a>' in shown
    assert 'href="/archive/2026/11/"' in shown
    assert "Something else" not in shown


def test_a_search_on_a_site_without_stories_leads_to_no_archive(client):
    shown = read(client.get("/search/", {"q": "mountain"}))

    assert "Nothing was found" in shown
    assert "/archive/" not in shown


def test_no_search_is_stored_or_listed_and_no_cookie_is_set(client):
    ArticleFactory(headline="River")

    for query in ({}, {"q": "river"}, {"q": "mountain"}):
        response = client.get("/search/", query)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert not response.has_header("ETag")
        assert not response.cookies
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert 'rel="canonical"' not in response.content.decode()


def test_everybody_finds_the_same_and_nobody_sends_anything(client):
    ArticleFactory(headline="River")
    anonymous = client.get("/search/", {"q": "river"}).content
    client.force_login(editor(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/search/", {"q": "river"}).content == anonymous
    assert client.head("/search/", {"q": "river"}).content == b""
    assert Client(enforce_csrf_checks=True).post("/search/", {"q": "river"}).status_code == 405


def test_a_page_with_a_sheet_of_its_own_loads_it_after_those_of_every_page(client):
    draft = previews.link(ArticleFactory(live=False))
    names = r'<link rel="stylesheet" href="/static/css/(\w+)'

    sheets = [
        re.findall(names, client.get(address).content.decode()) for address in ("/search/", draft)
    ]

    assert sheets == [["site", "print", "search"], ["site", "print", "preview"]]


HOSTILE = [
    "\x00", "river\x00", "%", "%%%", "_" * 50, "\\", "\\\\'", "'", '"', "'\"", '"\\"', "\\u0000",
    "' OR 1=1 --", "\ud7ff", "\U0010ffff", "\u202egnp.exe", "😀" * 60, "ا" * 250, "a " * 5000,
    "x" * 10_000, '"' * 999, "1" * 400, "<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}",
    "{% now 'Y' %}",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_can_be_typed_breaks_the_search(client, typed):
    ArticleFactory(headline="The river rises")

    response = client.get("/search/", {"q": typed})

    html = response.content.decode()
    assert response.status_code == 200
    assert len(html) < 40_000
    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    assert not re.search("[\x00\u202e]", html)


def test_bytes_that_are_no_text_do_not_break_the_search(client):
    assert client.get("/search/?q=%ff%fe%00").status_code == 200
    assert client.get("/search/?q=a&q=b&page=").status_code == 404
    assert client.get("/search/?page=2").status_code == 200


def test_only_so_many_words_are_looked_for_and_the_page_says_so(client):
    first = [f"word{number}" for number in range(search.MOST_WORDS)]
    ArticleFactory(headline=" ".join(first))

    typed = " ".join(first)
    all_of_them = read(client.get("/search/", {"q": typed}))
    one_more = read(client.get("/search/", {"q": f"{typed} absent"}))

    assert found(client, typed) == found(client, f"{typed} absent") == [typed]
    assert "Only the first 8 words were looked for." in one_more
    assert "Only the first" not in all_of_them


def test_only_so_many_letters_are_looked_for(client):
    typed = "я" * (search.LONGEST + 1)

    shown = client.get("/search/", {"q": typed}).content.decode()

    assert f'value="{escape(typed[:-1])}"' in shown
    assert typed not in shown
