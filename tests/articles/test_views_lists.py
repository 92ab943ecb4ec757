import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.content import Credit
from articles.models import Article, Listing
from articles.mostread import listing
from articles.views import paging
from tests.articles.read import opened
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CARD = r'card__headline"> ?<a href="[^"]+">([^<]+)<'


def page(client, path):
    return " ".join(client.get(path).content.decode().split())


def headlines(client, path):
    return re.findall(CARD, page(client, path))


def written(count, **content):
    """So many stories, the newest first."""
    content.setdefault("category", CategoryFactory())
    return [
        ArticleFactory(headline=f"Story {n}", at=NOW - timedelta(minutes=n), **content)
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/culture/", 9), ("/tag/rivers/", 6), ("/author/zora/", 6), ("/archive/2026/11/", 7)],
)
def test_a_list_costs_the_same_however_many_cards(
    client, count, path, queries, django_assert_num_queries
):
    category = CategoryFactory(slug="culture")
    CategoryFactory.create_batch(count, parent=category)
    TagFactory(name="rivers", slug="rivers")
    zora = AuthorFactory(slug="zora")
    written(
        count, category=category, tags=("rivers",), lead_image_id=ImageFactory().pk,
        authors=(zora, *AuthorFactory.create_batch(count)),
    )  # fmt: skip
    elsewhere = datetime(2026, 10, 1, tzinfo=UTC)
    ArticleFactory(headline="Elsewhere", at=elsewhere)
    ArticleFactory(headline="Not yet", live=False, category=category, tags=("rivers",))
    for article in Article.objects.live():
        opened(article)
    listing.compute(timezone.now())

    with django_assert_num_queries(queries):
        found = headlines(client, path)

    assert found == [f"Story {n}" for n in range(count)]


def test_a_section_lists_its_own_its_parts_and_what_has_it_as_second_newest_first(client):
    section = CategoryFactory(slug="culture", name="Culture", description="Books and stages.")
    part = CategoryFactory(parent=section, name="Music", slug="music")
    ArticleFactory(headline="Own", category=section, at=NOW - timedelta(days=3))
    ArticleFactory(headline="Of a part", category=part, at=NOW - timedelta(days=1))
    ArticleFactory(
        headline="As second", other_category_ids=(section.pk,), at=NOW - timedelta(days=2)
    )
    ArticleFactory(headline="Elsewhere", at=NOW)

    html = page(client, "/culture/")

    assert re.findall(CARD, html) == ["Of a part", "As second", "Own"]
    assert headlines(client, "/culture/music/") == ["Of a part"]
    assert "Books and stages." in html
    assert '<a href="/culture/music/">Music</a>' in html
    assert 'title="Culture" href="/culture/feed/"' in html


@pytest.mark.parametrize("drawn", [True, False])
def test_a_section_opens_with_its_newest_story_large_if_that_has_a_picture(
    client, monkeypatch, drawn
):
    monkeypatch.setattr(paging, "STORIES", 1)
    section = CategoryFactory(slug="culture")
    image = ImageFactory()
    ArticleFactory(category=section, lead_image_id=image.pk, at=NOW - timedelta(days=1))
    ArticleFactory(category=section, lead_image_id=image.pk if drawn else None, at=NOW)

    newest, older = page(client, "/culture/"), page(client, "/culture/?page=2")

    assert ('fetchpriority="high"' in newest) == drawn
    assert ("card--row" in newest) != drawn
    assert "card--row" in older
    assert 'fetchpriority="high"' not in older


@pytest.mark.parametrize("wrong", ["/music/", "/sport/music/", "/no-such/music/"])
def test_a_part_below_a_wrong_section_costs_one_redirect(client, wrong):
    CategoryFactory(slug="sport")
    CategoryFactory(parent=CategoryFactory(slug="culture"), slug="music")

    response = client.get(wrong)

    assert (response.status_code, response["Location"]) == (301, "/culture/music/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/culture/sport/").status_code == 301
    assert client.get("/culture/no-such/").status_code == 404


def test_an_empty_section_and_an_author_without_stories_say_so(client):
    CategoryFactory(slug="quiet")
    AuthorFactory(name="Nova", slug="nova", bio="Begins on Monday.")
    ArticleFactory(headline="Elsewhere")

    section, author = page(client, "/quiet/"), page(client, "/author/nova/")

    assert "No stories here yet." in section
    assert "No stories by Nova yet." in author
    assert "Begins on Monday." in author
    assert "Elsewhere" not in section + author


def test_a_tag_that_no_live_story_has_is_not_found(client):
    ArticleFactory(live=False, tags=("The mayor resigns",))
    ArticleFactory(tags=("Ђевреци",))

    assert client.get("/tag/the-mayor-resigns/").status_code == 404
    assert client.get("/tag/djevreci/").status_code == 200


def test_a_story_with_two_roles_of_an_author_stands_once_on_the_authors_page(client):
    author = AuthorFactory(slug="zora")
    roles = (Credit(author_id=author.pk), Credit(author_id=author.pk, role="photo"))
    ArticleFactory(headline="Once", credits=roles)

    assert headlines(client, "/author/zora/") == ["Once"]


def test_twenty_stories_stand_on_a_page_and_links_lead_to_newer_and_older(client):
    written(41, category=CategoryFactory(slug="news"))

    pages = [page(client, path) for path in ("/news/", "/news/?page=2", "/news/?page=3")]

    shown = [re.findall(CARD, html) for html in pages]
    assert [len(found) for found in shown] == [20, 20, 1]
    assert [title for found in shown for title in found] == [f"Story {n}" for n in range(41)]
    links = [re.findall(r'class="pager__\w+" href="([^"]+)"', html) for html in pages]
    assert links == [["?page=2"], ["/news/", "?page=3"], ["?page=2"]]
    canonical = [re.search(r'rel="canonical" href="([^"]+)"', html)[1] for html in pages]
    assert [address.removeprefix("http://localhost:8000") for address in canonical] == [
        "/news/", "/news/?page=2", "/news/?page=3",
    ]  # fmt: skip


def test_the_number_of_the_first_page_shows_it_under_its_bare_address(client):
    written(1, category=CategoryFactory(slug="news"))

    assert page(client, "/news/?page=1") == page(client, "/news/")


def test_exactly_twenty_stories_need_no_second_page(client):
    written(20, category=CategoryFactory(slug="news"))

    assert 'class="pager"' not in page(client, "/news/")
    assert client.get("/news/?page=2").status_code == 404


@pytest.mark.parametrize(
    "asked",
    ["0", "-1", "51", "02", "2.0", "two", "", "٢", "2 ", "4", "99999999999999999999"],
)
def test_any_other_page_number_is_not_found(client, monkeypatch, asked):
    monkeypatch.setattr(paging, "STORIES", 1)
    written(3, category=CategoryFactory(slug="news"))

    assert client.get("/news/", {"page": asked}).status_code == 404


def test_a_long_list_ends_at_the_fiftieth_page_with_the_way_into_the_archive(client, monkeypatch):
    monkeypatch.setattr(paging, "STORIES", 1)
    story = ArticleFactory(category=CategoryFactory(slug="news"), at=NOW)
    copies = [
        Article(headline=f"Copy {n}", slug="copy", category=story.category, status="published",
                published_at=NOW - timedelta(days=n), created_at=NOW, modified_at=NOW)
        for n in range(1, 52)
    ]  # fmt: skip
    Article.objects.bulk_create(copies)
    Listing.objects.bulk_create(
        Listing(article=copy, category=story.category, published_at=copy.published_at)
        for copy in copies
    )

    last = page(client, "/news/?page=50")

    assert 'href="?page=51"' not in last
    assert re.findall(r'class="pager__older" href="([^"]+)"', last) == ["/archive/2026/10/"]
    assert client.get("/news/?page=51").status_code == 404


def test_a_month_begins_and_ends_at_midnight_where_the_newspaper_is(client):
    # Belgrade is an hour ahead of Greenwich in winter, two in summer.
    for headline, moment in {
        "Last of September": datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC),
        "First of October": datetime(2026, 9, 30, 22, 0, tzinfo=UTC),
        "Last of October": datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC),
        "First of November": datetime(2026, 10, 31, 23, 0, tzinfo=UTC),
    }.items():
        ArticleFactory(headline=headline, at=moment)

    october = page(client, "/archive/2026/10/")

    assert re.findall(CARD, october) == ["Last of October", "First of October"]
    assert headlines(client, "/archive/2026/09/") == ["Last of September"]
    assert headlines(client, "/archive/2026/11/") == ["First of November"]
    assert '<h1 class="list-head__name">October 2026</h1>' in october


def test_the_months_beside_are_those_with_stories(client):
    for year, month in ((2024, 12), (2026, 3), (2026, 9)):
        ArticleFactory(at=datetime(year, month, 15, tzinfo=UTC))
    ArticleFactory(live=False)

    links = [
        re.findall(r'class="months__\w+" href="([^"]+)"', page(client, f"/archive/{month}/"))
        for month in ("2024/12", "2025/07", "2026/03", "2026/09")
    ]

    assert links == [
        ["/archive/2026/03/"],
        ["/archive/2024/12/", "/archive/2026/03/"],
        ["/archive/2024/12/", "/archive/2026/09/"],
        ["/archive/2026/03/"],
    ]
    assert "No stories in this month." in page(client, "/archive/2025/07/")


@pytest.mark.parametrize(
    "month", ["2024/11", "2999/01", "2026/13", "2026/00", "2026/3", "0000/01", "2026"]
)
def test_months_before_the_first_story_to_come_or_of_no_calendar_are_not_found(client, month):
    ArticleFactory(at=datetime(2024, 12, 15, tzinfo=UTC))
    ArticleFactory(at=timezone.now() + timedelta(days=400))

    assert client.get(f"/archive/{month}/").status_code == 404


def test_a_month_has_one_address():
    assert reverse("archive", args=[2026, 3]) == "/archive/2026/03/"
