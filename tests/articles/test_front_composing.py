from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.fronts.composing import Because, Candidate, Found, Pinned, compose
from articles.fronts.layout import LATEST, LEAD, PICKS, TOP, Rule, Slot, Source, Zone

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEWEST = Rule(source=Source.NEWEST)
NOTHING = Rule(source=Source.NOTHING)
RULES = [NEWEST, NOTHING, Rule(source=Source.CATEGORY, key=1), Rule(source=Source.TAG, key=1)]
NAMES = [LEAD, TOP, PICKS, LATEST, "category:1", "category:2"]


def zone(name, *stories, size=3, rule=NEWEST, **fields):
    slots = tuple(Slot(name=f"{name} {n}", story=pk, **fields) for n, pk in enumerate(stories))
    return Zone(name=name, size=size, rule=rule, slots=slots)


def found(*newest, live=(), pictures=(), others=None):
    listed = [Candidate(story=pk, has_picture=pk in pictures) for pk in newest]
    return Found(by_rule={NEWEST: listed, **(others or {})}, live=frozenset(live))


def placed(*zones, of, at=NOON, illustrated=()):
    front = compose(zones, of, at=at, usual=NEWEST, illustrated=illustrated)
    return [[each.story for each in filled.stories] for filled in front.zones]


def waiting(*zones, of, at=NOON):
    front = compose(zones, of, at=at, usual=NEWEST)
    return [(each.zone, each.slot.story, each.because) for each in front.waiting]


def reasons(*zones, of, illustrated=()):
    front = compose(zones, of, at=NOON, usual=NEWEST, illustrated=illustrated)
    return {each.story: each.reason for filled in front.zones for each in filled.stories}


def test_pinned_stories_stand_first_in_their_order_and_the_rule_fills_what_is_left():
    assert placed(zone(PICKS, 9, 8), of=found(1, 2, live=(8, 9))) == [[9, 8, 1]]


def test_a_story_that_is_pinned_further_down_is_no_automatic_one_above():
    zones = zone(LEAD, size=1), zone(PICKS, 1, rule=NOTHING)

    assert placed(*zones, of=found(1, 2, live=(1,))) == [[2], [1]]


def test_of_a_story_pinned_twice_the_first_place_of_the_page_keeps_it():
    zones = zone(TOP, 1, rule=NOTHING), zone(PICKS, 1, 2, rule=NOTHING)

    assert placed(*zones, of=found(live=(1, 2))) == [[1], [2]]
    assert waiting(*zones, of=found(live=(1, 2))) == [(PICKS, 1, Because.TWICE)]


def test_what_is_pinned_and_cannot_be_opened_waits_and_its_place_is_filled():
    zones = (zone(PICKS, 7, size=1),)

    assert placed(*zones, of=found(1)) == [[1]]
    assert waiting(*zones, of=found(1)) == [(PICKS, 7, Because.NOT_LIVE)]


def test_a_slot_counts_within_its_time_only():
    slot = {"starts_at": NOON, "ends_at": NOON + HOUR}
    zones = (zone(PICKS, 7, size=1, **slot),)
    moments = [NOON - HOUR, NOON, NOON + HOUR]

    assert [placed(*zones, of=found(1, live=(7,)), at=at) for at in moments] == [
        [[1]], [[7]], [[1]],
    ]  # fmt: skip
    assert [waiting(*zones, of=found(1, live=(7,)), at=at) for at in moments] == [
        [(PICKS, 7, Because.NOT_YET)], [], [(PICKS, 7, Because.OVER)],
    ]  # fmt: skip


def test_pins_beyond_the_size_wait_and_may_stand_elsewhere_by_a_rule():
    zones = zone(LEAD, 7, 8, size=1), zone(LATEST, size=2)

    assert placed(*zones, of=found(8, 1, live=(7, 8))) == [[7], [8, 1]]
    assert waiting(*zones, of=found(live=(7, 8))) == [(LEAD, 8, Because.NO_ROOM)]


def test_a_lead_without_anything_by_its_own_rule_is_the_usual_one():
    empty = Rule(source=Source.TAG, key=5)
    zones = zone(LEAD, size=1, rule=empty), zone(PICKS, size=1, rule=empty)

    assert placed(*zones, of=found(1)) == [[1], []]


def test_at_the_top_pictures_move_up_among_the_newest_that_are_not_pinned():
    zones = zone(LEAD, 9, size=1), zone(TOP, size=3), zone(LATEST, size=4)

    # Six are new enough for it: one place, three, and two more.
    assert placed(*zones, of=found(*range(9), live=(9,), pictures=(2, 5, 6, 7))) == [
        [9], [2, 5, 0], [1, 3, 4, 6],
    ]  # fmt: skip


def test_an_illustrated_zone_begins_with_a_picture_unless_something_is_pinned_there():
    of = found(1, 2, 3, live=(9,), pictures=(3,))

    assert placed(zone("category:1"), of=of, illustrated={"category:1"}) == [[3, 1, 2]]
    assert placed(zone("category:1", 9), of=of, illustrated={"category:1"}) == [[9, 1, 2]]
    assert placed(zone("category:1"), of=of) == [[1, 2, 3]]


def test_a_reason_tells_the_place_by_the_rule_and_what_stands_elsewhere_above_it():
    zones = zone(LEAD, 2, size=1), zone(PICKS, size=1), zone(LATEST, size=2)

    by_story = reasons(*zones, of=found(1, 2, 3, 4, live=(2,)))

    assert by_story[2] == Pinned(slot=zones[0].slots[0])
    told = {pk: (by_story[pk].place, by_story[pk].elsewhere) for pk in (1, 3, 4)}
    assert told == {1: (1, ()), 3: (3, (1, 2)), 4: (4, (1, 2))}


def test_a_reason_tells_that_a_picture_moved_a_story_up():
    top = reasons(zone(TOP, size=3), of=found(1, 2, 3, pictures=(3,)))
    section = reasons(zone("c"), of=found(1, 2, 3, pictures=(2,)), illustrated={"c"})

    assert [pk for pk, reason in top.items() if reason.moved_up] == [3]
    assert [pk for pk, reason in section.items() if reason.moved_up] == [2]


STORIES = st.integers(1, 15)
MOMENTS = st.none() | st.sampled_from([NOON - HOUR, NOON, NOON + HOUR])
SLOTS = st.builds(Slot, name=st.uuids().map(str), story=STORIES, starts_at=MOMENTS, ends_at=MOMENTS)


@st.composite
def pages(draw):
    names = draw(
        st.lists(st.sampled_from(NAMES), unique=True).map(lambda n: sorted(n, key=NAMES.index))
    )
    zones = [
        Zone(
            name=name, size=draw(st.integers(0, 5)), rule=draw(st.sampled_from(RULES)),
            slots=tuple(draw(st.lists(SLOTS, max_size=4))),
        )
        for name in names
    ]  # fmt: skip
    candidates = st.builds(Candidate, story=STORIES, has_picture=st.booleans())
    listed = st.lists(candidates, unique_by=lambda each: each.story)
    by_rule = {rule: draw(listed) for rule in RULES if rule != NOTHING}
    return zones, Found(by_rule=by_rule, live=draw(st.frozensets(STORIES)))


@given(pages(), st.sets(st.sampled_from(NAMES)))
def test_whatever_is_asked_the_page_keeps_its_promises(page, illustrated):
    zones, of = page

    front = compose(zones, of, at=NOON, usual=NEWEST, illustrated=illustrated)

    assert front == compose(zones, of, at=NOON, usual=NEWEST, illustrated=illustrated)
    stories = [each.story for each in front.placed()]
    assert len(stories) == len(set(stories))
    for filled in front.zones:
        assert len(filled.stories) <= filled.zone.size
        _check_order(filled, of, is_free=filled.zone.name in {LEAD, TOP} | illustrated)
    _check_pins(front, zones, of, set(stories))


def _check_order(filled, of, *, is_free):
    """Pins first, in their order; then automatic ones in that of their rule."""
    pins = [each.reason.slot for each in filled.stories if isinstance(each.reason, Pinned)]
    rest = filled.stories[len(pins) :]
    assert not [each for each in rest if isinstance(each.reason, Pinned)]
    assert pins == [slot for slot in filled.zone.slots if slot in pins]
    assert all(slot.counts(NOON) and slot.story in of.live for slot in pins)
    places = [each.reason.place for each in rest]
    assert is_free or places == sorted(places)


def _check_pins(front, zones, of, on_page):
    """Each slot is placed or told of, and a story that is pinned is nowhere automatic above it."""
    told = {each.slot.name: each.because for each in front.waiting}
    slots = [slot for each in zones for slot in each.slots]
    placed_pins = [each for each in front.placed() if isinstance(each.reason, Pinned)]
    assert len(told) + len(placed_pins) == len(slots)
    for slot in slots:
        if slot.counts(NOON) and slot.story in of.live and slot.name in told:
            assert told[slot.name] in {Because.TWICE, Because.NO_ROOM}
            assert told[slot.name] != Because.TWICE or slot.story in on_page
