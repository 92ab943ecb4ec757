from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.sites.models import Site

from articles.content import Credit
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAMES = {"atom": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}


def channel(client, path="/feed/"):
    response = client.get(path)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")  # noqa: S314  # our own


def titles(client, path):
    return [item.findtext("title") for item in channel(client, path).iter("item")]


@pytest.fixture
def address(settings):
    """Where the site is, whatever Django's own row and the request say."""
    settings.SITE_URL = "https://news.example"
    return settings.SITE_URL


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/feed/", 4), ("/culture/feed/", 5), ("/culture/music/feed/", 5),
     ("/tag/rivers/feed/", 6), ("/author/zora/feed/", 5)],
)  # fmt: skip
def test_a_feed_costs_the_same_however_many_stories(
    client, count, path, queries, django_assert_num_queries
):
    category = CategoryFactory(slug="music", parent=CategoryFactory(slug="culture"))
    TagFactory(name="rivers", slug="rivers")
    zora = AuthorFactory(slug="zora")
    for n in range(count):
        ArticleFactory(
            headline=f"Story {n}", category=category, tags=("rivers", f"tag {n}"),
            authors=(zora, AuthorFactory()), lead_image_id=ImageFactory().pk,
            at=NOON - timedelta(hours=n),
        )  # fmt: skip
    ArticleFactory(headline="Not yet", category=category, tags=("rivers",), live=False)
    Site.objects.get_current()

    with django_assert_num_queries(queries):
        found = titles(client, path)

    assert found == [f"Story {n}" for n in range(count)]


def test_an_item_tells_all_of_a_story_that_a_reader_needs(client, address):
    user = UserFactory(username="zv-login")
    zora, edina = AuthorFactory(name="Zora", user=user), AuthorFactory(name="Edina")
    article = ArticleFactory(
        headline="Салт & бибер <b>", standfirst="Üç gün", slug="salt",
        category=CategoryFactory(name="Food & drink", slug="food"), tags=("соль", "rivers"),
        credits=(
            Credit(author_id=zora.pk), Credit(author_id=edina.pk),
            Credit(author_id=AuthorFactory(name="Somebody").pk, role="photo"),
        ),
        lead_image_id=ImageFactory().pk, at=NOON,
    )  # fmt: skip

    (item,) = channel(client).iter("item")

    assert item.findtext("title") == "Салт & бибер <b>"
    assert item.findtext("description") == "Üç gün"
    assert item.findtext("link") == f"{address}/food/{article.pk}/salt/"
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 12:00:00 +0000"
    assert [each.text for each in item.findall("dc:creator", NAMES)] == ["Zora", "Edina"]
    assert [each.text for each in item.findall("category")] == ["Food & drink", "соль", "rivers"]
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    enclosure = item.find("enclosure").attrib
    assert enclosure["url"].startswith(f"{address}/media/pictures/")
    assert (enclosure["type"], enclosure["length"]) == ("image/jpeg", "0")


def test_a_channel_says_what_it_is_of_and_where_it_is(client, address):
    CategoryFactory(slug="culture", name="Culture", description="Books and stages.")

    found = channel(client, "/culture/feed/")

    assert found.findtext("title") == "Culture | Zebalkans"
    assert found.findtext("description") == "Books and stages."
    assert found.findtext("link") == f"{address}/culture/"
    assert found.find("atom:link", NAMES).attrib == {
        "rel": "self",
        "href": f"{address}/culture/feed/",
    }


def test_a_story_keeps_its_identity_when_its_address_changes(client):
    article = ArticleFactory()
    before = channel(client).findtext("item/guid")
    article.slug = "another-address"
    article.save()

    assert channel(client).findtext("item/guid") == before


def test_a_feed_lists_only_what_belongs_to_it(client):
    culture = CategoryFactory(slug="culture")
    music = CategoryFactory(slug="music", parent=culture)
    zora = AuthorFactory(slug="zora")
    ArticleFactory(headline="Music", category=music, at=NOON)
    ArticleFactory(headline="Culture", category=culture, at=NOON - timedelta(hours=1))
    ArticleFactory(headline="Zora", authors=(zora,), tags=("rivers",), at=NOON - timedelta(hours=2))

    assert titles(client, "/feed/") == ["Music", "Culture", "Zora"]
    assert titles(client, "/culture/feed/") == ["Music", "Culture"]
    assert titles(client, "/culture/music/feed/") == ["Music"]
    assert titles(client, "/author/zora/feed/") == titles(client, "/tag/rivers/feed/") == ["Zora"]


@pytest.mark.parametrize(
    "path",
    ["/no-such/feed/", "/music/feed/", "/sport/music/feed/", "/tag/secret/feed/",
     "/tag/no-such/feed/", "/author/no-such/feed/"],
)  # fmt: skip
def test_feeds_of_nothing_are_not_found(client, path):
    CategoryFactory(slug="sport")
    CategoryFactory(slug="music", parent=CategoryFactory(slug="culture"))
    ArticleFactory(live=False, tags=("secret",))

    assert client.get(path).status_code == 404


def test_characters_that_xml_cannot_carry_break_no_feed(client):
    ArticleFactory(headline="Up\x0bper", standfirst="Lo\x08wer")

    (item,) = channel(client).iter("item")

    assert (item.findtext("title"), item.findtext("description")) == ("Upper", "Lower")


def test_an_empty_feed_is_valid_and_the_same_at_any_time(client):
    first, again = client.get("/feed/"), client.get("/feed/")

    assert first["ETag"] == again["ETag"]
    assert list(channel(client).iter("item")) == []
    assert channel(client).findtext("lastBuildDate") == "Thu, 01 Jan 1970 00:00:00 +0000"
