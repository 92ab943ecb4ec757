"""A thread that closes by itself is closed on each of its pages at that moment, kept or not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.models import Article, Category
from portal.site.models import SiteSettings
from tests.comments.trees import plant, roots
from tests.factories import ArticleFactory, CategoryFactory
from tests.pagecache.readers import both, get

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        SiteSettings.objects.create(pk=1)
        yield traveller


def test_kept_pages_say_when_comments_close_and_are_others_at_that_moment(clock):
    article, _comments = plant(roots(60), article=ArticleFactory(at=NOON))
    Article.objects.update(comment_days=7)
    story = article.get_absolute_url()
    pages = [story, f"{story}comments/", f"{story}comments/newest/?page=2"]
    rendered, kept = both()

    for moment, says, is_open in [
        (4 * DAY - SECOND, False, True), (4 * DAY, True, True), (7 * DAY - SECOND, True, True),
        (7 * DAY, False, False), (8 * DAY, False, False),
    ]:  # fmt: skip
        clock.move_to(NOON + moment)
        for page in pages:
            get(kept, page)
            html = get(kept, page).body.decode()
            assert html == get(rendered, page).body.decode()
            assert get(kept, page).cache == "hit"
            assert ("Comments close on 27 November 2026" in html) == says, (page, moment)
            assert ("Leave a comment" in html) == ("?parent=" in html) == is_open, (page, moment)
            assert ("Comments on this story are closed." in html) != is_open


def test_whoever_has_the_page_from_before_is_told_that_it_changed(clock, client):
    article = ArticleFactory(at=NOON - DAY)
    Article.objects.update(comment_days=2)
    clock.move_to(NOON + DAY - SECOND)
    before = client.get(article.get_absolute_url())
    clock.move_to(NOON + DAY + 2 * SECOND)

    for asked, said in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        answer = client.get(article.get_absolute_url(), headers={asked: before[said]})
        assert answer.status_code == 200, asked


def test_a_story_that_says_nothing_does_as_its_section_or_else_the_site_says(clock, client):
    section = CategoryFactory()
    article = ArticleFactory(at=NOON, category=section)
    invites = []

    for policy, site in [("", "premod"), ("", "closed"), ("closed", "premod"),
                         ("none", "premod"), ("trusted", "closed")]:  # fmt: skip
        Category.objects.filter(pk=section.pk).update(comment_policy=policy)
        SiteSettings.objects.update(comment_policy=site)
        html = client.get(article.get_absolute_url()).content.decode()
        invites.append(("Leave a comment" in html, 'id="comments"' in html))

    assert invites == [(True, True), (False, True), (False, True), (False, False), (True, True)]
