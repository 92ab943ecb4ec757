"""What each kind of page tells search engines, beside what they say that they need."""

import json
import re

import pytest
from django.contrib.flatpages.models import FlatPage

from accounts.models import Author
from articles.models import Series, SeriesPart
from portal.site.models import SiteSettings
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory

pytestmark = pytest.mark.django_db

SITE = "https://news.example"
GOOGLE = "https://developers.google.com/search/docs/appearance/structured-data"
# Of each type what is required and recommended, as far as a newspaper has it, by who asks for it.
# A dotted name is that of a property of each value.
ASKED = {
    "NewsArticle": {
        f"{GOOGLE}/article": (
            "headline", "image", "datePublished", "dateModified", "author", "author.name",
            "author.url", "author.@type",
        ),
        "https://schema.org/NewsArticle": (
            "@id", "url", "mainEntityOfPage", "description", "articleSection", "inLanguage",
            "keywords", "publisher", "publisher.name", "publisher.url", "publisher.logo",
            "publisher.logo.url", "wordCount", "isAccessibleForFree",
        ),
    },
    "BreadcrumbList": {
        f"{GOOGLE}/breadcrumb": (
            "itemListElement", "itemListElement.position", "itemListElement.name",
            "itemListElement.item",
        ),
    },
    "NewsMediaOrganization": {
        f"{GOOGLE}/organization": (
            "name", "url", "logo", "logo.url", "description", "email", "contactPoint",
            "contactPoint.email", "sameAs",
        ),
        "https://schema.org/NewsMediaOrganization": (
            "correctionsPolicy", "ethicsPolicy", "publishingPrinciples", "masthead",
        ),
    },
    "WebSite": {
        f"{GOOGLE}/site-names".replace("structured-data/site-names", "site-names"): (
            "name", "url",
        ),
        "https://schema.org/potentialAction": (
            "potentialAction.target", "potentialAction.target.urlTemplate",
            "potentialAction.query-input", "inLanguage",
        ),
    },
    "ProfilePage": {
        f"{GOOGLE}/profile-page": (
            "mainEntity", "mainEntity.name", "mainEntity.@type", "mainEntity.url",
            "mainEntity.description", "mainEntity.image", "mainEntity.sameAs", "url",
        ),
    },
    "CollectionPage": {
        "https://schema.org/CollectionPage": (
            "name", "url", "inLanguage", "mainEntity.itemListElement",
            "mainEntity.itemListElement.position", "mainEntity.itemListElement.url",
        ),
    },
}  # fmt: skip
TOLD = {
    "story": {"NewsArticle", "BreadcrumbList"},
    "bare story": {"NewsArticle", "BreadcrumbList"},
    "front": {"NewsMediaOrganization", "WebSite"},
    "section": {"CollectionPage", "BreadcrumbList"},
    "part": {"CollectionPage", "BreadcrumbList"},
    "tag": {"CollectionPage", "BreadcrumbList"},
    "author": {"ProfilePage", "BreadcrumbList"},
    "series": {"CollectionPage", "BreadcrumbList"},
    "corrections": {"BreadcrumbList"},
}
POLICIES = ("corrections-policy", "ethics", "publishing-principles", "masthead")


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def pages():
    """Every kind of page, by its name, with all that a newspaper can say of itself."""
    SiteSettings.objects.create(
        pk=1, name="A & B", description="News of the valley.", contact_email="desk@news.example",
        social_links="https://x.com/ab\nhttps://t.me/ab",
    )  # fmt: skip
    for slug in POLICIES:
        FlatPage.objects.create(url=f"/{slug}/", title=slug).sites.add(1)
    picture = ImageFactory().picture
    author = AuthorFactory(slug="zora", bio="Writes.", links="https://zora.example", photo=picture)
    part = CategoryFactory(slug="music", name="Music", parent=CategoryFactory(slug="culture"))
    both = {"category": part, "tags": ("rivers",), "authors": (author,), "standfirst": "So it is."}
    story = ArticleFactory(lead_image_id=ImageFactory().pk, **both)
    series = Series.objects.create(title="Currents", slug="currents")
    SeriesPart.objects.create(series=series, article=story, position=1)
    return {
        "story": story.get_absolute_url(),
        "bare story": ArticleFactory(**both).get_absolute_url(),
        "front": "/",
        "section": "/culture/",
        "part": "/culture/music/",
        "tag": "/tag/rivers/",
        "author": "/author/zora/",
        "series": "/series/currents/",
        "corrections": "/corrections/",
    }


def html_of(client, path):
    return " ".join(client.get(path).content.decode().split())


def told(client, path):
    """What a page tells, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, path))
    data = [json.loads(block) for block in found]
    assert all(each["@context"] == "https://schema.org" for each in data)
    return {each["@type"]: each for each in data}


def values(data, name):
    """All values of a dotted name, nothing where one is missing."""
    first, _, rest = name.partition(".")
    found = data.get(first)
    for each in found if isinstance(found, list) else [found]:
        yield from values(each, rest) if rest and isinstance(each, dict) else [each]


def test_every_kind_of_page_tells_all_that_is_required_and_recommended(client, pages):
    missing = []
    for kind, path in pages.items():
        data = told(client, path)
        assert data.keys() == TOLD[kind]
        missing += [
            (kind, asked, name)
            for type_, block in data.items()
            for asked, names in ASKED[type_].items()
            for name in names
            if not all(values(block, name))
        ]

    assert missing == []


def test_every_address_that_is_told_is_absolute(client, pages):
    for path in pages.values():
        for block in told(client, path).values():
            said = json.dumps(block)
            assert re.findall(r'"(/[^"]*)"', said) == []


def test_a_breadcrumb_leads_from_the_front_page_to_the_page_itself(client, pages):
    steps = {
        kind: [
            step["item"] for step in told(client, pages[kind])["BreadcrumbList"]["itemListElement"]
        ]
        for kind in ("section", "part", "tag", "author")
    }

    assert steps == {
        "section": [f"{SITE}/", f"{SITE}/culture/"],
        "part": [f"{SITE}/", f"{SITE}/culture/", f"{SITE}/culture/music/"],
        "tag": [f"{SITE}/", f"{SITE}/tag/rivers/"],
        "author": [f"{SITE}/", f"{SITE}/author/zora/"],
    }


def test_the_front_page_says_who_the_newspaper_is_and_how_it_is_searched(client, pages):
    data = told(client, "/")

    house = data["NewsMediaOrganization"]
    assert (house["name"], house["url"]) == ("A & B", f"{SITE}/")
    assert house["sameAs"] == ["https://x.com/ab", "https://t.me/ab"]
    assert house["correctionsPolicy"] == f"{SITE}/corrections-policy/"
    action = data["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{SITE}/search/?q={{search_term_string}}"


def test_a_newspaper_that_says_little_of_itself_tells_no_more(client):
    data = told(client, "/")

    assert data["NewsMediaOrganization"].keys() == {
        "@context", "@type", "name", "url", "logo", "correctionsPolicy",
    }  # fmt: skip
    assert data["NewsMediaOrganization"]["correctionsPolicy"] == f"{SITE}/corrections/"


def test_an_agency_has_a_page_of_an_organisation(client):
    AuthorFactory(slug="pp", kind=Author.Kind.AGENCY)

    assert told(client, "/author/pp/")["ProfilePage"]["mainEntity"]["@type"] == "Organization"


def test_the_list_of_a_section_names_its_stories_in_their_order(client, pages):
    items = told(client, "/culture/")["CollectionPage"]["mainEntity"]["itemListElement"]

    assert [item["url"] for item in items] == [
        f"{SITE}{pages[kind]}" for kind in ("bare story", "story")
    ]


def test_every_page_says_which_address_is_its_own_and_what_networks_are_to_show(client, pages):
    for path in pages.values():
        html = html_of(client, f"{path}?utm_source=x&fbclid=1")
        meta = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))
        assert f'<link rel="canonical" href="{SITE}{path}">' in html
        assert meta["og:url"] == f"{SITE}{path}"
        assert meta["og:locale"] == "en_GB"
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["og:image"].startswith(f"{SITE}/")
        assert meta["og:image:width"].isdigit()
        assert meta["og:image:height"].isdigit()
        assert meta["og:image:alt"]


def test_a_story_tells_networks_who_wrote_it_when_and_of_what(client, pages):
    html = html_of(client, pages["story"])

    for name, value in (
        ("article:author", f"{SITE}/author/zora/"),
        ("article:section", "Music"),
        ("article:tag", "rivers"),
    ):
        assert f'<meta property="{name}" content="{value}">' in html
    assert 'property="article:published_time"' in html


def test_pages_of_lists_have_addresses_of_their_own_and_searches_are_not_to_be_found(client):
    category = CategoryFactory(slug="culture")
    for _ in range(21):
        ArticleFactory(category=category)

    second = html_of(client, "/culture/?page=2")

    assert f'<link rel="canonical" href="{SITE}/culture/?page=2">' in second
    assert '<meta name="robots" content="noindex">' in html_of(client, "/search/?q=a")
