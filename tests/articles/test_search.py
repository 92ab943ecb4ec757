"""The readers' search: what it finds, says and costs, and what it takes from anybody."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from articles import previews, search
from articles.views import paging
from tests.articles.desk import page as read
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CARD = r'card__headline"> ?<a href="[^"]+">([^<]+)<'


def found(client, typed, **more):
    return re.findall(CARD, read(client.get("/search/", {"q": typed} | more)))


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("river", ["The river rises", "On the quay"]),
        ("RIVER rises", ["The river rises"]),
        ("  river \n rises ", ["The river rises"]),
        ("ris", ["The river rises"]),
        ("rises bridge", []),
        ('"river rises"', ["The river rises"]),
        ('"rises river"', []),
        ("vucica", ["Вучица у граду"]),
        ("Вучица", ["Вучица у граду"]),
        ("вучица", ["Вучица у граду"]),
        ("vučica", ["Вучица у граду"]),
        ("vuc\u030cica", ["Вучица у граду"]),
        ("vu\u00adčica", ["Вучица у граду"]),
        ("Đorđević", ["Signed"]),
        ("djordjevic", ["Signed"]),
        ("ђорђевић", ["Signed"]),
        ("djordjevic river", []),
        ("“river rises”", ["The river rises"]),
        ("„rises river”", []),
        ("дунав", ["The river rises"]),
        ("Надошла дунав", ["The river rises"]),
        ("ДУНАВ", ["The river rises"]),
        ("šuma", ["On the quay"]),
        ("шума", ["On the quay"]),
        ("suma quay", ["On the quay"]),
        ("only in the text", []),
        ("100%", ["100% wool"]),
        ("river - rises", ["The river rises"]),
        ("river & rises!", ["The river rises"]),
        ("g++", []),
        ("_", []),
        ("\\", []),
    ],
)
def test_the_search_finds_what_a_card_says_in_any_alphabet(client, typed, headlines):
    ana = AuthorFactory(name="Ana Đorđević", slug="ana-djordjevic")
    for number, story in enumerate(
        [
            {
                "headline": "The river rises",
                "standfirst": "Надошла: Дунав.",
                "body": "<p>only in the text: bridge</p>",
            },
            {"headline": "Вучица у граду"},
            {"headline": "Signed", "authors": (ana,)},
            {"headline": "100% wool"},
            {"headline": "On the quay", "tags": ("rivers", "Шума")},
        ]
    ):
        ArticleFactory(at=NOW - timedelta(minutes=number), **story)

    assert found(client, typed) == headlines


def test_the_search_finds_a_story_once_however_often_it_has_the_word(client):
    names = [AuthorFactory(name=f"River {n}", slug=f"river-{n}") for n in range(2)]
    ArticleFactory(headline="River, river", tags=("river one", "river two"), authors=tuple(names))

    assert found(client, "river") == ["River, river"]


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_costs_the_same_however_many_cards(client, count, django_assert_num_queries):
    for number in range(count):
        ArticleFactory(
            headline=f"River {number}", at=NOW - timedelta(minutes=number), tags=("rivers",),
            lead_image_id=ImageFactory().pk, category=CategoryFactory(parent=CategoryFactory()),
            authors=tuple(AuthorFactory.create_batch(count)),
        )  # fmt: skip
    ArticleFactory(headline="Elsewhere")

    # What was found, the stories, their bylines, the menu, the site.
    with django_assert_num_queries(5):
        headlines = found(client, "river rivers")

    assert headlines == [f"River {number}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 5])
def test_a_search_in_vain_costs_the_same_however_many_stories(
    client, count, django_assert_num_queries
):
    for _each in range(count):
        ArticleFactory(tags=("rivers",))

    # The stories, none; the newest one; the menu; the site.
    with django_assert_num_queries(4):
        assert found(client, "mountain") == []


def test_the_pages_of_a_search_keep_its_words(client, monkeypatch):
    monkeypatch.setattr(paging, "STORIES", 2)
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
    assert "Looks in headlines, introductions, tags and names of authors" in shown
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

    all_of_them = read(client.get("/search/", {"q": " ".join(first)}))
    one_more = read(client.get("/search/", {"q": " ".join([*first, "absent"])}))

    assert re.findall(CARD, all_of_them) == re.findall(CARD, one_more) == [" ".join(first)]
    assert "Only the first 8 words were looked for." in one_more
    assert "Only the first" not in all_of_them


def test_only_so_many_letters_are_looked_for(client):
    typed = "я" * (search.LONGEST + 1)

    shown = client.get("/search/", {"q": typed}).content.decode()

    assert f'value="{escape(typed[:-1])}"' in shown
    assert typed not in shown


def test_the_search_reads_no_texts(client, django_assert_max_num_queries):
    ArticleFactory(headline="River", tags=("river",))

    with django_assert_max_num_queries(5) as queries:
        assert found(client, "river") == ["River"]

    searches = [query["sql"] for query in queries if "LIKE" in query["sql"].upper()]
    assert len(searches) == 1
    assert '"articles_article"."body"' not in searches[0]
