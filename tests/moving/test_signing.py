"""A story is by whoever it was by there: co-authors and guests too, in their order."""

import pytest

from portal.moving.records import Filed, Item, Person, Term
from portal.moving.signing import Signature, completed, signatures, signed

ANA = Person(login="ana", name="Ana  Anić", email="ana@example.org", bio="Writes.")


def by(*slugs, authors=("ana",)):
    return Item(
        id="1", kind="post", authors=authors,
        filed=tuple(Filed(taxonomy="author", slug=slug, name=slug.title()) for slug in slugs),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "logins"),
    [
        (by(), ("ana",)),
        (by("cap-bora", "cap-ana"), ("bora", "ana")),
        (by("bora", "ana", "bora"), ("bora", "ana")),
        (by(authors=("ana", "bora")), ("ana", "bora")),
        (by(authors=()), ()),
    ],
)
def test_co_authors_go_before_who_made_it(item, logins):
    assert signed(item) == logins


def test_a_person_is_who_readers_saw():
    assert signatures([ANA])["ana"] == Signature(
        login="ana", name="Ana Anić", email="ana@example.org", bio="Writes."
    )


def test_who_has_no_name_goes_by_the_login_and_a_long_one_is_cut():
    found = signatures([Person(login="x"), Person(login="y", name="Y" * 500)])

    assert found["x"].name == "x"
    assert len(found["y"].name) == 120


@pytest.mark.parametrize(
    ("meta", "name"),
    [
        ({"cap-display_name": ("Guest G.",)}, "Guest G."),
        ({"cap-first_name": ("Goran",), "cap-last_name": ("Gost",)}, "Goran Gost"),
        ({}, "A title"),
    ],
)
def test_a_guest_has_no_account_and_a_name(meta, name):
    guest = Item(id="9", kind="guest-author", slug="cap-guest", title="A title", meta=meta)

    found = signatures([ANA], guests=[guest])

    assert (found["guest"].name, found["guest"].is_guest) == (name, True)
    assert not found["ana"].is_guest


def test_who_has_an_account_is_no_guest_of_the_same_name():
    guest = Item(id="9", kind="guest-author", meta={"cap-user_login": ("ana",)}, title="Other")
    term = Term(taxonomy="author", slug="cap-ana", name="Third")

    found = signatures([ANA], guests=[guest], terms=[term])

    assert list(found.values()) == [signatures([ANA])["ana"]]


def test_who_only_items_name_is_known_too():
    found = completed(signatures([ANA]), [by("cap-vera", authors=("bora",))])

    assert {login: (each.name, each.is_guest) for login, each in found.items()} == {
        "ana": ("Ana Anić", False), "bora": ("bora", False), "vera": ("Cap-Vera", True),
    }  # fmt: skip
