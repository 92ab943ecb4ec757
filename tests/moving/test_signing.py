"""A story is by whoever it was by there: co-authors and guests too, in their order."""

import pytest

from portal.moving.records import Filed, Item, Person, Term
from portal.moving.signing import Authors, Signature

ANA = Person(login="ana", name="Ana  Anić", email="ana@example.org", bio="<p>Writes.</p>")
BORA = Person(login="Bora.B@list.example", name="Bora B.")


def by(*slugs, authors=("ana",), named=None):
    names = named or {}
    return Item(
        id="1", kind="post", authors=authors,
        filed=tuple(
            Filed(taxonomy="author", slug=slug, name=names.get(slug, slug.title()))
            for slug in slugs
        ),
    )  # fmt: skip


def logins(item, people=(ANA, BORA), **more):
    return [each.login for each in Authors(people, **more).of(item)]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (by(), ["ana"]),
        (by("cap-vera", "cap-ana"), ["vera", "ana"]),
        (by("vera", "ana", "vera"), ["vera", "ana"]),
        (by(authors=("ana", "vera")), ["ana", "vera"]),
        (by(authors=()), []),
    ],
)
def test_co_authors_go_before_who_made_it(item, found):
    assert logins(item) == found


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("cap-bora-blist-example", "Bora.B@list.example"),
        ("cap-borablist-example", "Bora.B@list.example"),
        ("cap-borablistexample", "Whatever"),
        ("cap-bora-blist-example", "Whatever"),
        ("borablistexample", "Bora B."),
    ],
)
def test_a_co_author_is_the_person_of_that_login_however_its_slug_is_written(slug, name):
    assert logins(by(slug, named={slug: name})) == ["Bora.B@list.example"]


def test_a_person_is_who_readers_saw():
    assert Authors([ANA]).by_login["ana"] == Signature(
        login="ana", name="Ana Anić", email="ana@example.org", bio="Writes."
    )


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(login="x"), "x"),
        (Person(login="y", name="Y" * 500), "Y" * 120),
        (Person(login="z", name="z@example.org"), "z"),
        (Person(login="bora@list.example"), "bora"),
        (Person(login="v", name="<b>Vera</b> &amp; co"), "Vera & co"),
    ],
)
def test_nobody_goes_by_an_address_or_by_markup(person, name):
    assert Authors([person]).by_login[person.login].name == name


def test_what_a_person_says_of_himself_is_words_and_web_addresses():
    person = Person(login="x", bio="<script>1</script>About<br>me", website="javascript:alert(1)")

    found = Authors([person]).by_login["x"]

    assert (found.bio, found.website) == ("About\nme", "")


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

    found = Authors([ANA], guests=[guest]).by_login

    assert (found["guest"].name, found["guest"].is_guest) == (name, True)
    assert not found["ana"].is_guest


def test_who_has_an_account_is_no_guest_of_the_same_name():
    guest = Item(id="9", kind="guest-author", meta={"cap-user_login": ("ana",)}, title="Other")
    term = Term(taxonomy="author", slug="cap-ana", name="Third")

    found = Authors([ANA], guests=[guest], terms=[term]).by_login

    assert list(found.values()) == list(Authors([ANA]).by_login.values())


def test_who_only_items_name_is_known_too():
    authors = Authors([ANA])

    authors.of(by("cap-vera", named={"cap-vera": "Vera V."}))
    authors.of(by(authors=("goran",)))

    assert {login: (each.name, each.is_guest) for login, each in authors.by_login.items()} == {
        "ana": ("Ana Anić", False), "vera": ("Vera V.", True), "goran": ("goran", False),
    }  # fmt: skip
