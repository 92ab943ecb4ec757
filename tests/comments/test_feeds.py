from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.sites.models import Site

from articles.models import Article
from comments import moderation
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SITE = "/comments/feed/"


@pytest.fixture
def address(settings):
    settings.SITE_URL = "https://news.example"
    return settings.SITE_URL


def feed_of(article):
    return f"{article.get_absolute_url()}comments/feed/"


def channel(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert "Set-Cookie" not in response.headers
    return ElementTree.fromstring(response.content).find("channel")  # noqa: S314  # our own


def texts(client, path):
    return [item.findtext("description") for item in channel(client, path).iter("item")]


@pytest.mark.parametrize("count", [1, 5])
def test_a_feed_costs_the_same_however_many_comments(client, count, django_assert_num_queries):
    article = ArticleFactory()
    for _number in range(count):
        CommentFactory(article=article)
    Site.objects.get_current()

    with django_assert_num_queries(3):
        of_story = texts(client, feed_of(article))
    with django_assert_num_queries(2):
        of_site = texts(client, SITE)

    assert len(of_story) == len(of_site) == count


def test_an_item_tells_who_said_what_where_and_never_by_which_address(client, address):
    article = ArticleFactory(headline="River & bank", at=NOON)
    comment = CommentFactory(
        article=article, name="Ana <b>", email="secret@example.org", at=NOON,
        text="> quoted\n\nNo <script>, please.",
    )  # fmt: skip

    for path, title in [(feed_of(article), "Ana <b>"), (SITE, "Ana <b> on “River & bank”")]:
        (item,) = channel(client, path).iter("item")
        place = f"{address}/comments/{article.pk}/{comment.pk}/"
        assert item.findtext("title") == title
        assert item.findtext("link") == item.findtext("guid") == place
        assert item.findtext(CREATOR) == "Ana <b>"
        assert item.findtext("pubDate") == "Fri, 20 Nov 2026 12:00:00 +0000"
        said = item.findtext("description")
        assert said.startswith("<blockquote>")
        assert "&lt;script&gt;" in said
        assert "secret@" not in client.get(path).content.decode()


def test_feeds_have_what_readers_see_the_newest_first(client, moderator):
    article = ArticleFactory(at=NOON)
    older = CommentFactory(article=article, text="Older", at=NOON)
    CommentFactory(article=article, text="Newer", at=NOON + timedelta(hours=1))
    moderation.reject(
        CommentFactory(article=article, text="Taken away", parent=older), by=moderator
    )
    CommentFactory(article=article, text="Waits", status="pending")
    before = NOON - timedelta(days=9)
    CommentFactory(article=ArticleFactory(at=before), text="Of another story", at=before)

    told = [texts(client, path) for path in (feed_of(article), SITE)]

    here = ['<p dir="auto">Newer</p>', '<p dir="auto">Older</p>']
    assert told == [here, [*here, '<p dir="auto">Of another story</p>']]


def test_a_channel_says_what_it_is_of_and_where_it_is(client, address):
    article = ArticleFactory(headline="The river")

    told = channel(client, feed_of(article))

    assert told.findtext("title") == "Comments on “The river”"
    assert told.findtext("link") == f"{address}{article.get_absolute_url()}"
    own = told.find("{http://www.w3.org/2005/Atom}link").get("href")
    assert own == f"{address}{feed_of(article)}"
    assert channel(client, SITE).findtext("title") == "Comments | Zebalkans"


def test_a_story_names_the_feeds_unless_it_shows_no_comments(client):
    article = ArticleFactory()
    shown = client.get(article.get_absolute_url()).content.decode()
    Article.objects.update(comment_policy="none")
    hidden = client.get(article.get_absolute_url()).content.decode()

    for feed in (feed_of(article), SITE):
        assert f'href="{feed}"' in shown
        assert f'href="{feed}"' not in hidden


def test_characters_that_xml_cannot_carry_break_no_feed(client):
    CommentFactory(name="A\x0bna", text="The \x00 river".replace("\x00", "\x08"))

    (item,) = channel(client, SITE).iter("item")

    assert (item.findtext("title")[:3], item.findtext(CREATOR)) == ("Ana", "Ana")


def test_the_feed_of_the_site_is_kept_among_pages_that_are_not_until_readers_see_another(moderator):
    waiting = CommentFactory(status="pending", text="Soon seen")
    _rendered, kept = both()

    first = [get(kept, SITE).cache for _time in range(2)]
    form = [get(kept, f"/comments/{waiting.article_id}/").cache for _time in range(2)]
    moderation.approve(waiting, by=moderator)
    after = get(kept, SITE)

    assert first == ["fwd=miss; stored", "hit"]
    assert form == ["", ""]
    assert after.cache != "hit"
    assert "Soon seen" in after.body.decode()
