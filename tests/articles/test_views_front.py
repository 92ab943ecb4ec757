import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.fronts.usual import A_SECTION
from articles.models import Article
from articles.mostread import listing
from portal.site.models import SiteSettings
from tests.articles.read import opened
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

# Above the sections.
HEAD = 12


def page(client, path="/"):
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize("count", [1, 5])
def test_the_front_page_costs_the_same_however_many_stories_and_sections(
    client, count, django_assert_num_queries
):
    for category in CategoryFactory.create_batch(count):
        for _ in range(2):
            ArticleFactory(
                category=category, authors=(AuthorFactory(),), lead_image_id=ImageFactory().pk
            )
    ArticleFactory(headline="Not yet", live=False)

    for article in Article.objects.live():
        opened(article)
    listing.compute(timezone.now())

    with django_assert_num_queries(8):
        response = client.get("/")

    html = response.content.decode()
    assert html.count('<article class="card') == 2 * count
    assert "Not yet" not in html


def test_every_story_stands_once_with_its_own_headline_for_lists(client):
    category = CategoryFactory()
    for n in range(HEAD + A_SECTION + 2):
        ArticleFactory(
            category=category,
            headline=f"Long headline {n}",
            front_headline=f"Short {n}",
            at=timezone.now() - timedelta(hours=n),
        )

    html = page(client)

    addresses = re.findall(r'card__headline"> ?<a href="([^"]+)"', html)
    assert len(addresses) == len(set(addresses)) == HEAD + A_SECTION
    assert "Long headline" not in html


def test_cards_of_stories_in_another_language_say_so_and_what_the_site_adds_is_in_its_own(client):
    ArticleFactory(headline="Река је порасла", language="sr-Cyrl")
    ArticleFactory(headline="Bağ bozumunda üç gün", language="tr", at=timezone.now())
    ArticleFactory(headline="The river rose", language="en")

    html = page(client)

    assert re.findall(r'<article class="card[^"]*"( lang="[^"]+")?', html) == [
        "", ' lang="tr"', ' lang="sr-Cyrl"',
    ]  # fmt: skip
    assert html.count('<p class="card__end" lang="en">') == 2
    assert "Река је порасла" in html
    assert "Bağ bozumunda üç gün" in html


def test_a_card_without_a_picture_shows_its_section_instead(client):
    category = CategoryFactory(name="Économie")
    for _ in range(2):
        ArticleFactory(category=category)

    html = page(client)

    assert "<picture" not in html
    assert (
        '<span class="blank" aria-hidden="true"><span class="blank__name">Économie</span></span>'
        in html
    )


def test_an_empty_site_says_so(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "The first story is still being written." in response.content.decode()


def test_the_menu_holds_what_is_in_the_menu_in_its_order(client):
    CategoryFactory(name="Second", slug="second", position=2)
    first = CategoryFactory(name="First", slug="first", position=1)
    CategoryFactory(name="Hidden", slug="hidden", in_menu=False)
    CategoryFactory(name="Part", slug="part", parent=first)

    html = page(client)

    links = r'class="header__section" href="([^"]+)" ?>([^<]+)<'
    assert re.findall(links, html) == [("/first/", "First"), ("/second/", "Second")]


def test_the_foot_of_every_page_says_whose_it_is(client):
    SiteSettings.objects.create(
        pk=1, name="Novine", tagline="Svaki dan", footer_text="Sva prava zadržana",
        credit_text="Made by", credit_name="Us", credit_url="https://us.example/",
        contact_email="desk@novine.example", contact_text="Old Quay 7\nBrodovar",
        social_links="https://www.facebook.com/novine\nhttps://mastodon.example/@novine",
    )  # fmt: skip

    with time_machine.travel("2031-12-31T23:30:00Z", tick=False):
        html = page(client)

    # Half an hour before midnight in Greenwich it is next year in Belgrade.
    assert "© 2032 Novine. Sva prava zadržana" in html
    assert 'Made by <a href="https://us.example/" rel="noopener">Us</a>' in html
    assert "Old Quay 7<br>Brodovar" in html
    assert '<a href="mailto:desk@novine.example">desk@novine.example</a>' in html
    assert re.findall(r'rel="me noopener">([^<]+)<', html) == [
        "Facebook", "mastodon.example/@novine",
    ]  # fmt: skip
    assert "<title>Svaki dan | Novine</title>" in html


def test_without_a_credit_none_is_shown(client):
    SiteSettings.objects.create(pk=1, credit_text="", credit_name="Somebody")

    html = page(client)

    assert "Designed and developed by" not in html
    assert "Somebody" not in html


def test_the_front_page_tells_its_address_and_its_feed(client, settings):
    settings.SITE_URL = "https://news.example"

    html = page(client)

    assert '<link rel="canonical" href="https://news.example/">' in html
    assert 'type="application/rss+xml" title="Zebalkans" href="/feed/"' in html
    assert '<html lang="en">' in html
    assert '<a class="skip-link" href="#content">Skip to the content</a>' in html


def test_a_section_gives_its_colour_to_its_name_and_to_its_stories(client):
    section = CategoryFactory(name="Culture", slug="culture", colour="violet")
    part = CategoryFactory(name="Music", parent=section)
    ArticleFactory(category=part)
    ArticleFactory(category=CategoryFactory(name="Plain", slug="plain"))

    html = page(client)

    assert '<li class="hue-violet"> <a class="header__section" href="/culture/"' in html
    assert html.count('<article class="card card--lead') == 1
    assert re.findall(r'<article class="card[^"]* (hue-[a-z]+)"', html) == ["hue-violet"]


def test_opinion_shows_who_writes(client):
    opinion = CategoryFactory(name="Opinion", slug="opinion", kind="opinion", colour="plum")
    ArticleFactory(headline="News")
    ArticleFactory(category=opinion, headline="A view", authors=(AuthorFactory(name="Ana Bo"),))

    html = page(client)

    assert '<p class="card__author">Ana Bo</p>' in html
    assert '<span class="face" aria-hidden="true">AB</span>' in html
    assert '<article class="card card--opinion hue-plum opinion">' in html


def test_the_header_asks_for_words_by_a_plain_form(client):
    form = re.search(r'<form class="header__search" .*?</form>', page(client))[0]

    assert 'role="search" action="/search/"' in form
    assert 'name="q"' in form
    assert "method" not in form
