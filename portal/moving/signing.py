"""Who an item is by: whoever wrote it there, with co-authors and guests in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.moving.records import Item, Person, Term

# The taxonomy in which Co-Authors Plus and PublishPress Authors file an item under its authors, and
# the kind of item that a guest is for the first of them.
AUTHOR, GUEST = "author", "guest-author"
# Before the login in the slugs of Co-Authors Plus.
PREFIX = "cap-"
LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True)
class Signature:
    """An author as readers are to see it; `login` is how items name it, a guest has no account."""

    login: str
    name: str
    email: str = ""
    bio: str = ""
    website: str = ""
    picture: str = ""
    is_guest: bool = False


def signatures(
    people: Iterable[Person], *, terms: Iterable[Term] = (), guests: Iterable[Item] = ()
) -> dict[str, Signature]:
    """All who may have written, by login; who has an account goes before a guest of that name."""
    found: dict[str, Signature] = {}
    for person in people:
        found.setdefault(person.login, _of_a_person(person))
    for guest in guests:
        made = _of_a_guest(guest)
        found.setdefault(made.login, made)
    for term in terms:
        if term.taxonomy == AUTHOR:
            login = term.slug.removeprefix(PREFIX)
            found.setdefault(login, _named(login, term.name, is_guest=True))
    return found


def completed(known: Mapping[str, Signature], items: Iterable[Item]) -> dict[str, Signature]:
    """These, and those that items name and the export does not."""
    found = dict(known)
    for item in items:
        for login in item.authors:
            found.setdefault(login, _named(login, login))
        for filed in item.filed:
            if filed.taxonomy == AUTHOR:
                login = filed.slug.removeprefix(PREFIX)
                found.setdefault(login, _named(login, filed.name, is_guest=True))
    return found


def signed(item: Item) -> tuple[str, ...]:
    """The logins of who an item is by: co-authors where it has them, else who made it."""
    together = (filed.slug.removeprefix(PREFIX) for filed in item.filed if filed.taxonomy == AUTHOR)
    return tuple(dict.fromkeys(filter(None, together))) or item.authors


def _of_a_person(person: Person) -> Signature:
    made = _named(person.login, person.name)
    return replace(
        made,
        email=person.email,
        bio=person.bio,
        website=person.website,
        picture=person.picture,
    )


def _of_a_guest(item: Item) -> Signature:
    login = item.said("cap-user_login") or item.slug.removeprefix(PREFIX)
    names = (item.said("cap-first_name"), item.said("cap-last_name"))
    name = item.said("cap-display_name") or " ".join(filter(None, names)) or item.title
    return replace(
        _named(login, name, is_guest=True),
        email=item.said("cap-user_email"),
        bio=item.said("cap-description"),
        website=item.said("cap-website"),
    )


def _named(login: str, name: str, *, is_guest: bool = False) -> Signature:
    said = " ".join(name.split()) or login
    return Signature(login=login, name=said[:LONGEST_NAME], is_guest=is_guest)
