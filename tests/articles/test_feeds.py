import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site

from accounts.models import Author
from articles import corrections, workflow
from articles.content import Credit
from articles.models import Article, Correction
from portal.site.models import SiteSettings
from tests.articles.grammar import ATOM, ATOM_NAMES, RSS, RSS_NAMES, XML, faults, lost
from tests.articles.test_body import figure
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    UserFactory,
    editor,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAMES = RSS_NAMES
ATOM_IN = "{http://www.w3.org/2005/Atom}"
ENTRY, CONTENT = f"{ATOM_IN}entry", f"{ATOM_IN}content"
FEEDS = ("/", "/culture/", "/culture/music/", "/tag/rivers/", "/author/zora/")


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
    # The last two queries are those of what was put right and of all figures in the texts.
    [("/feed/", 6), ("/culture/feed/", 7), ("/culture/music/feed/", 7),
     ("/tag/rivers/feed/", 8), ("/author/zora/feed/", 7)],
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
            body=f"<p>Text</p>{figure(ImageFactory())}", at=NOON - timedelta(hours=n),
        )  # fmt: skip
    ArticleFactory(headline="Not yet", category=category, tags=("rivers",), live=False)
    Site.objects.get_current()
    for story in Article.objects.live():
        corrections.enter(story, kind="update", text="More.", by=editor())

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


def a_story(**said):
    """One with all that a feed can tell, and a text that a feed could get wrong."""
    music = CategoryFactory(slug="music", parent=CategoryFactory(slug="culture"), name="A & <b>")
    figured = figure(ImageFactory(caption="", credit="Edina <S>"), caption="Ein <em>Boot</em>")
    links = '<p><a href="/about/">a</a> <a href="../x/?a=1&amp;b=2">b</a> <a href="#c">c</a></p>'
    return ArticleFactory(
        **{
            "headline": "Салт & бибер <b>", "slug": "salt", "standfirst": "Üç <gün> & gece",
            "category": music, "tags": ("rivers",), "authors": (AuthorFactory(slug="zora"),),
            "lead_image_id": ImageFactory(credit="Zora & Ana").pk, "language": "sr-Cyrl",
            "body": f"{links}{figured}<table><tbody><tr><td>1</td></tr></tbody></table>",
            "at": NOON,
        }
        | said
    )  # fmt: skip


def rss_faults(client, path):
    return faults(client.get(f"{path}feed/").content, RSS, RSS_NAMES)


def atom_faults(client, path):
    response = client.get(f"{path}feed/atom/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return faults(response.content, ATOM, ATOM_NAMES)


@pytest.mark.parametrize("is_whole", [True, False])
def test_every_feed_is_valid_in_both_forms(client, is_whole):
    SiteSettings.objects.create(pk=1, feeds_full_text=is_whole)
    a_story()
    ArticleFactory(tags=("rivers",), category=CategoryFactory(), standfirst="")

    found = {path: (rss_faults(client, path), atom_faults(client, path)) for path in FEEDS}

    assert found == {path: ([], []) for path in FEEDS}


def test_empty_feeds_are_valid_in_both_forms(client):
    CategoryFactory(slug="culture")

    assert (rss_faults(client, "/culture/"), atom_faults(client, "/culture/")) == ([], [])


def test_a_feed_carries_the_whole_text_for_who_reads_it_elsewhere(client, address):
    story = a_story()

    (item,) = channel(client).iter("item")
    entries = ElementTree.fromstring(client.get("/feed/atom/").content).iter(ENTRY)  # noqa: S314

    html = item.findtext("content:encoded", namespaces=NAMES)
    assert [entry.findtext(CONTENT) for entry in entries] == [html]
    assert lost(html) == []
    home = f"{address}/culture/{story.pk}"
    for href in (f"{address}/about/", f"{home}/x/?a=1&amp;b=2", f"{home}/salt/#c"):
        assert f'<a href="{href}">' in html
    assert html.count("<img") == 2
    assert html.count(f'src="{address}/media/pictures/') == 2
    said = " ".join(html.split())
    assert "<p><em>Üç &lt;gün&gt; &amp; gece</em></p>" in said
    assert "Ein <em>Boot</em> <small>Edina &lt;S&gt;</small></figcaption>" in said
    assert not any(word in html for word in ("<script", "<style", "class=", "data-file"))


def test_a_feed_tells_that_a_story_is_retracted_and_what_was_put_right(client):
    story = ArticleFactory(headline="The moon is cheese", body="<p>It is.</p>")
    for kind in Correction.Kind:
        corrections.enter(story, kind=kind, text=f"Said as {kind}. <b>", by=editor())
    gone = corrections.enter(story, kind="update", text="Taken back.", by=editor())
    corrections.take_back(gone, by=editor())

    (item,) = channel(client).iter("item")

    html = item.findtext("content:encoded", namespaces=NAMES)
    assert item.findtext("title") == "Retracted: The moon is cheese"
    assert re.findall(r"Said as (\w+)\. &lt;b&gt;|(It is\.)", html) == [
        ("retraction", ""), ("", "It is."), ("update", ""), ("correction", ""),
        ("clarification", ""),
    ]  # fmt: skip
    assert html.index("This story is retracted.") < html.index("Said as retraction")
    assert "Taken back" not in html
    assert (rss_faults(client, "/"), atom_faults(client, "/")) == ([], [])


def test_an_embed_is_a_link_with_its_caption(client):
    link = '<a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ" rel="noopener">YouTube</a>'
    below = "<figcaption>A rabbit</figcaption></figure>"
    kept = f'<figure data-embed="https://www.youtube.com/watch?v=aqz-KE-bpKQ">{link}{below}'
    ArticleFactory(body=kept)

    (item,) = channel(client).iter("item")

    html = " ".join(item.findtext("content:encoded", namespaces=NAMES).split())
    assert "<figure><a " in html
    assert html.endswith(f">YouTube</a>{below}")


def test_a_newspaper_may_send_feeds_that_lead_to_its_pages(client):
    SiteSettings.objects.create(pk=1, feeds_full_text=False)
    a_story()

    (item,) = channel(client).iter("item")

    assert item.find("content:encoded", NAMES) is None
    assert item.findtext("description") == "Üç &lt;gün&gt; &amp; gece"
    assert b"<content" not in client.get("/feed/atom/").content


def test_a_picture_comes_with_its_size_and_the_words_beside_it(client, address):
    a_story()

    (medium,) = channel(client).iterfind(".//media:content", NAMES)

    assert (medium.get("type"), medium.get("medium")) == ("image/jpeg", "image")
    assert medium.findtext("media:credit", namespaces=NAMES) == "Zora & Ana"
    assert medium.findtext("media:description", namespaces=NAMES)
    assert medium.find("media:thumbnail", NAMES).get("url").startswith(f"{address}/media/")


def test_atom_tells_when_a_story_was_updated_and_who_wrote_it_with_an_address(client, address):
    story = workflow.publish(a_story(), by=editor(), change="update", told="More.")
    author = Author.objects.get(slug="zora")

    feed = ElementTree.fromstring(client.get("/feed/atom/").content)  # noqa: S314  # our own

    (entry,) = feed.iter(ENTRY)
    for each in (feed, entry):
        assert datetime.fromisoformat(each.findtext(f"{ATOM_IN}updated")) == story.updated_at
    assert entry.findtext(f"{ATOM_IN}author/{ATOM_IN}name") == author.name
    assert entry.findtext(f"{ATOM_IN}author/{ATOM_IN}uri") == f"{address}/author/zora/"
    assert feed.findtext(f"{ATOM_IN}author/{ATOM_IN}name") == "Zebalkans"
    assert entry.get(f"{{{XML}}}lang") == "sr-Cyrl"
    ways = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM_IN}link")}
    assert ways == {"self": f"{address}/feed/atom/", "alternate": f"{address}/"}


def test_every_page_with_feeds_names_them_in_both_forms(client):
    a_story()

    for path in FEEDS:
        html = " ".join(client.get(path).content.decode().split())
        for kind, end in (("rss", "feed/"), ("atom", "feed/atom/")):
            assert f'type="application/{kind}+xml"' in html
            assert f'href="{path}{end}"' in html


def test_the_feeds_of_a_page_that_moved_went_with_it(client):
    CategoryFactory(slug="culture")
    Redirect.objects.create(site_id=1, old_path="/kultur/", new_path="/culture/")

    for end in ("feed/", "feed/atom/"):
        assert client.get(f"/kultur/{end}")["Location"] == f"/culture/{end}"


def test_what_was_put_right_has_valid_feeds_in_both_forms(client):
    story = ArticleFactory()
    workflow.publish(story, by=editor(), change="correction", told="It was <1965> & not\n\n1956.")

    assert (rss_faults(client, "/corrections/"), atom_faults(client, "/corrections/")) == ([], [])
    (item,) = channel(client, "/corrections/feed/").iter("item")
    assert item.findtext("description") == "<p>It was &lt;1965&gt; &amp; not</p>\n\n<p>1956.</p>"
