"""Old addresses in the one form by which they are kept and looked up."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from portal.moving.filing import Section
from portal.moving.records import Item, Term
from portal.moving.signing import Signature

# What names a page where there is no path, or beside one; all else in an address is for counting.
NAMED = (
    "p", "page_id", "attachment_id", "cat", "category_name", "tag", "author", "author_name", "m",
    "year", "monthnum", "name", "pagename", "feed",
)  # fmt: skip
LONGEST = 500
_MOST_PARAMETERS = 50
# What stands behind the address of a page: its feed, its parts, its comments by pages.
_TAIL = re.compile(
    r"/(?:(?P<feed>feed(?:/(?:feed|rdf|rss2?|atom))?)|amp|embed|trackback"
    r"|comment-page-[0-9]{1,6}|page/[0-9]{1,6}|[0-9]{1,3})\Z"
)
_MOST_TAILS = 3
_DATE = re.compile(r"/([12][0-9]{3})(?:/(0?[1-9]|1[0-2])(?:/[0-9]{1,2})?)?")
_DATE_ALONE = re.compile(r"([12][0-9]{3})(0[1-9]|1[0-2])?(?:[0-9]{2})?")


@dataclass(frozen=True, kw_only=True)
class Bases:
    """First parts of the addresses of lists; empty where a plug-in took it away."""

    category: str = "category"
    tag: str = "tag"
    author: str = "author"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A page that may be meant, and whether its feed was asked for."""

    address: str
    is_feed: bool = False


@dataclass(frozen=True, kw_only=True)
class Month:
    """What an archive by date is of; without a month, of a year."""

    year: int
    month: int | None = None


def normal(address: str, *, hosts: Collection[str] = ()) -> str:
    """The path, decoded and without a slash at its end, with the parameters that name a page.

    In small letters, as that system finds them. Empty for an address of none of these hosts, and
    for one that nothing can be kept under; a path alone is of any host.
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        query = parse_qsl(parts.query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or (host and host not in hosts):
        return ""
    path = unicodedata.normalize("NFC", unquote(parts.path)).lower().rstrip("/") or "/"
    found = _with(path, {name: value for name, value in query if name in NAMED})
    is_kept = found.startswith("/") and found.isprintable() and len(found) <= LONGEST
    return found if is_kept else ""


def hosts_of(*addresses: str) -> frozenset[str]:
    """The hosts of a site, each with and without "www."."""
    found = set[str]()
    for address in addresses:
        try:
            host = (urlsplit(address).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        found |= {host, f"www.{host}"} if host else set()
    return frozenset(found)


def meant(address: str) -> Iterator[Asked]:
    """The pages that an address in its normal form may be of, the likeliest first."""
    path, _mark, query = address.partition("?")
    named = dict(parse_qsl(query))
    yield Asked(address=address)
    is_feed = named.pop("feed", "") != ""
    if is_feed:
        yield Asked(address=_with(path, named), is_feed=True)
    for _time in range(_MOST_TAILS):
        if not (tail := _TAIL.search(path)):
            return
        path, is_feed = path[: tail.start()] or "/", is_feed or bool(tail["feed"])
        yield Asked(address=_with(path, named), is_feed=is_feed)


def month(address: str) -> Month | None:
    """What archive by date an address in its normal form is of; None of anything else."""
    path, _mark, query = address.partition("?")
    named = dict(parse_qsl(query))
    if path == "/" and (found := _DATE_ALONE.fullmatch(named.get("m", ""))):
        return _month(found[1], found[2])
    if path == "/" and "year" in named:
        path = f"/{named['year']}" + f"/{named['monthnum']}" * ("monthnum" in named)
    found = _DATE.fullmatch(path)
    return _month(found[1], found[2]) if found else None


def of_item(item: Item, *, hosts: Collection[str]) -> list[str]:
    """All under which an item was found: its link, by its number, and by slugs that it had."""
    link = normal(item.link, hosts=hosts)
    told = [link]
    if item.guid.startswith(("http://", "https://")):
        told.append(normal(item.guid, hosts=hosts))
    if item.id:
        kinds = {"page": "page_id", "attachment": "attachment_id"}
        names = ["p", kinds[item.kind]] if item.kind in kinds else ["p"]
        told += [_with("/", {name: item.id}) for name in names]
    if link and "?" not in link:
        before = link.rpartition("/")[0]
        slugs = (slug for slug in item.meta.get("_wp_old_slug", ()) if slug)
        told += [normal(f"{before}/{slug}") for slug in slugs]
    return _each(told)


def of_section(
    section: Section, *, above: Sequence[str] = (), bases: Bases | None = None
) -> list[str]:
    """Those of the page of a category; `above` are slugs of what it stood below, the top first."""
    base = (bases or Bases()).category
    whole = "/".join([*above, section.slug])
    told = [f"/{base}/{path}" if base else f"/{path}" for path in (whole, section.slug)]
    numbered = [_with("/", {"cat": section.id})] if section.id else []
    named = _with("/", {"category_name": unquote(section.slug)})
    return _each([*map(normal, told), *numbered, named])


def of_tag(tag: Term, *, bases: Bases | None = None) -> list[str]:
    base, slug = (bases or Bases()).tag, unquote(tag.slug)
    return _each(
        [normal(f"/{base}/{tag.slug}" if base else f"/{tag.slug}"), _with("/", {"tag": slug})]
    )


def of_author(author: Signature, *, number: str = "", bases: Bases | None = None) -> list[str]:
    """Those of the page of an author, by the name that stands in addresses, and by number."""
    base = (bases or Bases()).author
    told = [
        normal(f"/{base}/{author.login}" if base else f"/{author.login}"),
        _with("/", {"author_name": author.login}),
    ]
    return _each([*told, _with("/", {"author": number})] if number else told)


def _with(path: str, named: dict[str, str]) -> str:
    """The address in its normal form, of a path that is in it."""
    said = sorted((name, value.lower()) for name, value in named.items())
    return path + f"?{urlencode(said)}" * bool(named)


def _month(year: str, month: str | None) -> Month:
    return Month(year=int(year), month=int(month) if month else None)


def _each(told: Collection[str]) -> list[str]:
    """Each once; the front page is nobody's."""
    return [each for each in dict.fromkeys(told) if each not in ("", "/") and len(each) <= LONGEST]
