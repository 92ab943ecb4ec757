"""What readers look for in five languages is found; figures in bench/results/search.json."""

from datetime import UTC, datetime

import pytest

from tests.articles import labelled

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
# A little below what was measured.
FLOORS = {"en": 0.95, "sr": 0.91, "tr": 0.95, "mk": 0.93, "sq": 0.95}
PRECISION = 0.93


@pytest.mark.django_db
@pytest.mark.parametrize("name", FLOORS)
def test_most_of_what_is_looked_for_is_among_the_first_ten_and_little_else_is_found(name):
    find = labelled.publish(name, at=NOW)
    asked = labelled.queries(name)

    found = labelled.recall(asked, find)

    missed = {query: share for query, share in found.items() if share < 1}
    assert sum(found.values()) / len(found) >= FLOORS[name], missed
    answers = [(query.wanted, hits) for query in asked if (hits := find(query.typed))]
    right = [len(wanted.intersection(hits)) / len(hits) for wanted, hits in answers]
    assert sum(right) / len(right) >= PRECISION


@pytest.mark.parametrize("name", FLOORS)
def test_labels_name_stories_that_there_are(name):
    numbers = [story.number for story in labelled.stories(name)]
    asked = labelled.queries(name)

    assert len(numbers) == len(set(numbers)) >= 60
    assert len(asked) >= 60
    assert len({query.typed for query in asked}) == len(asked)
    assert all(query.wanted and query.wanted <= set(numbers) for query in asked)
