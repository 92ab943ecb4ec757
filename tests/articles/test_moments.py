"""Moments in the form: to the second, in every hour of the year, with their distance in words."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.forms import clocks
from articles.forms.moments import MomentField
from articles.models import Article, Revision
from articles.templatetags.distances import distance
from articles.text import span
from tests.articles.desk import form_of, page, press
from tests.factories import ArticleFactory, editor

ODD = datetime(2031, 5, 4, 10, 0, 37, 250000, tzinfo=UTC)
# Clocks in Belgrade show 02:30 twice on this night: at these two moments.
AUTUMN = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(), "less than a minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=3, minutes=12, seconds=59), "3 h 12 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=47, minutes=59), "47 h 59 min"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=2, hours=23), "2 days"),
    ],
)
def test_a_time_is_said_to_the_minute_and_from_two_days_on_to_the_day(time, words):
    assert span(time) == words


def test_a_moment_is_to_come_until_its_second():
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)

    said = [distance(at, "in {}", "{} ago", at=at + timedelta(seconds=n)) for n in (-61, -1, 0, 60)]

    assert said == ["in 1 min", "in less than a minute", "less than a minute ago", "1 min ago"]


def test_a_time_that_clocks_skip_or_show_twice_is_refused_in_plain_words():
    said = {}
    for typed in ("2027-03-28T02:30", "2026-10-25T02:30"):
        with pytest.raises(ValidationError) as refusal:
            MomentField().clean(typed)
        said[typed] = refusal.value.messages

    assert said == {
        "2027-03-28T02:30": [
            "There is no such time: clocks are put forward then. Choose an hour later."
        ],
        "2026-10-25T02:30": [
            "This time comes twice: clocks are put back. Choose an hour earlier or later."
        ],
    }


@pytest.mark.parametrize("kept", [ODD, *AUTUMN])
def test_what_was_not_touched_stays_to_the_microsecond(kept):
    field = MomentField()
    shown = field.widget.format_value(kept)

    field.kept = kept

    assert field.clean(shown) == kept


def test_a_second_is_shown_and_may_be_sent_and_a_full_minute_stays_short():
    field = MomentField()
    seconds = field.widget.get_context("at", ODD, {})["widget"]
    minutes = field.widget.get_context("at", ODD.replace(second=0, microsecond=0), {})["widget"]

    assert (seconds["value"], seconds["attrs"]["step"]) == ("2031-05-04T12:00:37", 1)
    assert (minutes["value"], "step" in minutes["attrs"]) == ("2031-05-04T12:00", False)


@time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False)
def test_the_script_is_told_when_clocks_change_as_the_time_zone_has_it():
    offsets = clocks._offsets(timezone.get_current_timezone(), 2026)

    assert offsets[:4] == [
        [int(datetime(2025, 1, 1, tzinfo=UTC).timestamp()), 3600],
        [int(datetime(2025, 3, 30, 1, tzinfo=UTC).timestamp()), 7200],
        [int(datetime(2025, 10, 26, 1, tzinfo=UTC).timestamp()), 3600],
        [int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()), 7200],
    ]
    assert len(offsets) == 2 * 4 + 1


@pytest.mark.django_db
class TestForm:
    @pytest.fixture
    def desk(self, client):
        client.force_login(editor())
        return client

    def test_saving_a_form_unchanged_moves_no_moment(self, desk):
        moments = {"publish_at": ODD, "unpublish_at": ODD + timedelta(seconds=1)}
        article = ArticleFactory(live=False, **moments)

        press(desk, form_of(article))
        press(desk, form_of(article), kicker="New")

        saved = Article.objects.get().newest_revision.content
        assert {name: getattr(saved, name) for name in moments} == moments
        assert Revision.objects.count() == 2

    def test_what_is_published_from_the_form_goes_live_to_the_second_that_stood_there(self, desk):
        article = ArticleFactory(live=False, publish_at=ODD)

        press(desk, form_of(article), "_publish")

        assert Article.objects.get().published_at == ODD

    @time_machine.travel(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), tick=False)
    def test_it_tells_the_newsrooms_time_and_how_far_away_each_moment_is(self, desk):
        now = timezone.now()
        in_three = now + timedelta(hours=3, minutes=12)
        draft = ArticleFactory(live=False, publish_at=in_three)
        planned = ArticleFactory(at=in_three, publish_at=in_three)
        shown = [page(desk.get(form_of(each))) for each in (draft, planned)]

        assert all("Europe/Belgrade, now <span data-clock>14:05</span>" in each for each in shown)
        assert ">goes live in 3 h 12 min, once it is scheduled</span>" in shown[0]
        assert ">goes live in 3 h 12 min</span>" in shown[1]
        assert ">Goes live in 3 h 12 min.</span>" in shown[1]
        assert "Goes live in" not in shown[0]

    def test_it_tells_how_long_ago_a_story_came_down(self, desk):
        now = timezone.now()
        with time_machine.travel(now - timedelta(days=3), tick=False):
            article = ArticleFactory(unpublish_at=now - timedelta(days=2, hours=1))

        shown = page(desk.get(form_of(article)))

        assert ">came down 2 days ago</span>" in shown
        assert ">Came down 2 days ago.</span>" in shown

    def test_a_refused_form_tells_the_distance_of_what_was_typed(self, desk):
        article = ArticleFactory(live=False)

        shown = page(press(desk, form_of(article), headline="", embargo_until="2099-01-01T10:00"))

        assert ">ends in " in shown
        assert 'value="2099-01-01T10:00"' in shown


@pytest.mark.django_db
def test_a_command_schedules_to_the_second():
    article = workflow.publish(ArticleFactory(live=False), by=editor(), at=ODD)

    assert article.published_at == ODD
    assert not article.is_live(ODD - timedelta(microseconds=1))
    assert article.is_live(ODD)
