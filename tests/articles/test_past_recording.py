"""What is kept of a story's card, at what cost."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from articles import past, revisions, workflow
from articles.models import Article, StatePlace, StoryState, Tag
from articles.past import pruning
from tests.factories import ArticleFactory, AuthorFactory, CategoryFactory, ImageFactory, editor

pytestmark = pytest.mark.django_db

NOON = timezone.now() + timedelta(days=1)
HOUR = timedelta(hours=1)


def change(article, *, publish=True, **content):
    """A later moment at the desk."""
    article = Article.objects.get(pk=article.pk)
    revisions.save(article, replace(article.newest_revision.content, **content), by=editor())
    if publish:
        workflow.publish(article, by=editor())


def states(article):
    return list(article.states.order_by("since", "pk"))


def test_what_a_card_says_is_kept_from_one_change_to_the_next():
    with time_machine.travel(NOON, tick=False):
        article = ArticleFactory(headline="A bridge")
    with time_machine.travel(NOON + HOUR, tick=False):
        change(article, front_headline="The bridge")

    first, second = states(article)
    assert (first.since, first.until, first.card["front_headline"]) == (NOON, NOON + HOUR, "")
    assert (second.since, second.until) == (NOON + HOUR, None)
    assert second.card["front_headline"] == "The bridge"


def test_a_card_is_kept_with_its_bylines_in_order_and_all_its_places():
    section, other = CategoryFactory(), CategoryFactory()
    part = CategoryFactory(parent=section)
    ana, goran = AuthorFactory(), AuthorFactory()
    article = ArticleFactory(
        category=part, other_category_ids=(other.pk,), authors=(goran, ana), tags=("rivers",),
        lead_image_id=ImageFactory().pk,
    )  # fmt: skip

    (state,) = states(article)

    rivers = Tag.objects.get(name="rivers")
    places = {f"category:{part.pk}", f"category:{other.pk}", f"tag:{rivers.pk}"}
    assert state.card["bylines"] == [[goran.pk, "text"], [ana.pk, "text"]]
    assert state.card["lead_image_id"] == article.lead_image_id
    assert {place.place for place in state.places.all()} == set(state.card["places"]) == places
    assert {place.published_at for place in state.places.all()} == {article.published_at}


def test_nothing_is_kept_of_drafts_of_changes_that_wait_and_of_what_no_card_says():
    ArticleFactory(live=False)
    article = ArticleFactory()
    change(article, publish=False, headline="Not yet")
    change(ArticleFactory(headline="Another"), body="<p>Another text.</p>", seo_title="Other")

    assert StoryState.objects.count() == Article.objects.live().count() == 2
    assert not StoryState.objects.filter(until__isnull=False).exists()


def test_a_story_ends_when_it_is_withdrawn_and_begins_anew_when_it_comes_back():
    with time_machine.travel(NOON, tick=False):
        article = ArticleFactory()
    with time_machine.travel(NOON + HOUR, tick=False):
        workflow.withdraw(article, by=editor())
    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        workflow.publish(article, by=editor())

    assert [(state.since, state.until) for state in states(article)] == [
        (NOON, NOON + HOUR), (NOON + 2 * HOUR, None),
    ]  # fmt: skip


def test_an_embargo_that_holds_a_scheduled_story_is_kept_too():
    article = ArticleFactory(at=NOON)
    with time_machine.travel(NOON - HOUR, tick=False):
        change(article, publish=False, embargo_until=NOON + HOUR)

    assert [state.published_at for state in states(article)] == [NOON, NOON + HOUR]


@pytest.mark.parametrize("count", [1, 5])
def test_it_costs_five_statements_for_what_is_new_and_two_for_what_is_not(
    count, django_assert_num_queries
):
    article = ArticleFactory(
        authors=tuple(AuthorFactory() for _each in range(count)),
        tags=tuple(f"tag {number}" for number in range(count)),
    )

    with django_assert_num_queries(2):
        past.record(article)

    article.kicker = "Anew"
    with django_assert_num_queries(5):
        past.record(article)


def test_a_publication_is_kept_in_a_row_and_one_for_each_place():
    ArticleFactory(tags=("rivers", "trains"))

    assert (StoryState.objects.count(), StatePlace.objects.count()) == (1, 3)


def test_of_what_was_published_before_is_kept_what_it_says_from_now_on():
    category = CategoryFactory(parent=CategoryFactory())
    authors = (AuthorFactory(), AuthorFactory())
    before = timezone.now()
    ArticleFactory(category=category, authors=authors, tags=("trains", "rivers"), at=NOON)
    ArticleFactory(at=before - HOUR, lead_image_id=ImageFactory().pk)
    ArticleFactory(live=False)
    workflow.withdraw(ArticleFactory(), by=editor())
    StoryState.objects.filter(until__isnull=False).delete()
    kept = [(each.article_id, each.published_at, each.card) for each in _all_states()]
    places = sorted(StatePlace.objects.values_list("place", "published_at"))
    StoryState.objects.all().delete()

    import_module("articles.migrations.0016_past_states").fill(apps, None)

    filled = _all_states()
    assert [(each.article_id, each.published_at, each.card) for each in filled] == kept
    assert sorted(StatePlace.objects.values_list("place", "published_at")) == places
    (since,) = {each.since for each in filled}
    assert before <= since <= timezone.now()


def test_the_past_begins_with_the_first_story_that_is_kept_and_is_not_endless(settings):
    settings.TIME_TRAVEL_DAYS = 30
    assert past.begins(NOON) == NOON
    with time_machine.travel(NOON, tick=False):
        ArticleFactory(at=NOON - timedelta(days=9))

    found = [past.begins(NOON + timedelta(days=days)) for days in (0, 30, 31)]

    assert found == [NOON, NOON, NOON + timedelta(days=1)]


def _all_states():
    return list(StoryState.objects.order_by("article"))


def test_what_was_over_too_long_ago_is_let_go_and_what_holds_stays(settings, monkeypatch):
    settings.TIME_TRAVEL_DAYS = 30
    monkeypatch.setattr(pruning, "BATCH", 2)
    with time_machine.travel(NOON, tick=False):
        article = ArticleFactory(kicker="0", tags=("rivers",))
    for number in range(1, 5):
        with time_machine.travel(NOON + number * HOUR, tick=False):
            change(article, kicker=str(number))

    def kept():
        return [state.card["kicker"] for state in states(article)]

    left = []
    with time_machine.travel(NOON + timedelta(days=30) + 3.5 * HOUR, tick=False):
        for _minute in range(3):
            past.prune()
            left.append(kept())
    assert left == [["2", "3", "4"], ["3", "4"], ["3", "4"]]
    assert StatePlace.objects.count() == 4
    with time_machine.travel(NOON + timedelta(days=1000), tick=False):
        past.prune()
    assert kept() == ["4"]
