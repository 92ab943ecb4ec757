"""What readers get of a stored list, and of one that is still to be computed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import upkeep, workflow
from articles.models import (
    Category,
)
from articles.related import also_like, newest_beside
from tests.articles.news import FLOOD, HARVEST, about
from tests.factories import CategoryFactory, editor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_one_query_with_its_cards(count, django_assert_num_queries):
    for number in range(count):
        about(FLOOD, number, category=CategoryFactory(parent=CategoryFactory()))
    article = about(FLOOD, 5)
    upkeep.catch_up()

    with django_assert_num_queries(1):
        found = also_like(article)
        addresses = [other.get_absolute_url() for other in found]

    assert len(set(addresses)) == count


@pytest.mark.parametrize("count", [1, 5])
def test_what_stands_in_for_a_list_costs_three_queries(count, django_assert_num_queries):
    for number in range(count):
        about(FLOOD, number, category=CategoryFactory(parent=CategoryFactory()))
    article = about(FLOOD, 5)

    with django_assert_num_queries(3):
        addresses = [other.get_absolute_url() for other in newest_beside(article)]

    assert len(set(addresses)) == count


def test_what_is_not_live_at_the_moment_of_reading_is_not_shown():
    now = timezone.now()
    withdrawn, expiring = about(FLOOD, 0), about(FLOOD, 1, unpublish_at=now + timedelta(hours=1))
    article = about(FLOOD, 2)
    upkeep.catch_up()
    workflow.withdraw(withdrawn, by=editor())

    assert also_like(article) == [expiring]
    assert also_like(article, at=now + timedelta(hours=2)) == []


def test_until_a_list_is_computed_the_newest_of_the_section_stand_there(client):
    section = CategoryFactory(lasting=Category.Lasting.NEWS)
    beside, elsewhere = about(HARVEST, 0, category=section), about(FLOOD, 0)
    article = about(FLOOD, 1, category=section)

    at_once = newest_beside(article)
    html = client.get(article.get_absolute_url()).content.decode()
    upkeep.catch_up()

    assert at_once == [beside, elsewhere]
    assert html.count("card--related") == 2
    assert also_like(article) == [elsewhere, beside]
