"""Stored lists as verbs and upkeep leave them: which story stands below which, and why."""

from datetime import timedelta

import pytest

from articles import upkeep
from articles.models import RelatedStory
from tests.articles.news import FLOOD, HARVEST, story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def listed(article):
    """The stored list, by the keys of its stories."""
    rows = RelatedStory.objects.filter(article=article).order_by("position")
    return list(rows.values_list("other_id", flat=True))


def reasons(article, other):
    return RelatedStory.objects.get(article=article, other=other).reasons


def test_stories_about_the_same_come_before_the_newest():
    about = story(FLOOD, 0)
    story(HARVEST, 0)
    article = story(FLOOD, 1)

    upkeep.catch_up()

    assert listed(article)[0] == about.pk
    assert reasons(article, about)[0][0] == "words"
    assert len(listed(article)) == 2
