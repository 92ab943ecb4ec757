"""What becomes of lists where editors chose."""

import pytest

from articles import upkeep
from tests.articles.lists import choose, listed, publish, reasons, withdraw
from tests.articles.news import FLOOD, HARVEST, about, words

pytestmark = pytest.mark.django_db


def test_pins_come_first_in_their_order_and_say_who_pinned_them():
    near = about(FLOOD, 0)
    pinned = [about(HARVEST, 0), about(words("museum"), 0)]
    article = about(FLOOD, 1)
    upkeep.catch_up()

    for place, other in enumerate(pinned):
        choose(article, other, "pinned", place)

    assert listed(article) == [*pinned, near]
    assert reasons(article, pinned[0])[0] == ["pinned", "Ana"]


def test_a_copy_of_a_pinned_story_does_not_stand_beside_it():
    copies = [about(FLOOD, 0) for _number in range(2)]
    article = about(FLOOD, 1)
    upkeep.catch_up()
    pinned = next(each for each in copies if each not in listed(article))

    choose(article, pinned, "pinned")

    assert listed(article) == [pinned]


def test_a_pin_stays_first_whatever_is_published():
    pinned = about(HARVEST, 0)
    article = about(FLOOD, 0)
    choose(article, pinned, "pinned")

    new = about(FLOOD, 1)
    upkeep.catch_up()

    assert listed(article) == [pinned, new]


def test_a_pinned_story_that_was_away_is_pinned_again():
    near, pinned = about(FLOOD, 0), about(HARVEST, 0)
    article = about(FLOOD, 1)
    choose(article, pinned, "pinned")
    withdraw(pinned)
    away = listed(article)

    publish(pinned)

    assert away == [near]
    assert listed(article) == [pinned, near]


def test_a_blocked_pair_is_kept_apart_on_both_lists():
    other = about(FLOOD, 0)
    article = about(FLOOD, 1)
    upkeep.catch_up()
    assert (listed(article), listed(other)) == ([other], [article])

    choose(article, other, "blocked")
    upkeep.want(f"article:{other.pk}")
    upkeep.catch_up()

    assert (listed(article), listed(other)) == ([], [])
