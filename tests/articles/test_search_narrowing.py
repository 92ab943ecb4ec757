"""The list of a search: counted, narrowed and in order, its stories with what was looked for."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.search import finding
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db


def searched(client, **query):
    """The page as it is sent, in one line."""
    return " ".join(client.get("/search/", query).content.decode().split())


def facets(shown):
    """Of each filter its label, its count and its address."""
    form = r'<a class="search-facets__facet" href="([^"]+)"[^>]*>([^<]+) <span[^>]*>([^<]+)<'
    return {label.strip(): (count, address) for address, label, count in re.findall(form, shown)}


def headlines(shown):
    found = re.findall(r'card__headline"> ?<a href="[^"]+">(.*?)</a>', shown)
    return [re.sub("</?mark>", "", each) for each in found]


@pytest.fixture
def paper():
    politics, sport = (
        CategoryFactory(name=name, slug=name.lower()) for name in ("Politics", "Sport")
    )
    now = timezone.now()
    for number, (headline, section, days) in enumerate(
        [
            ("River one", politics, 0),
            ("River two", politics, 20),
            ("River three", sport, 400),
        ]
    ):
        ArticleFactory(
            headline=headline, category=section, at=now - timedelta(days=days, minutes=number)
        )  # fmt: skip
    ArticleFactory(live=False, headline="River draft", category=sport)
    ArticleFactory(headline="River soon", category=sport, at=now + timedelta(hours=1))
    gone = ArticleFactory(headline="River gone", category=sport)
    workflow.withdraw(gone, by=editor())


def test_filters_tell_how_many_are_left_and_lead_there(client, paper):
    shown = searched(client, q="river")

    assert "3 stories" in shown
    assert facets(shown) == {
        "Politics": ("2", "?q=river&amp;section=politics"),
        "Sport": ("1", "?q=river&amp;section=sport"),
        "the last week": ("1", "?q=river&amp;period=week"),
        "the last month": ("2", "?q=river&amp;period=month"),
        "the last year": ("2", "?q=river&amp;period=year"),
        "older than a year": ("1", "?q=river&amp;period=older"),
    }


def test_a_filter_that_would_leave_the_list_as_it_is_is_not_offered(client, paper):
    ArticleFactory(headline="Das River", language="de")

    offered = facets(searched(client, q="river section:sport"))

    assert headlines(searched(client, q="river section:sport")) == ["River three"]
    assert offered == {}


def test_a_chosen_filter_is_kept_and_can_be_removed(client, paper):
    shown = searched(client, q="river", section="politics", period="month", order="newest")

    assert headlines(shown) == ["River one", "River two"]
    chosen = re.findall(r'class="search-chosen__filter" href="([^"]+)"', shown)
    assert chosen == [
        "?q=river&amp;period=month&amp;order=newest",
        "?q=river&amp;section=politics&amp;order=newest",
    ]
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', shown))
    assert kept == {"section": "politics", "period": "month", "order": "newest"}


def test_a_list_is_narrowed_to_a_language_where_stories_are_in_several(client, paper):
    assert "Language" not in searched(client, q="river")
    ArticleFactory(headline="Das River", language="de")
    ArticleFactory(headline="River na reci", language="bs")

    offered = facets(searched(client, q="river"))
    shown = searched(client, q="river", language="sr")

    assert offered["German"] == ("1", "?q=river&amp;language=de")
    assert offered["Bosnian, Croatian, Serbian"] == ("1", "?q=river&amp;language=sr")
    assert headlines(shown) == ["River na reci"]
    assert 'class="search-chosen__filter" href="?q=river"' in shown
    assert '<input type="hidden" name="language" value="sr">' in shown


def test_the_order_is_chosen_by_links_that_keep_the_rest(client, paper):
    shown = searched(client, q="river", section="politics")

    orders = re.findall(r'<li> ?<a href="(\?[^"]+)" ?(aria-current="true")? ?>(\w+ \w+)</a>', shown)
    assert orders == [
        ("?q=river&amp;section=politics", 'aria-current="true"', "Best match"),
        ("?q=river&amp;section=politics&amp;order=newest", "", "Newest first"),
    ]


@pytest.mark.parametrize(
    "asked",
    [{"section": "\x00"}, {"section": "no-such"}, {"section": "a" * 500}, {"section": "Спорт"},
     {"language": "xx"}, {"language": "\x00"}, {"period": "\x00"},
     {"period": "century"}, {"order": "\x00"}, {"order": "oldest"}],
    ids=str,
)  # fmt: skip
def test_a_filter_that_no_link_leads_to_is_as_if_it_were_not_there(client, paper, asked):
    assert len(headlines(searched(client, q="river", **asked))) == 3


def test_where_a_filter_leaves_nothing_it_can_be_removed(client, paper):
    shown = searched(client, q="three", section="politics")

    assert "Nothing was found" in shown
    assert 'class="search-chosen__filter" href="?q=three"' in shown
    assert "Did you mean" not in shown


def test_of_very_many_it_is_said_that_there_are_at_least_so_many(client, paper, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)

    assert "At least 2 stories" in searched(client, q="river", order="newest")


def test_a_filter_that_may_have_stories_is_offered_without_a_number(client, paper, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)

    shown = searched(client, q="river", order="newest")

    form = r'<a class="search-facets__facet" href="([^"]+)"[^>]*>([^<]+)</a>'
    assert [(label.strip(), address) for address, label in re.findall(form, shown)] == [
        ("Sport", "?q=river&amp;order=newest&amp;section=sport"),
        ("older than a year", "?q=river&amp;order=newest&amp;period=older"),
    ]


def test_a_slip_leads_to_what_was_meant(client, paper):
    shown = searched(client, q="rivre two")

    assert re.search(r'Did you mean ?<a href="/search/\?q=river%20two"> ?<bdi>river two', shown)


def test_a_beginning_of_words_is_said_to_be_one_and_marked(client, paper):
    ArticleFactory(headline="Riverside one", language="en")
    shown = searched(client, q="riversi")

    assert "These have words that begin with them." in shown
    assert "<mark>Riverside</mark> one" in shown


def test_what_was_not_understood_is_said(client, paper):
    assert "“soon” is no date." in searched(client, q="river after:soon")
    assert "“-tag:x” was left out" in searched(client, q="river -tag:x")
    assert "Write also what you are looking for" in searched(client, q="-river")
    assert "Only the first 200 letters were read." in searched(client, q="river " * 60)


def test_a_passage_of_the_text_is_shown_and_nothing_in_it_is_markup(client):
    filler = "<p>Nothing of note was said here at all.</p>" * 20
    body = f"{filler}<h2>The bridge</h2><p>A &lt;b&gt; ferry &amp; a dog.</p>{filler}"
    ArticleFactory(headline="Elsewhere", body=body, standfirst="Of something else.", language="en")

    shown = searched(client, q="ferry")

    assert "The bridge · A &lt;b&gt; <mark>ferry</mark> &amp; a dog." in shown
    assert re.search(r'card__standfirst">… [^<]+<mark>', shown.replace("&lt;b&gt;", ""))


def test_the_introduction_is_shown_where_it_says_as_much(client):
    ArticleFactory(standfirst="By ferry.", body="<p>The ferry, the ferry.</p>", language="en")

    assert '<p class="card__standfirst">By <mark>ferry</mark>.</p>' in searched(client, q="ferry")
