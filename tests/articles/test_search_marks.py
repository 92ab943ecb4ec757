"""In which stretches of time a common word is looked for."""

from datetime import UTC, datetime
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from articles.search import marks

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds have none


def months(mark):
    length = {"m": 1, "q": 3, "y": 12}[mark[1]]
    first = int(mark[2:]) * length
    return range(first, first + length)


def month(moment):
    return moment.year * 12 + moment.month - 1


@given(MOMENTS, MOMENTS)
def test_each_month_is_in_one_window_and_newer_ones_come_first(one, other):
    since, until = min(one, other), max(one, other)

    windows = [
        sorted(each for mark in window for each in months(mark))
        for window in marks.windows(since, until)
    ]

    covered = [each for window in windows for each in reversed(window)]
    assert covered == list(range(month(until), month(since) - 1, -1))


@given(MOMENTS, MOMENTS)
def test_windows_are_few_and_have_few_marks(one, other):
    windows = list(marks.windows(min(one, other), max(one, other)))

    assert len(windows) < 40
    assert all(len(window) <= 75 for window in windows)


def test_the_first_windows_are_a_month_two_quarters_a_year_and_years():
    windows = marks.windows(datetime(2000, 1, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC))

    assert [sum(len(months(mark)) for mark in window) for window in islice(windows, 6)] == [
        1, 4, 6, 12, 12, 12,
    ]  # fmt: skip


def test_nothing_lies_between_a_moment_and_an_earlier_one():
    late, early = datetime(2026, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)

    assert list(marks.windows(late, early)) == []


def test_a_story_has_the_marks_of_its_time_in_the_windows():
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    found = set(marks.of_time(moment))

    assert all(found & set(window) for window in marks.windows(moment, moment))
    assert len(found) == 3
