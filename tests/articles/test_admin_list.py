"""The desk's list of stories: what it shows of each and of their states, and what it costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import revisions, workflow
from articles.admin import paging
from articles.admin.columns import state, words
from articles.models import Article
from portal.pictures import markup
from tests.articles.desk import LIST, headlines, page
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def edit(article, **content):
    changed = replace(article.newest_revision.content, **content)
    revisions.save(article, changed, by=UserFactory(role="Editor"))
    return Article.objects.get(pk=article.pk)


def newsroom():
    """One story in every state, named after it."""
    desk, now = UserFactory(role="Editor"), timezone.now()
    ArticleFactory(live=False, headline="draft")
    workflow.submit(ArticleFactory(live=False, headline="in review"), by=desk)
    ArticleFactory(headline="scheduled", at=now + timedelta(days=1))
    ArticleFactory(headline="live")
    edit(ArticleFactory(headline="live, changed"), kicker="Waits")
    workflow.withdraw(ArticleFactory(headline="withdrawn"), by=desk)
    workflow.trash(ArticleFactory(live=False, headline="aside"), by=desk)
    ArticleFactory(
        headline="down", at=now - timedelta(days=2), unpublish_at=now - timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (
            "",
            ["down", "withdrawn", "live, changed", "live", "scheduled", "in review", "draft"],
        ),
        ("draft", ["draft"]),
        ("in_review", ["in review"]),
        ("scheduled", ["scheduled"]),
        ("live", ["live, changed", "live"]),
        ("changed", ["live, changed"]),
        ("withdrawn", ["withdrawn"]),
        ("trash", ["aside"]),
        (
            "nonsense",
            ["down", "withdrawn", "live, changed", "live", "scheduled", "in review", "draft"],
        ),
    ],
)
def test_the_list_is_narrowed_by_state_and_leaves_the_trash_out(desk, chosen, shown):
    newsroom()

    assert headlines(desk, **({"state": chosen} if chosen else {})) == shown


def test_a_story_shows_its_state():
    newsroom()

    states = {article.headline: state(article) for article in Article.objects.all()}

    assert {name: (found.code, found.changed) for name, found in states.items()} == {
        "draft": ("draft", False),
        "in review": ("in_review", False),
        "scheduled": ("scheduled", False),
        "live": ("live", False),
        "live, changed": ("live", True),
        "withdrawn": ("withdrawn", False),
        "aside": ("trash", False),
        "down": ("expired", False),
    }
    assert states["scheduled"].moment == Article.objects.get(headline="scheduled").published_at


def test_only_what_readers_can_open_leads_to_its_public_page(desk):
    newsroom()

    shown = page(desk.get(reverse(LIST)))

    live = [Article.objects.get(headline=name) for name in ("live", "live, changed")]
    assert shown.count('class="story-page"') == 2
    for article in Article.objects.live().select_related("category__parent"):
        assert article in live
        assert f'href="{article.get_absolute_url()}"' in shown


def test_a_story_is_seen_by_its_picture_or_by_its_section(desk):
    section = CategoryFactory(name="Politics", colour="teal")
    image = ImageFactory()
    ArticleFactory(headline="With", lead_image_id=image.pk, category=section)
    ArticleFactory(headline="Without", category=section)

    shown = page(desk.get(reverse(LIST)))

    address = markup.url(image.picture, "16x9", width=240)
    assert f'<img class="story-thumb" src="{address}" alt=""' in shown
    assert shown.count('<img class="story-thumb"') == 1
    assert 'story-thumb--none hue-teal" aria-hidden="true">Politics</span>' in shown


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 5, 20, 7, 5, tzinfo=UTC), "today, 09:05"),
        (datetime(2026, 5, 20, 21, 59, tzinfo=UTC), "today, 23:59"),
        (datetime(2026, 5, 20, 22, 0, tzinfo=UTC), "tomorrow, 00:00"),
        (datetime(2026, 5, 19, 21, 59, tzinfo=UTC), "yesterday, 23:59"),
        (datetime(2026, 5, 18, 7, 5, tzinfo=UTC), "18 May, 09:05"),
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "31 December 2025"),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "1 January, 00:00"),
    ],
)
def test_moments_are_said_by_the_day_of_the_newsroom(moment, said, settings):
    settings.TIME_ZONE = "Europe/Belgrade"

    assert words(moment, at=datetime(2026, 5, 20, 10, 0, tzinfo=UTC)) == said


def test_scheduled_stories_come_in_the_order_in_which_they_go_live(desk):
    now = timezone.now()
    ArticleFactory(headline="Later", at=now + timedelta(days=2))
    ArticleFactory(headline="Sooner", at=now + timedelta(days=1))
    edit(Article.objects.get(headline="Later"), kicker="Worked on last")

    assert headlines(desk, state="scheduled") == ["Sooner", "Later"]
    assert headlines(desk) == ["Later", "Sooner"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_stories(desk, count, django_assert_num_queries):
    section = CategoryFactory()
    for number in range(count):
        part = CategoryFactory(parent=section)
        authors = (AuthorFactory(name=f"Writer {number}"), AuthorFactory())
        picture = ImageFactory().pk
        article = ArticleFactory(category=part, authors=authors, lead_image_id=picture)
        edit(article, kicker="Waits")

    # Session, user, two of permissions, the filters that were kept, the lists of three filters, the
    # count, the stories, their bylines, the name of the site.
    with django_assert_num_queries(12):
        response = desk.get(reverse(LIST))

    shown = page(response)
    assert all(article.headline in shown for article in Article.objects.all())
    assert all(f"Writer {number}" in shown for number in range(count))


@pytest.mark.parametrize("count", [1, 5])
def test_a_journalists_list_costs_the_same_however_many_stories(
    client, journalist, count, django_assert_num_queries
):
    own = AuthorFactory(user=journalist)
    for _each in range(count):
        ArticleFactory(authors=(own,))
    client.force_login(journalist)

    with django_assert_num_queries(11):
        response = client.get(reverse(LIST))

    assert len(response.context["cl"].result_list) == count


def test_a_long_list_is_not_counted_to_its_end(desk, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 2)
    monkeypatch.setattr("articles.admin.listing.MOST", 2)
    for _each in range(4):
        ArticleFactory(live=False)

    shown = page(desk.get(reverse(LIST)))

    assert "More than 2 stories: search or filter for what is older." in shown


@pytest.mark.parametrize("query", [{"p": "0"}, {"p": "999"}, {"p": "x"}, {"o": "9"}, {"foo": "1"}])
def test_a_mistyped_address_of_the_list_is_no_error(desk, query):
    ArticleFactory(headline="Still shown")

    response = desk.get(reverse(LIST), query, follow=True)

    assert response.status_code == 200
    assert "Still shown" in page(response)


def test_an_empty_list_says_what_to_do(desk):
    first = page(desk.get(reverse(LIST)))
    ArticleFactory(headline="The only one")
    nothing = page(desk.get(reverse(LIST), {"q": "no such words"}))

    assert "No story yet." in first
    assert "No story fits." in nothing
