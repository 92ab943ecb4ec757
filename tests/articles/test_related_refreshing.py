"""Lists that are computed anew by and by, and all at once on demand."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from articles import upkeep, workflow
from articles.models import RelatedStory, Tag, Term, TermVector, Upkeep
from articles.related import refresh, refreshing
from articles.related.following import tag
from articles.related.refreshing import FRESH, ROUND
from articles.search import following
from tests.articles.news import FLOOD, HARVEST, about, words
from tests.factories import ArticleFactory, CategoryFactory, editor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def forgotten():
    """As after an upgrade: nothing is known of what was published before."""
    for model in (TermVector, Term, RelatedStory, Upkeep):
        model.objects.all().delete()


def asked_for():
    return {int(each.subject.removeprefix("article:")) for each in Upkeep.objects.all()}


def lengths(*stories):
    return [each.related_stories.count() for each in stories]


def relate(**options):
    out = StringIO()
    call_command("relate", stdout=out, **options)
    return out.getvalue()


# By and by.


def test_a_thirtieth_is_computed_anew_each_day_the_oldest_first(now):
    stories = [about(words(f"subject{letter * 5}"), 0) for letter in "abcdef"]
    upkeep.catch_up()
    for number, story in enumerate(stories):
        TermVector.objects.filter(article=story).update(related_at=NOON - (9 - number) * DAY)

    nothing = refresh(since=timedelta())
    one = refresh(since=DAY)
    first = asked_for()
    two = refresh(since=ROUND / 3)

    assert (nothing, one, two) == (0, 1, 2)
    assert (first, asked_for()) == ({stories[0].pk}, {each.pk for each in stories[:3]})


def test_no_list_is_computed_anew_twice_a_day(now):
    about(FLOOD, 0)
    upkeep.catch_up()

    early = refresh(since=ROUND)
    now.shift(FRESH + timedelta(seconds=1))

    assert (early, refresh(since=ROUND)) == (0, 1)


def test_no_more_are_asked_for_than_there_is_room_for_whatever_waits(now, monkeypatch):
    for number in range(5):
        about(FLOOD, number)
    upkeep.catch_up()
    monkeypatch.setattr(refreshing, "MOST", 3)
    upkeep.want("tag:1")
    TermVector.objects.filter(pk__in=TermVector.objects.values("pk")[:1]).update(related_at=None)
    now.shift(2 * FRESH)

    assert [refresh(since=ROUND) for _time in range(2)] == [2, 0]
    assert Upkeep.objects.count() == 3


def test_a_story_that_is_published_goes_before_what_nobody_asked_for(now):
    story = about(FLOOD, 0)
    upkeep.catch_up()
    now.shift(2 * FRESH)
    refresh(since=ROUND)
    now.shift(upkeep.LATER / 2)
    fresh = about(FLOOD, 1)

    now.shift(upkeep.LATER)

    due = list(Upkeep.objects.due().values_list("subject", flat=True))
    assert due.index(f"article:{fresh.pk}") < due.index(f"article:{story.pk}")


def test_what_was_published_before_an_upgrade_gets_its_list_by_itself(now):
    stories = [about(FLOOD, number) for number in range(3)]
    about(FLOOD, 4, live=False)
    forgotten()

    with connection.cursor() as cursor:
        cursor.execute(import_module("articles.migrations.0009_lists_to_be_computed").ASK)
    asked = refresh(since=timedelta())
    now.shift(upkeep.LATER)
    upkeep.catch_up()

    assert asked == len(stories)
    assert lengths(*stories) == [2, 2, 2]
    assert refresh(since=timedelta()) == 0


def test_lists_tell_the_new_name_of_a_tag_without_waiting_for_their_turn(now, monkeypatch):
    monkeypatch.setattr(following, "STEP", 1)
    stories = [about(FLOOD, number, tags=("rivers",)) for number in range(3)]
    about(FLOOD, 3)
    upkeep.catch_up()
    renamed = Tag.objects.get(name="rivers")
    renamed.name = "streams"
    renamed.save()

    upkeep.want(f"tag:{renamed.pk}")
    upkeep.catch_up()
    asked = refresh(since=timedelta())
    now.shift(upkeep.LATER)
    upkeep.catch_up()

    assert asked == len(stories)
    assert ["tag", "streams"] in stories[0].related_stories.get(other=stories[1]).reasons
    assert refresh(since=timedelta()) == 0


def test_each_step_of_a_renamed_tag_marks_the_lists_of_its_own_stories(now, monkeypatch):
    monkeypatch.setattr(following, "STEP", 1)
    stories = [about(FLOOD, number, tags=("rivers",)) for number in range(2)]
    upkeep.catch_up()
    number = Tag.objects.get(name="rivers").pk
    marked = []
    reached = 0
    while reached is not None:
        reached = tag(number, reached)
        marked.append(set(refreshing.waiting().values_list("pk", flat=True)))
        TermVector.objects.update(related_at=NOON)

    assert marked == [{stories[1].pk}, {stories[0].pk}, set()]


def test_what_was_never_computed_leaves_half_of_the_room_to_what_waits_for_its_turn(
    now, monkeypatch
):
    stories = [about(FLOOD, number) for number in range(6)]
    upkeep.catch_up()
    monkeypatch.setattr(refreshing, "MOST", 4)
    for story in stories[:4]:
        TermVector.objects.filter(article=story).update(related_at=None)
    now.shift(2 * FRESH)

    refresh(since=ROUND)

    assert asked_for() == {each.pk for each in stories[2:]}


def test_a_category_that_lasts_longer_is_followed_when_its_turn_comes(now):
    section = CategoryFactory()
    about(FLOOD, 0, at=NOON - 60 * DAY)
    article = about(FLOOD, 1, category=section, at=NOON)
    upkeep.catch_up()
    before = article.related_stories.get().score
    section.lasting = "evergreen"
    section.save()

    now.shift(2 * FRESH)
    refresh(since=ROUND)
    now.shift(upkeep.LATER)
    upkeep.catch_up()

    assert article.related_stories.get().score > before


# On demand.


def test_all_are_computed_each_knowing_all_others():
    stories = [about(FLOOD, number) for number in range(3)]
    forgotten()

    said = relate(all=True)

    assert said == "Lists that were computed: 3.\n"
    assert lengths(*stories) == [2, 2, 2]
    assert not TermVector.objects.filter(related_at__isnull=True).exists()


def test_a_part_is_computed_by_section_number_or_day(now):
    section = CategoryFactory(slug="rivers")
    part = CategoryFactory(parent=section)
    of_part = about(FLOOD, 0, category=part, at=NOON - 3 * DAY)
    named = about(FLOOD, 1, at=NOON - 2 * DAY)
    of_today = about(FLOOD, 2, at=NOON)
    upkeep.catch_up()
    related_at = dict(TermVector.objects.values_list("article", "related_at"))

    for option, story in (
        ({"section": "rivers"}, of_part),
        ({"story": [named.pk]}, named),
        ({"since": datetime(2026, 11, 20, tzinfo=UTC)}, of_today),
    ):
        now.shift(DAY / 100)
        assert relate(**option) == "Lists that were computed: 1.\n"
        later = dict(TermVector.objects.values_list("article", "related_at"))
        assert {pk for pk in later if later[pk] != related_at[pk]} == {story.pk}
        related_at = later


def test_without_options_it_does_what_is_left():
    about(FLOOD, 0)
    upkeep.catch_up()

    assert relate() == "Lists that were computed: 0.\n"


@pytest.mark.parametrize("step", ["index", "follow"])
def test_stopped_half_way_it_goes_on_when_it_is_run_again(monkeypatch, step):
    stories = [about(FLOOD, number) for number in range(4)]
    forgotten()
    where = refreshing if step == "follow" else refreshing.indexing
    real, calls = getattr(where, step), []

    def stop(number):
        calls.append(number)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(number)

    monkeypatch.setattr(where, step, stop)
    with pytest.raises(CommandError, match="Run it again"):
        relate(all=True)
    monkeypatch.undo()
    done = TermVector.objects.exclude(related_at=None).count()

    said = relate()

    assert calls[:3] == [each.pk for each in reversed(stories)][:3]
    assert said == f"Lists that were computed: {4 - done}.\n"
    assert lengths(*stories) == [3, 3, 3, 3]


def test_stopped_before_all_is_asked_for_the_same_is_to_be_run_again(monkeypatch):
    stories = [about(FLOOD, number) for number in range(4)]
    upkeep.catch_up()
    monkeypatch.setattr(refreshing, "BATCH", 2)
    mark = refreshing.mark

    def stop(which):
        for pk in mark(which):
            yield pk
            raise KeyboardInterrupt

    monkeypatch.setattr(refreshing, "mark", stop)
    with pytest.raises(CommandError, match="Run the same command again"):
        relate(all=True)
    monkeypatch.undo()

    assert refreshing.waiting().count() == 2
    assert relate(all=True) == f"Lists that were computed: {len(stories)}.\n"


def test_one_that_cannot_be_computed_keeps_nobody_waiting_and_is_told(monkeypatch, caplog):
    broken, sound = about(FLOOD, 0), about(FLOOD, 1)
    forgotten()
    follow = refreshing.follow

    def fail(number):
        if number == broken.pk:
            raise OSError("the disk is full")
        follow(number)

    monkeypatch.setattr(refreshing, "follow", fail)
    with pytest.raises(CommandError, match="1 could not be computed"):
        relate(all=True)

    assert f"The list of story {broken.pk} was not computed" in caplog.text
    assert lengths(sound) == [1]
    assert list(refreshing.waiting().values_list("pk", flat=True)) == [broken.pk]


def test_what_was_withdrawn_since_is_taken_out():
    story = about(FLOOD, 0)
    list(refreshing.mark(type(story).objects.all()))
    workflow.withdraw(story, by=editor())

    relate()

    assert not TermVector.objects.exists()


def test_many_are_done_in_batches(monkeypatch):
    monkeypatch.setattr(refreshing, "BATCH", 2)
    stories = [about(subject, 0) for subject in (FLOOD, HARVEST, words("museum"))]
    forgotten()

    relate(all=True)

    assert lengths(*stories) == [2, 2, 2]


def test_no_section_and_no_day_of_that_name_are_refused():
    ArticleFactory()

    with pytest.raises(CommandError, match="There is no section nowhere"):
        relate(section="nowhere")
    with pytest.raises(CommandError, match="no date such as 2026-11-28"):
        call_command("relate", "--since", "yesterday")
