from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.sites.models import Site
from django.utils.timezone import localtime

from articles import series, sitemaps, workflow
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    SeriesFactory,
    TagFactory,
    editor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers_from_one")]

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://news.example"


def locations(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "application/xml"
    tree = ElementTree.fromstring(response.content)  # noqa: S314  # our own
    found = tree.iterfind(".//s:loc", NAMES)
    return [each.text.removeprefix("https://news.example") for each in found]


def test_the_index_names_the_pages_of_stories_and_one_map_for_each_other_kind(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "NUMBERS_A_PAGE", 2)
    category = CategoryFactory()
    first = ArticleFactory(category=category)
    stories = [first, *(ArticleFactory(category=category) for _ in range(4))]
    pages = -(-stories[-1].pk // 2)

    index = locations(client, "/sitemap.xml")

    kinds = ("sections", "authors", "tags", "series")
    others = [f"/sitemap-{kind}.xml" for kind in kinds]
    assert index == [f"/sitemap-stories-{n}.xml" for n in range(1, pages + 1)] + others
    listed = [path for page in index[: -len(others)] for path in locations(client, page)]
    assert listed == [story.get_absolute_url() for story in stories]
    for page in (0, pages + 1, 10**20):
        assert client.get(f"/sitemap-stories-{page}.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/sitemap.xml", 2), ("/sitemap-stories-1.xml", 3), ("/sitemap-sections.xml", 3),
     ("/sitemap-authors.xml", 2), ("/sitemap-tags.xml", 2),
     ("/sitemap-series.xml", 2)],
)  # fmt: skip
def test_a_map_costs_the_same_however_much_is_on_it(
    client, count, path, queries, django_assert_num_queries
):
    for n in range(count):
        category = CategoryFactory(parent=CategoryFactory())
        story = ArticleFactory(category=category, authors=(AuthorFactory(),), tags=(f"tag {n}",))
        series.join(SeriesFactory(), story, by=editor())

    with django_assert_num_queries(queries):
        found = locations(client, path)

    assert found


def test_a_story_tells_when_it_last_changed_for_readers(client):
    article = ArticleFactory(at=NOON)
    published = client.get("/sitemap-stories-1.xml").content.decode()
    article = workflow.publish(article, by=editor(), change="update", told="More.")
    updated = client.get("/sitemap-stories-1.xml").content.decode()

    assert "<lastmod>2026-11-20</lastmod>" in published
    assert f"<lastmod>{localtime(article.updated_at):%Y-%m-%d}</lastmod>" in updated


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


def test_maps_are_valid_when_there_is_nothing_and_other_kinds_are_not_found(client):
    assert locations(client, "/sitemap.xml")[0] == "/sitemap-sections.xml"
    assert locations(client, "/sitemap-tags.xml") == []
    assert client.get("/sitemap-stories-1.xml").status_code == 404
    assert client.get("/sitemap-users.xml").status_code == 404
