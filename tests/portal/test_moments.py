from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from portal.site import moments

LATE = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)


def test_readers_see_the_day_and_the_hour_where_the_newspaper_is():
    assert moments.printed(LATE, "DATETIME_FORMAT") == "1 April 2026, 00:30"


def test_machines_are_told_to_the_second_and_how_far_from_greenwich_that_is():
    assert moments.iso(LATE) == "2026-04-01T00:30:00+02:00"


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [("en", "UTC", "31 March 2026"), ("de", "UTC", "31. März 2026"), ("en", None, "1 April 2026")],
)
def test_a_moment_that_was_printed_before_is_printed_anew_in_another_language_or_place(
    language, zone, words
):
    moments.printed(LATE, "DATE_FORMAT")

    with translation.override(language), timezone.override(zone):
        assert moments.printed(LATE, "DATE_FORMAT") == words


def test_the_filter_prints_as_the_one_of_django_does():
    page = Template('{% load moments %}{{ at|printed:"DATE_FORMAT" }}={{ at|date:"DATE_FORMAT" }}')

    assert page.render(Context({"at": LATE})) == "1 April 2026=1 April 2026"
