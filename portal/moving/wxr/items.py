"""What an item of an export says, with its comments."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from portal.moving.records import Filed, Item, Remark
from portal.moving.wxr.dates import Clock
from portal.moving.wxr.names import name_of
from portal.moving.wxr.words import Element, metadata, reference, said_by, text_of

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
# Whoever writes exports by hand closes a tag twice.
_NEVER_IN_LOGINS = "<> \t\r\n"
_TAXONOMIES = {"": "category", "tag": "post_tag"}


@dataclass(slots=True)
class _Parts:
    """The elements of an item: those that are there once, by name, and the others."""

    said: dict[str, str] = field(default_factory=dict)
    authors: dict[str, None] = field(default_factory=dict)
    filed: list[Element] = field(default_factory=list)
    metadata: list[Element] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)

    def word(self, name: str) -> str:
        return self.said.get(name, "").strip()


def item(element: Element, *, line: int, clock: Clock) -> Item:
    """All that an item says; one without a type is a post, as it was in the oldest exports."""
    parts = _parts(element)
    word = parts.word
    utc, local = clock.read(word("wp:post_date_gmt")), clock.read(word("wp:post_date"))
    clock.learn(utc=utc, local=local)
    modified_utc = clock.read(word("wp:post_modified_gmt"))
    modified = clock.read(word("wp:post_modified"))
    return Item(
        id=word("wp:post_id"),
        kind=word("wp:post_type") or "post",
        guid=word("guid"),
        title=word("title"),
        link=word("link"),
        slug=word("wp:post_name"),
        status=word("wp:status"),
        password=word("wp:post_password"),
        at=clock.moment(utc=utc, local=local, published=word("pubDate")),
        local=local,
        modified_at=clock.moment(utc=modified_utc, local=modified),
        authors=tuple(parts.authors),
        excerpt=parts.said.get("excerpt:encoded", ""),
        body=parts.said.get("content:encoded", ""),
        parent=reference(word("wp:post_parent")),
        position=_number(word("wp:menu_order")),
        is_sticky=word("wp:is_sticky") == "1",
        comments=word("wp:comment_status"),
        file=word("wp:attachment_url"),
        filed=tuple(_filed(parts.filed)),
        meta=metadata(parts.metadata),
        remarks=tuple(_remarks(parts.comments, clock, of=word("wp:post_id"))),
        line=line,
    )


def is_of_wordpress(element: Element) -> bool:
    """Whether it says what only an export does; an item of a feed that a text quotes does not."""
    return any(name_of(child.tag).startswith("wp:") for child in element)


def _parts(element: Element) -> _Parts:
    parts = _Parts()
    many = {
        "category": parts.filed,
        "wp:postmeta": parts.metadata,
        "wp:comment": parts.comments,
    }
    for child in element:
        name = name_of(child.tag)
        if name in many:
            many[name].append(child)
        elif name == "dc:creator":
            parts.authors[text_of(child).strip(_NEVER_IN_LOGINS)] = None
        else:
            parts.said.setdefault(name, text_of(child))
    parts.authors.pop("", None)
    return parts


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0


def _filed(elements: Iterable[Element]) -> list[Filed]:
    """Its terms, each once. WXR 1.0 names each twice, and without a slug the first time."""
    terms = dict.fromkeys(
        Filed(
            taxonomy=_TAXONOMIES.get(domain := element.get("domain", "").strip(), domain),
            slug=element.get("nicename", "").strip(),
            name=text_of(element).strip(),
        )
        for element in elements
    )
    with_slug = {(term.taxonomy, term.name) for term in terms if term.slug}
    return [term for term in terms if term.slug or (term.taxonomy, term.name) not in with_slug]


def _remarks(elements: Iterable[Element], clock: Clock, *, of: str) -> Iterator[Remark]:
    """Its comments; one without a number, or with that of another, gets one by its place."""
    taken = set[str]()
    for place, element in enumerate(elements, start=1):
        remark = _remark(element, clock)
        if not remark.id or remark.id in taken:
            remark = replace(remark, id=f"{of}:{place}")
        taken.add(remark.id)
        yield remark


def _remark(element: Element, clock: Clock) -> Remark:
    said = said_by(element)

    def word(name: str) -> str:
        return said.get(f"wp:comment_{name}", "").strip()

    return Remark(
        id=word("id"),
        parent=reference(word("parent")),
        author=word("author"),
        email=word("author_email"),
        website=word("author_url"),
        address=word("author_IP"),
        at=clock.moment(utc=clock.read(word("date_gmt")), local=clock.read(word("date"))),
        text=said.get("wp:comment_content", ""),
        approved=word("approved"),
        kind=word("type"),
        user_id=reference(word("user_id")),
    )
