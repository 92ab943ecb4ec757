"""What becomes of a story that two people changed at once: nothing of either is lost unseen."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.content import Content, Credit
from articles.merging import merge, merge_blocks, merge_lists, merged, split

# Some alike, some not, so that changed paragraphs, new ones and those written anew all occur.
blocks = st.sampled_from([
    "<p>The river rose at night.</p>", "<p>The river rose at noon.</p>",
    "<p>The river fell at night.</p>", "<p>Мост је затворен.</p>", "<p>Мост је отворен.</p>",
    "<h2>What now</h2>", "<hr>", "<ul><li><p>Milk</p></li></ul>", "<p>A</p>", "<p>B</p>",
])  # fmt: skip
bodies = st.lists(blocks, max_size=8).map("".join)
names = st.lists(st.sampled_from("abcdef"), max_size=5, unique=True).map(tuple)
contents = st.builds(
    Content,
    headline=st.sampled_from(["", "One", "Two", "Three"]),
    kicker=st.sampled_from(["", "K", "L"]),
    body=bodies,
    tags=names,
    lead_image_id=st.sampled_from([None, 1, 2]),
    lead_alt=st.sampled_from(["", "A", "B"]),
    noindex=st.booleans(),
)


def sources(base, theirs, mine):
    return [(hunk.source, hunk.taken()) for hunk in merge_blocks(base, theirs, mine)]


def outcomes(base, theirs, mine):
    return {each.name: each.outcome for each in merge(base, theirs, mine) if each.outcome != "same"}


@given(bodies | st.text() | st.text(alphabet="<>/pabr "))
def test_a_text_is_its_blocks(body):
    assert "".join(split(body)) == body


def test_a_block_is_what_stands_by_itself():
    parts = (
        "<p>A <strong>b</strong><br>c</p>", "<hr>",
        "<blockquote><p>x</p><p>y</p></blockquote>",
        '<figure><img data-file="1" src="/x" alt="&gt;"><figcaption>z</figcaption></figure>',
    )  # fmt: skip

    assert split("".join(parts)) == parts


@given(bodies, bodies, bodies)
def test_no_block_of_either_side_is_lost(base, theirs, mine):
    shown = merge_blocks(base, theirs, mine)

    for side, own in (("theirs", theirs), ("mine", mine)):
        kept = Counter(
            block
            for hunk in shown
            for block in (getattr(hunk, side) if hunk.source == "clash" else hunk.taken())
        )
        written = Counter(split(own)) - Counter(split(base))
        assert written <= kept


@given(bodies, bodies, bodies)
def test_the_sides_of_all_hunks_are_the_two_texts(base, theirs, mine):
    for began in (base, None):
        hunks = merge_blocks(began, theirs, mine)

        assert "".join(block for hunk in hunks for block in hunk.theirs) == theirs
        assert "".join(block for hunk in hunks for block in hunk.mine) == mine


@given(bodies, bodies, bodies)
def test_it_is_the_same_from_either_side(base, theirs, mine):
    other = {"theirs": "mine", "mine": "theirs", "same": "same", "clash": "clash"}
    there = merge_blocks(base, theirs, mine)
    back = merge_blocks(base, mine, theirs)

    assert [(hunk.source, hunk.theirs, hunk.mine) for hunk in there] == [
        (other[hunk.source], hunk.mine, hunk.theirs) for hunk in back
    ]


@given(bodies, bodies)
def test_what_one_side_only_changed_is_taken_without_asking(base, changed):
    for theirs, mine in ((changed, base), (base, changed), (changed, changed)):
        hunks = merge_blocks(base, theirs, mine)

        assert "clash" not in {hunk.source for hunk in hunks}
        assert "".join(block for hunk in hunks for block in hunk.taken()) == changed


@given(contents, contents)
def test_a_content_that_one_side_only_changed_is_taken_as_it_is(base, changed):
    for theirs, mine in ((changed, base), (base, changed), (changed, changed)):
        fields = merge(base, theirs, mine)

        assert "clash" not in {field.outcome for field in fields}
        assert merged(fields, mine) == changed


@given(contents, contents, contents)
def test_every_field_has_what_was_written_or_asks(base, theirs, mine):
    fields = merge(base, theirs, mine)

    for field in fields:
        was, yours, own = (getattr(each, field.name) for each in (base, theirs, mine))
        if field.name == "body" or field.outcome == "clash":
            continue
        if field.name == "tags":
            assert (set(yours) | set(own)) - set(was) <= set(field.value)
        else:
            assert field.value in (yours, own)
            assert yours == own or was in (yours, own)


@given(contents, contents)
def test_without_a_beginning_in_common_whatever_differs_is_asked(theirs, mine):
    fields = merge(None, theirs, mine)

    assert {field.name for field in fields if field.outcome == "clash"} == {
        field.name for field in fields if getattr(theirs, field.name) != getattr(mine, field.name)
    }
    every = {key: "mine" for field in fields for key in (field.name, *(h.key for h in field.hunks))}
    assert merged(fields, mine, every) == mine
    assert merged(fields, mine, dict.fromkeys(every, "theirs")) == theirs


@given(names, names, names)
def test_lists_keep_what_was_added_and_lose_what_was_taken_away(base, theirs, mine):
    found = merge_lists(base, theirs, mine)

    assert (merge_lists(base, mine, theirs) is None) == (found is None)
    if found is not None:
        gone = set(base) - (set(theirs) & set(mine))
        assert set(found) == (set(theirs) | set(mine)) - gone
        assert len(found) == len(set(found))
        assert set(found) == set(merge_lists(base, mine, theirs))


def test_two_tags_at_the_end_are_both_there():
    assert merge_lists(("a", "b"), ("a", "b", "c"), ("x", "a", "d")) == ("x", "a", "c", "d")


def test_two_orders_of_their_own_are_asked_about():
    assert merge_lists("abc", "cab", "bca") is None
    assert merge_lists("abc", "cab", "abc") == tuple("cab")


ONE, TWO, THREE = "<p>The first of them.</p>", "<p>The second of them.</p>", "<hr>"


def test_neighbouring_paragraphs_are_no_conflict():
    mine = ONE.replace("first", "very first") + TWO + THREE
    theirs = ONE + TWO.replace("second", "next") + THREE

    assert sources(ONE + TWO + THREE, theirs, mine) == [
        ("mine", (ONE.replace("first", "very first"),)),
        ("theirs", (TWO.replace("second", "next"),)),
        ("same", (THREE,)),
    ]


def test_the_same_paragraph_changed_twice_is_asked_about():
    theirs, mine = ONE.replace("first", "last"), ONE.replace("them", "all")

    assert sources(ONE + TWO, theirs + TWO, mine + TWO) == [
        ("clash", (theirs, mine)),
        ("same", (TWO,)),
    ]


def test_a_paragraph_that_one_changed_and_the_other_took_out_is_asked_about():
    assert sources(ONE + TWO, TWO, ONE.replace("them", "all") + TWO) == [
        ("clash", (ONE.replace("them", "all"),)),
        ("same", (TWO,)),
    ]


def test_what_both_added_stands_there_once():
    assert sources(ONE, ONE + TWO + "<p>Hers</p>", ONE + TWO) == [
        ("same", (ONE, TWO)),
        ("theirs", ("<p>Hers</p>",)),
    ]


def test_a_choice_is_known_by_what_was_shown():
    hunk = merge_blocks(ONE, "<p>The last of them.</p>", "<p>The first of all.</p>")[0]
    again = merge_blocks(ONE, "<p>The last of them.</p>", "<p>The first of many.</p>")[0]

    assert hunk.key != again.key
    assert (hunk.taken("theirs"), hunk.taken("mine")) == (hunk.theirs, hunk.mine)


def test_one_sides_picture_is_not_put_over_the_others_words_unasked():
    base = Content(lead_image_id=1, lead_alt="A boat", lead_caption="At noon")

    assert outcomes(base, replace(base, lead_image_id=2), replace(base, lead_alt="A red boat")) == {
        "lead_image_id": "clash",
        "lead_alt": "clash",
    }
    assert outcomes(base, replace(base, lead_image_id=2, lead_alt=""), base) == {
        "lead_image_id": "theirs",
        "lead_alt": "theirs",
    }


def test_bylines_of_both_are_kept_and_a_headline_is_asked_about():
    base = Content(headline="Opened", credits=(Credit(author_id=1),))
    theirs = replace(base, headline="Hers", credits=(*base.credits, Credit(author_id=2)))
    mine = replace(base, headline="His", credits=(*base.credits, Credit(author_id=3)))

    assert outcomes(base, theirs, mine) == {"headline": "clash", "credits": "merged"}
    content = merged(merge(base, theirs, mine), mine, {"headline": "theirs"})
    assert content.headline == "Hers"
    assert [credit.author_id for credit in content.credits] == [1, 2, 3]
