from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from articles.fronts.layout import LEAD, PICKS, TOP, Rule, Source
from articles.fronts.merging import merge
from tests.articles.fronts import NOTHING, layout, slot, zone

A, B, C = (slot(number) for number in (1, 2, 3))


def changed(pin, **fields):
    return replace(pin, **fields)


def test_zones_that_only_one_of_them_changed_are_taken():
    base = layout(zone(LEAD), zone(TOP), zone(PICKS))
    mine = base.with_zone(zone(LEAD, A))
    theirs = base.with_zone(zone(TOP, B))

    merged = merge(base, mine, theirs)

    assert merged.layout == layout(zone(LEAD, A), zone(TOP, B), zone(PICKS))
    assert merged.zones == ()


def test_in_one_zone_slots_that_only_one_of_them_changed_are_taken():
    base = layout(zone(TOP, A, B, C))
    mine = layout(zone(TOP, changed(A, headline="Mine"), B, C))
    theirs = layout(zone(TOP, C, A, changed(B, headline="Theirs"), size=5, rule=NOTHING))

    merged = merge(base, mine, theirs)

    expected = C, changed(A, headline="Mine"), changed(B, headline="Theirs")
    assert merged.layout == layout(zone(TOP, *expected, size=5, rule=NOTHING))
    assert merged.zones == ()


def test_what_both_did_alike_is_no_conflict():
    base, both = layout(zone(TOP, A)), layout(zone(TOP, A, B))

    assert merge(base, both, both).layout == both


def test_what_both_changed_differently_is_named_and_left_as_theirs():
    base = layout(zone(TOP, A), zone(PICKS))
    for mine, theirs in (
        (zone(TOP, A, B), zone(TOP, A, C)),
        (zone(TOP, changed(A, headline="1")), zone(TOP, changed(A, headline="2"))),
        (zone(TOP), zone(TOP, changed(A, headline="2"))),
        (zone(TOP, A, size=2), zone(TOP, A, size=4)),
        (zone(TOP, A, rule=NOTHING), zone(TOP, A, rule=Rule(source=Source.TAG, key=1))),
    ):
        merged = merge(base, base.with_zone(mine), base.with_zone(theirs))

        assert merged.zones == (TOP,)
        assert merged.layout == base.with_zone(theirs)


def test_a_story_that_each_pinned_elsewhere_is_left_to_be_decided_in_both_zones():
    base = layout(zone(LEAD), zone(TOP), zone(PICKS))
    mine = base.with_zone(zone(LEAD, A)).with_zone(zone(PICKS, C))
    theirs = base.with_zone(zone(TOP, changed(A, name="other")))

    merged = merge(base, mine, theirs)

    assert set(merged.zones) == {LEAD, TOP}
    assert merged.layout == theirs.with_zone(zone(PICKS, C))


# Of each zone nothing, or one of these.
SLOTS = [(), (A,), (B,), (A, B), (changed(A, headline="x"),)]
LAYOUTS = st.tuples(*[st.sampled_from([None, *SLOTS]) for _ in (LEAD, PICKS)]).map(
    lambda pins: layout(
        *(
            zone(name, *slots)
            for name, slots in zip((LEAD, PICKS), pins, strict=True)
            if slots is not None
        )
    )
)


def by_name(found):
    return {each.name: each for each in found.zones}


@given(LAYOUTS, LAYOUTS)
def test_who_works_alone_loses_nothing(base, mine):
    assert by_name(merge(base, mine, base).layout) == by_name(mine)
    assert by_name(merge(base, base, mine).layout) == by_name(mine)


@given(LAYOUTS, LAYOUTS, LAYOUTS)
def test_what_is_merged_without_a_question_has_all_that_either_added(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assume(not merged.zones)

    stories = merged.layout.stories()
    added = {*mine.stories(), *theirs.stories()} - {*base.stories()}
    assert added <= set(stories)
    assert all(stories.count(each) <= max(mine.stories().count(each), theirs.stories().count(each))
               for each in stories)  # fmt: skip
