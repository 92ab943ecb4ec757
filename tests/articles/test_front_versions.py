from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from articles.deeds import Refused
from articles.fronts import versions
from articles.fronts.layout import LEAD, MOST_CARDS, MOST_SLOTS, PICKS, TOP, Rule, Source
from articles.fronts.versions import KEPT, Conflict
from articles.models import Front, FrontVersion
from portal.pagecache.models import Boundary, CacheTag
from tests.articles.fronts import launch, layout, save, slot, zone
from tests.factories import ArticleFactory, CategoryFactory, TagFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def zones(version):
    return versions.layout_of(version).zones


def pins(version):
    return {each.name: [slot.story for slot in each.slots] for each in zones(version)}


def tags():
    return dict(CacheTag.objects.values_list("name", "number"))


def test_there_is_one_front_of_the_site_and_one_of_each_section():
    section = CategoryFactory()

    fronts = [versions.front_of(each) for each in (None, None, section, section)]

    assert [each.pk for each in fronts] == [fronts[0].pk] * 2 + [fronts[2].pk] * 2
    assert Front.objects.count() == 2


def test_what_is_saved_is_a_version_that_readers_do_not_get(client, editor):
    story = ArticleFactory()
    before, stamped = client.get("/").content, tags()

    version = save(zone(PICKS, slot(story)), by=editor)

    assert (version.number, version.by_name, version.launched_at) == (
        1,
        "Mila " + editor.last_name,
        None,
    )
    assert pins(version) == {PICKS: [story.pk]}
    assert versions.newest(version.front) == version
    assert versions.live(version.front) is None
    assert (client.get("/").content, tags()) == (before, stamped)


@time_machine.travel(NOON, tick=False)
def test_a_slot_says_who_pinned_it_and_when_whoever_moves_it_later(editor, administrator):
    story = ArticleFactory()
    save(zone(PICKS, slot(story)), by=editor)
    with time_machine.travel(NOON + HOUR, tick=False):
        version = save(
            zone(TOP, slot(story, headline="Moved", pinned_by="Nobody")), by=administrator
        )

    [moved] = versions.layout_of(version).slots()
    assert (moved.headline, moved.pinned_by, moved.pinned_at) == (
        "Moved", editor.display_name(), NOON,
    )  # fmt: skip


def test_what_changes_nothing_makes_no_version(editor):
    story = ArticleFactory()
    first = save(zone(PICKS, slot(story)))

    assert save(zone(PICKS, slot(story)), by=editor) == first
    assert FrontVersion.objects.count() == 1


def test_a_zone_as_it_usually_is_is_not_kept_and_follows_what_is_usual():
    front = save(zone(TOP, size=3), zone(LEAD, size=1)).front

    assert zones(versions.newest(front)) == ()


def test_what_two_changed_in_different_zones_is_all_there(editor, administrator):
    lead, pick = ArticleFactory(), ArticleFactory()
    front = save().front
    save(zone(LEAD, slot(lead), size=1), by=editor, based_on=1)

    version = save(zone(PICKS, slot(pick)), by=administrator, based_on=1)

    assert pins(version) == {LEAD: [lead.pk], PICKS: [pick.pk]}
    assert (version.number, front.versions.count()) == (3, 3)


def test_where_two_changed_the_same_zone_both_are_told_and_nothing_is_saved(editor, administrator):
    one, two = ArticleFactory(), ArticleFactory()
    save()
    save(zone(LEAD, slot(one), size=1), by=editor, based_on=1)

    with pytest.raises(Conflict) as conflict:
        save(zone(LEAD, slot(two), size=1), zone(PICKS, slot(one.pk, name="x")),
             by=administrator, based_on=1)  # fmt: skip

    found = conflict.value
    assert found.zones == (LEAD, PICKS)
    assert [each.story for each in found.mine.zone(LEAD).slots] == [two.pk]
    assert [each.story for each in found.theirs.zone(LEAD).slots] == [one.pk]
    assert found.base.zones == ()
    assert found.merged.zone(LEAD) == found.theirs.zone(LEAD)
    assert FrontVersion.objects.count() == found.number == 2


def test_who_worked_on_a_version_that_is_not_kept_any_more_decides_what_differs(editor):
    stories = [ArticleFactory() for _ in range(2)]
    front = save().front
    for number in range(KEPT + 1):
        save(zone(TOP, slot(stories[0], headline=f"Number {number}")))

    with pytest.raises(Conflict) as conflict:
        save(zone(TOP, slot(stories[1])), based_on=1)

    assert not front.versions.filter(number=1).exists()
    assert conflict.value.zones == (TOP,)


def test_versions_that_readers_had_stay_and_of_others_the_last_fifty():
    story = ArticleFactory()
    front = launch(zone(TOP, slot(story)))
    for number in range(KEPT + 5):
        save(zone(TOP, slot(story, headline=f"Number {number}")))

    kept = list(front.versions.order_by("number").values_list("number", flat=True))

    assert kept == [1, *range(7, KEPT + 7)]


def test_what_was_hidden_meanwhile_comes_back_as_it_was():
    section = CategoryFactory()
    name = f"category:{section.pk}"
    story = ArticleFactory(category=section)
    save(zone(name, slot(story), rule=Rule(source=Source.CATEGORY, key=section.pk)))
    section.in_menu = False
    section.save()

    version = save(zone(PICKS, slot(story.pk, name="other")))

    assert pins(version) == {PICKS: [story.pk], name: [story.pk]}


def test_launching_gives_readers_the_version_and_touches_one_tag(client, editor):
    story = ArticleFactory(at=NOON)
    newer = [ArticleFactory() for _ in range(2)]
    version = save(zone(LEAD, slot(story, headline="As the lead"), size=1))
    before = tags()

    launched = versions.launch(version.front, by=editor, number=1)

    html = client.get("/").content.decode()
    assert html.index("As the lead") < html.index(newer[1].headline)
    changed = {name for name, number in tags().items() if before.get(name) != number}
    assert changed == {"front"}
    assert versions.live(version.front) == launched
    assert launched.launched_by == editor.display_name()


def test_the_front_of_a_section_touches_the_tag_of_the_section(editor):
    section = CategoryFactory()
    before = tags()

    launch(zone(TOP, slot(ArticleFactory()), size=2), of=section)

    changed = {name for name, number in tags().items() if before.get(name) != number}
    assert f"category:{section.pk}" in changed


def test_what_was_not_looked_at_is_not_launched(editor):
    front = save().front
    save(zone(TOP, slot(ArticleFactory())))

    with pytest.raises(Refused, match="Somebody changed it since you looked"):
        versions.launch(front, by=editor, number=1)

    assert versions.live(front) is None


def test_launching_again_is_nothing(editor, administrator):
    front = launch(zone(TOP, slot(ArticleFactory())), by=editor)
    first, before = versions.live(front), tags()

    again = versions.launch(front, by=administrator, number=1)

    assert (again.launched_at, again.launched_by) == (first.launched_at, editor.display_name())
    assert tags() == before


@time_machine.travel(NOON, tick=False)
def test_moments_of_slots_are_boundaries_of_the_front_and_ends_hide():
    front = launch(
        zone(TOP, slot(ArticleFactory(), starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR))
    )
    own = Boundary.objects.filter(subject=f"front:{front.pk}").order_by("at")
    found = list(own.values_list("at", "hides"))

    launch(zone(TOP, slot(ArticleFactory())))

    assert found == [(NOON + HOUR, False), (NOON + 2 * HOUR, True)]
    assert not own.exists()


def test_one_click_brings_an_older_front_back_at_once(client, editor):
    old, new = ArticleFactory(at=NOON), ArticleFactory()
    front = launch(zone(LEAD, slot(old, headline="Of yesterday"), size=1))
    launch(zone(LEAD, slot(new), size=1))

    version = versions.restore(front, by=editor, number=1)

    assert (version.number, version.restored_from) == (3, 1)
    assert versions.live(front) == version
    assert pins(version) == {LEAD: [old.pk]}
    assert "Of yesterday" in client.get("/").content.decode()


def test_what_readers_had_too_long_ago_is_let_go_but_for_the_last_ones(monkeypatch):
    monkeypatch.setattr(versions, "KEPT", 3)
    stories, section = [ArticleFactory() for _each in range(6)], CategoryFactory()
    for number, story in enumerate(stories):
        with time_machine.travel(NOON + number * HOUR, tick=False):
            front = launch(zone(TOP, slot(story)))
    with time_machine.travel(NOON, tick=False):
        quiet = launch(zone(TOP, slot(stories[0])), of=section)

    def left(hours):
        versions.forget(before=NOON + hours * HOUR)
        return list(front.versions.order_by("number").values_list("number", flat=True))

    assert [left(hours) for hours in (0.5, 1.5, 2.5, 100)] == [
        [1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6], [3, 4, 5, 6], [4, 5, 6],
    ]  # fmt: skip
    assert quiet.versions.count() == 1


def test_what_is_not_kept_cannot_come_back(editor):
    front = save().front

    with pytest.raises(Refused, match="not kept any more"):
        versions.restore(front, by=editor, number=7)


@time_machine.travel(NOON, tick=False)
def test_the_front_that_readers_had_at_a_moment_is_the_last_one_launched_before_it():
    front = launch()
    with time_machine.travel(NOON + HOUR, tick=False):
        launch(zone(TOP, slot(ArticleFactory())))

    at = [versions.live(front, NOON + each * HOUR / 2) for each in (-1, 0, 1, 2)]

    assert [each and each.number for each in at] == [None, 1, 1, 2]


@pytest.mark.parametrize("role", ["Journalist", "Moderator"])
def test_who_may_not_shape_fronts_may_do_none_of_it(role):
    front, user = launch(), UserFactory(role=role)

    for act in (
        lambda: versions.save(front, layout(), by=user, based_on=1),
        lambda: versions.launch(front, by=user, number=1),
        lambda: versions.restore(front, by=user, number=1),
    ):
        with pytest.raises(PermissionDenied):
            act()


def _many(story):
    return [slot(story, name=f"s{n}", starts_at=NOON + n * HOUR, ends_at=NOON + (n + 1) * HOUR)
            for n in range(MOST_SLOTS + 1)]  # fmt: skip


@pytest.mark.parametrize(
    ("unfit", "said"),
    [
        (lambda story: zone("elsewhere", slot(story)), "no such place"),
        (lambda story: zone(PICKS, slot(story.pk + 1)), "not there any more"),
        (lambda story: zone(PICKS, slot(story, image=77)), "picture that was chosen"),
        (lambda story: zone(PICKS, slot(story), slot(story, name="b")), "is pinned twice"),
        (lambda story: zone(PICKS, slot(story, starts_at=NOON, ends_at=NOON)), "end before"),
        (lambda story: zone(PICKS, slot(story, headline="x" * 251)), "at most 250"),
        (lambda story: zone(PICKS, size=MOST_CARDS + 1), "at most 12 stories"),
        (lambda story: zone(PICKS, size=-1), "at most 12 stories"),
        (lambda story: zone(LEAD, size=2), "one story"),
        (lambda story: zone(PICKS, *_many(story)), "At most 20 stories"),
        (lambda story: zone(PICKS, rule=Rule(source=Source.TAG)), "which section or tag"),
        (lambda story: zone(PICKS, rule=Rule(source=Source.TAG, key=77)), "That tag is gone"),
        (lambda story: zone(PICKS, rule=Rule(source=Source.MOST_READ, key=77)), "section is gone"),
        (lambda story: zone(PICKS, rule=Rule(source=Source.NEWEST, hours=0)), "an hour old"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_kept(unfit, said):
    story = ArticleFactory()

    with pytest.raises(Refused, match=said):
        save(unfit(story))

    assert not FrontVersion.objects.exists()


def test_a_story_may_be_pinned_twice_for_times_that_do_not_meet():
    story = ArticleFactory()
    early, late = slot(story, ends_at=NOON), slot(story, name="late", starts_at=NOON)

    assert pins(save(zone(LEAD, early, size=1), zone(PICKS, late))) == {
        LEAD: [story.pk], PICKS: [story.pk],
    }  # fmt: skip


def test_rules_by_section_tag_and_what_is_most_read_are_kept():
    section, tag = CategoryFactory(), TagFactory()
    rules = [Rule(source=Source.CATEGORY, key=section.pk), Rule(source=Source.TAG, key=tag.pk),
             Rule(source=Source.MOST_READ), Rule(source=Source.NEWEST, hours=6)]  # fmt: skip

    for rule in rules:
        [kept] = zones(save(zone(PICKS, rule=rule)))
        assert kept.rule == rule
