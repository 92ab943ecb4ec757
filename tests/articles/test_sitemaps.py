import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.contrib.flatpages.models import FlatPage
from django.contrib.sites.models import Site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import corrections, workflow
from articles.models import Series, SeriesPart
from articles.sitemaps import news, stories
from portal.site.models import SiteSettings
from portal.site.moments import iso
from tests.articles.grammar import SITEMAP, SITEMAP_NAMES, faults
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    editor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers_from_one")]

NAMES = {"s": SITEMAP_NAMES[""], "image": SITEMAP_NAMES["image"], "news": SITEMAP_NAMES["news"]}
OF_STORIES = re.compile(r'SELECT ("articles_article"|EXISTS)')
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MAPS = (
    "/sitemap.xml", "/sitemap-stories-1.xml", "/sitemap-sections.xml", "/sitemap-authors.xml",
    "/sitemap-tags.xml", "/news-sitemap.xml",
)  # fmt: skip


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://news.example"


def tree(client, path):
    """The map, which is valid and asked for by nobody but programs."""
    response = client.get(path)
    assert (response["Content-Type"], response["X-Robots-Tag"]) == ("application/xml", "noindex")
    assert faults(response.content, SITEMAP, SITEMAP_NAMES) == []
    return ElementTree.fromstring(response.content)  # noqa: S314  # our own


def plan(sql):
    """How PostgreSQL finds many stories: of a few it would read all, and sort them."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())


def texts(client, path, name):
    return [each.text for each in tree(client, path).iterfind(f".//{name}", NAMES)]


def locations(client, path):
    return [each.removeprefix("https://news.example") for each in texts(client, path, "s:loc")]


def test_the_index_names_the_files_with_stories_and_one_for_each_other_kind(client, monkeypatch):
    monkeypatch.setattr(stories, "A_FILE", 2)
    category = CategoryFactory()
    all_stories = [ArticleFactory(category=category) for _ in range(7)]
    last = -(-all_stories[-1].pk // 2)
    hidden = [each for each in all_stories if -(-each.pk // 2) == last - 1]
    for each in hidden:
        workflow.withdraw(each, by=editor())

    index = locations(client, "/sitemap.xml")

    files = [f"/sitemap-stories-{n}.xml" for n in range(1, last + 1) if n != last - 1]
    assert index == [*files, "/sitemap-sections.xml"]
    listed = [path for file in files for path in locations(client, file)]
    assert listed == [each.get_absolute_url() for each in all_stories if each not in hidden]
    for number in (0, last - 1, last + 1, 10**20):
        assert client.get(f"/sitemap-stories-{number}.xml").status_code == 404


def test_the_index_of_more_files_than_a_database_has_columns_is_written(client, monkeypatch):
    monkeypatch.setattr(stories, "A_FILE", 1)
    article = ArticleFactory()
    numbers = [article.pk, 1_700, 2_100]
    for article.pk in numbers[1:]:
        article.save(force_insert=True)

    index = locations(client, "/sitemap.xml")

    assert index[:3] == [f"/sitemap-stories-{number}.xml" for number in numbers]


def test_the_index_says_when_a_file_changed_by_a_story_that_came_or_was_updated(
    client, monkeypatch
):
    monkeypatch.setattr(stories, "A_FILE", 1)
    with time_machine.travel(NOON, tick=False):
        old, new = ArticleFactory(at=NOON - timedelta(days=3)), ArticleFactory()
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        old = workflow.publish(old, by=editor(), change="update", told="More.")

    changed = texts(client, "/sitemap.xml", "s:lastmod")

    assert changed == [iso(old.updated_at), iso(new.published_at)]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/sitemap.xml", 10), ("/sitemap-stories-1.xml", 2), ("/sitemap-sections.xml", 3),
     ("/sitemap-authors.xml", 2), ("/sitemap-tags.xml", 2), ("/sitemap-series.xml", 2),
     ("/news-sitemap.xml", 3)],
)  # fmt: skip
def test_a_map_costs_the_same_however_much_is_on_it(
    client, count, path, queries, django_assert_num_queries
):
    for n in range(count):
        category = CategoryFactory(parent=CategoryFactory())
        article = ArticleFactory(
            category=category, authors=(AuthorFactory(),), tags=(f"tag {n}",),
            lead_image_id=ImageFactory().pk,
        )  # fmt: skip
        in_series(article, slug=f"series-{n}")

    with django_assert_num_queries(queries):
        found = locations(client, path)

    assert found


def test_the_index_counts_nothing_and_reads_the_latest_stories_by_their_dates(client):
    ArticleFactory()

    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")

    asked = [each["sql"] for each in queries if OF_STORIES.match(each["sql"])]
    assert [sql.rpartition("LIMIT ")[2] for sql in asked] == ["1000", "1000", "1", "1"]
    assert not any("COUNT(" in sql for sql in asked)
    if connection.vendor == "postgresql":
        plans = [plan(sql) for sql in asked[:3]]
        indexes = ("article_live_by_date", "article_live_by_update", "articles_article_pkey")
        assert [name for name, said in zip(indexes, plans, strict=True) if name not in said] == []


def test_a_story_tells_when_it_last_changed_for_readers(client):
    article = ArticleFactory(at=NOON)
    published = texts(client, "/sitemap-stories-1.xml", "s:lastmod")
    article = workflow.publish(article, by=editor(), change="update", told="More.")
    updated = texts(client, "/sitemap-stories-1.xml", "s:lastmod")

    assert (published, updated) == ([iso(NOON)], [iso(article.updated_at)])


def test_a_story_is_listed_with_its_picture(client):
    image = ImageFactory()
    ArticleFactory(lead_image_id=image.pk)
    ArticleFactory()

    (found,) = texts(client, "/sitemap-stories-1.xml", "image:loc")

    assert found == f"https://news.example/media/{image.picture.name}"


def test_stories_that_are_hidden_from_search_engines_or_belong_elsewhere_are_left_out(client):
    listed = ArticleFactory()
    ArticleFactory(noindex=True)
    ArticleFactory(canonical_url="https://first.example/story")
    ArticleFactory(live=False)

    assert locations(client, "/sitemap-stories-1.xml") == [listed.get_absolute_url()]


def test_sections_authors_and_tags_are_listed_once_they_have_something_to_read(client):
    section = CategoryFactory(slug="culture", position=1)
    part = CategoryFactory(slug="music", parent=section, position=2)
    CategoryFactory(slug="quiet")
    author = AuthorFactory(slug="zora")
    for name in ("rivers", "secret"):
        TagFactory(name=name, slug=name)
    ArticleFactory(category=part, authors=(author,), tags=("rivers",))
    ArticleFactory(category=part, authors=(AuthorFactory(),), tags=("secret",), live=False)

    assert locations(client, "/sitemap-sections.xml") == [
        "/", "/corrections/", "/culture/", "/culture/music/",
    ]  # fmt: skip
    assert locations(client, "/sitemap-authors.xml") == ["/author/zora/"]
    assert locations(client, "/sitemap-tags.xml") == ["/tag/rivers/"]


def in_series(article, *, slug):
    series = Series.objects.create(title=slug, slug=slug)
    SeriesPart.objects.create(series=series, article=article, position=1)


def test_a_series_is_listed_once_its_first_part_is_live(client):
    in_series(ArticleFactory(), slug="currents")
    in_series(ArticleFactory(live=False), slug="secret")

    assert locations(client, "/sitemap-series.xml") == ["/series/currents/"]


def test_static_pages_of_this_site_are_listed(client):
    here, elsewhere = (
        Site.objects.get(),
        Site.objects.create(pk=2, domain="other.example", name="o"),
    )
    for url, site, closed in (
        ("/about/", here, False),
        ("/other/", elsewhere, False),
        ("/closed/", here, True),
    ):
        page = FlatPage.objects.create(url=url, title=url, registration_required=closed)
        page.sites.add(site)

    assert locations(client, "/sitemap-sections.xml") == ["/", "/corrections/", "/about/"]


def test_maps_without_anything_are_not_there_and_the_index_does_not_name_them(client):
    assert locations(client, "/sitemap.xml") == ["/sitemap-sections.xml"]
    for path in ("stories-1", "tags", "authors", "series", "users"):
        assert client.get(f"/sitemap-{path}.xml").status_code == 404


def test_what_breaks_xml_breaks_no_map(client):
    SiteSettings.objects.create(pk=1, name="A & <b>")
    ArticleFactory(headline="Up\x0bper & <lower>", authors=(AuthorFactory(),), tags=("<b>",))

    for path in MAPS:
        tree(client, path)

    assert texts(client, "/news-sitemap.xml", "news:title") == ["Upper & <lower>"]
    assert texts(client, "/news-sitemap.xml", "news:name") == ["A & <b>"]


def test_the_news_are_the_stories_of_two_days_to_the_second_newest_first(client):
    second, two_days = timedelta(seconds=1), timedelta(hours=48)
    first, last = ArticleFactory(at=NOON), ArticleFactory(at=NOON + second)
    with time_machine.travel(NOON + two_days - second, tick=False):
        assert locations(client, "/news-sitemap.xml") == [
            last.get_absolute_url(), first.get_absolute_url(),
        ]  # fmt: skip
    with time_machine.travel(NOON + two_days, tick=False):
        assert locations(client, "/news-sitemap.xml") == [last.get_absolute_url()]


def test_news_without_a_story_name_the_front_page_since_an_empty_map_is_refused(client):
    ArticleFactory(at=NOON - timedelta(days=9))

    assert locations(client, "/news-sitemap.xml") == ["/"]
    assert texts(client, "/news-sitemap.xml", "news:title") == []


def test_who_asks_by_date_hears_that_a_story_is_no_news_any_more(client):
    SiteSettings.objects.create(pk=1)
    with time_machine.travel(NOON, tick=False):
        ArticleFactory()
    leaves = NOON + timedelta(hours=48)
    with time_machine.travel(leaves - timedelta(minutes=1), tick=False):
        before = client.get("/news-sitemap.xml")["Last-Modified"]

    with time_machine.travel(leaves + timedelta(minutes=1), tick=False):
        answer = client.get("/news-sitemap.xml", headers={"If-Modified-Since": before})

    assert answer.status_code == 200


def test_news_are_a_thousand_at_most_and_only_what_search_engines_are_to_list(client, monkeypatch):
    monkeypatch.setattr(news, "MOST", 2)
    ArticleFactory(noindex=True)
    ArticleFactory(canonical_url="https://first.example/story")
    corrections.enter(ArticleFactory(), kind="retraction", text="No.", by=editor())
    found = [ArticleFactory() for _ in range(3)]

    assert locations(client, "/news-sitemap.xml") == [
        each.get_absolute_url() for each in (found[2], found[1])
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [("", "en"), ("sr-Cyrl", "sr"), ("sr-Latn", "sr"), ("tr", "tr"), ("zh-CN", "zh-cn")],
)
def test_news_say_their_language_as_the_standard_has_it(client, language, told):
    ArticleFactory(language=language)

    assert texts(client, "/news-sitemap.xml", "news:language") == [told]
