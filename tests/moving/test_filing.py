"""One section makes the address of a story: the editors' choice, else the deepest."""

import pytest

from portal.moving.filing import NONE, Place, completed, place, sections
from portal.moving.records import Filed, Item, Term


def category(slug, *, parent="", id_="", name=""):
    return Term(taxonomy="category", slug=slug, parent=parent, id=id_, name=name or slug.title())


def filed(*slugs, meta=None, tags=(), others=()):
    return Item(
        id="1", kind="post", meta=meta or {},
        filed=(
            *(Filed(taxonomy="category", slug=slug) for slug in slugs),
            *(Filed(taxonomy="post_tag", slug=name.lower(), name=name) for name in tags),
            *others,
        ),
    )  # fmt: skip


TREE = sections(
    [
        category("news", id_="9"), category("town", parent="news", id_="2"),
        category("river", parent="town", id_="3"), category("sport", id_="4"),
        category(NONE, id_="5"),
    ]
)  # fmt: skip


def test_what_stood_deeper_than_two_levels_stands_below_the_one_above_all():
    assert {slug: (each.parent, each.is_raised) for slug, each in TREE.items()} == {
        "news": ("", False), "town": ("news", False), "river": ("news", True),
        "sport": ("", False), NONE: ("", False),
    }  # fmt: skip


@pytest.mark.parametrize(
    "terms",
    [
        [category("a", parent="a")],
        [category("a", parent="b"), category("b", parent="a")],
        [category("a", parent="gone")],
    ],
)
def test_what_stands_below_itself_or_below_nothing_stands_above(terms):
    assert {each.parent for each in sections(terms).values()} == {""}


def test_what_stands_below_a_circle_stands_below_one_of_it_in_whatever_order_they_come():
    terms = [category("a", parent="b"), category("b", parent="a"), category("c", parent="a")]

    for each in (terms, terms[::-1]):
        parents = {slug: section.parent for slug, section in sections(each).items()}
        assert parents == {"a": "", "b": "", "c": "a"}


def test_a_chain_of_thousands_is_followed_once():
    chain = [category(f"c{number}", parent=f"c{number - 1}") for number in range(20_000)]

    found = sections(chain[::-1])

    assert (found["c19999"].parent, found["c19999"].depth) == ("c0", 19_999)


def test_other_terms_are_no_sections():
    assert (
        sections([Term(taxonomy="post_tag", slug="a"), Term(taxonomy="nav_menu", slug="b")]) == {}
    )


@pytest.mark.parametrize(
    ("item", "section", "others"),
    [
        (filed("news"), "news", ()),
        (filed("news", "river", "town"), "river", ("news", "town")),
        (filed("sport", "news"), "sport", ("news",)),
        (filed("sport", "town"), "town", ("sport",)),
        (filed(NONE, "sport"), "sport", ()),
        (filed(NONE), NONE, ()),
        (filed(), "", ()),
        (filed("sport", "sport"), "sport", ()),
    ],
)
def test_the_deepest_makes_the_address_and_the_first_of_equals(item, section, others):
    assert place(item, TREE) == Place(section=section, others=others)


@pytest.mark.parametrize(
    "key", ["_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category"]
)
def test_what_an_editor_chose_goes_before(key):
    item = filed("river", "sport", meta={key: ("4",)})

    assert place(item, TREE).section == "sport"


@pytest.mark.parametrize("said", ["9", "99", "", "x"])
def test_a_choice_that_it_is_not_filed_under_is_none(said):
    item = filed("river", "sport", meta={"_yoast_wpseo_primary_category": (said,)})

    assert place(item, TREE).section == "river"


def test_a_category_that_only_its_name_tells_is_found_by_it_and_any_other_is_told():
    by_name = Filed(taxonomy="category", slug="", name="SPORT")
    unknown = Filed(taxonomy="category", slug="unknown", name="Unknown")

    found = place(filed(others=(by_name, unknown)), TREE)

    assert (found.section, found.left) == ("sport", (unknown,))


def test_what_the_system_files_under_by_itself_is_known_by_its_number_in_any_language():
    known = sections([category("nekategorizovano", id_="1"), category("sport", id_="4")])

    found = place(filed("nekategorizovano", "sport"), known)

    assert (found.section, found.others) == ("sport", ())


def test_tags_keep_their_order_and_other_terms_are_told():
    menu = Filed(taxonomy="nav_menu", slug="main")
    item = filed("news", tags=("River ", "The  bridge", "River", " "), others=(menu,))

    found = place(item, TREE)

    assert found.tags == ("River", "The bridge")
    assert found.left == (menu,)


def test_what_only_items_name_is_known_too():
    item = Item(
        id="1", kind="post", filed=(Filed(taxonomy="category", slug="old", name="Old things"),)
    )

    found = completed(TREE, [item, filed("news")])

    assert (found["old"].name, found["news"]) == ("Old things", TREE["news"])
    assert place(item, found).section == "old"
