"""Who an item is by: whoever wrote it there, with co-authors and guests in their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import slugify

from articles.text import printable
from portal.moving.records import Filed, Item, Person, Term
from portal.moving.remarks import one_line, plain, website

# The taxonomy in which Co-Authors Plus and PublishPress Authors file an item under its authors, and
# the kind of item that a guest is for the first of them.
AUTHOR, GUEST = "author", "guest-author"
# Before the login in the slugs of Co-Authors Plus.
PREFIX = "cap-"
LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True)
class Signature:
    """An author; `login` is how items name it, and a guest has no account.

    `email` is that of the account, which readers never had.
    """

    login: str
    name: str
    email: str = ""
    bio: str = ""
    website: str = ""
    picture: str = ""
    is_guest: bool = False


class Authors:
    """All who may have written on a site, by login; who has an account goes before a guest.

    Co-Authors Plus files an item under a slug of the login, in letters of addresses, and names the
    login beside it; other plug-ins name the person there.
    """

    def __init__(
        self,
        people: Iterable[Person],
        *,
        terms: Iterable[Term] = (),
        guests: Iterable[Item] = (),
    ) -> None:
        self.by_login: dict[str, Signature] = {}
        self._by_slug: dict[str, str] = {}
        for person in people:
            self._add(_of_a_person(person))
        for guest in guests:
            self._add(_of_a_guest(guest))
        for term in terms:
            if term.taxonomy == AUTHOR:
                self._known(term.slug, term.name)

    def of(self, item: Item) -> tuple[Signature, ...]:
        """Who an item is by: co-authors where it has them, else who made it.

        Whom nothing in the export says more of becomes known by this.
        """
        filed = (each for each in item.filed if each.taxonomy == AUTHOR and each.slug)
        together = [self._filed(each) for each in filed]
        if not together:
            together = [self._add(_named(login, login)) for login in item.authors]
        return tuple({each.login: each for each in together}.values())

    def _filed(self, filed: Filed) -> Signature:
        return self._known(filed.slug, filed.name)

    def _known(self, slug: str, name: str) -> Signature:
        login = slug.removeprefix(PREFIX)
        for each in (name, login, self._by_slug.get(login, "")):
            if each in self.by_login:
                return self.by_login[each]
        return self._add(_named(login, name, is_guest=True))

    def _add(self, signature: Signature) -> Signature:
        if signature.login not in self.by_login:
            self.by_login[signature.login] = signature
            for written in (signature.login.replace(".", "-"), signature.login):
                self._by_slug.setdefault(slugify(written), signature.login)
        return self.by_login[signature.login]


def _of_a_person(person: Person) -> Signature:
    return replace(
        _named(person.login, person.name),
        email=printable(person.email).strip(),
        bio=plain(person.bio),
        website=website(person.website),
        picture=person.picture,
    )


def _of_a_guest(item: Item) -> Signature:
    login = item.said("cap-user_login") or item.slug.removeprefix(PREFIX)
    names = (item.said("cap-first_name"), item.said("cap-last_name"))
    name = item.said("cap-display_name") or " ".join(filter(None, names)) or item.title
    return replace(
        _named(login, name, is_guest=True),
        email=printable(item.said("cap-user_email")).strip(),
        bio=plain(item.said("cap-description")),
        website=website(item.said("cap-website")),
    )


def _named(login: str, name: str, *, is_guest: bool = False) -> Signature:
    """By the name, else by the login; an address of email is neither, but for what is before it."""
    said = (one_line(each).partition("@")[0].strip() for each in (name, login))
    shown = next(filter(None, said), "") or login
    return Signature(login=login, name=shown[:LONGEST_NAME], is_guest=is_guest)
