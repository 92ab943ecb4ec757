"""Comments of readers as they are to stand here, and what is left out of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import nh3

from articles.text import printable
from portal.moving.records import Remark

# Of the comments of all sites that ever move; a comment keeps its number each time it is brought.
_NUMBERS = UUID("6f0e4c0e-5d0a-4c3b-9a4e-0d8a1f2b7c55")
LONGEST_NAME, LONGEST_EMAIL, LONGEST_WEBSITE = 60, 254, 300
# Not words of a reader, but what another site, or a plug-in, said of itself.
KINDS = ("", "comment")
_BLOCKS = {"p", "div", "ul", "ol", "li", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
_SPACES = re.compile(r"[ \t\f\r]+")
_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[a-zA-Z/!]")
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")


class Left(StrEnum):
    """Why a comment does not come."""

    KIND = "kind"
    TRASH = "trash"
    EMPTY = "empty"


STATES = {"1": "approved", "approve": "approved", "0": "pending", "hold": "pending", "spam": "spam"}


@dataclass(frozen=True, kw_only=True)
class Words:
    """A comment as it is kept here; `number` is its own, `answers` that of another, or none."""

    number: UUID
    answers: UUID | None
    name: str
    email: str
    website: str
    text: str
    at: datetime
    state: str


def left(remark: Remark) -> Left | None:
    """Why this one is left out; nothing if it comes."""
    if remark.kind not in KINDS:
        return Left.KIND
    if remark.approved not in STATES:
        return Left.TRASH
    return None if plain(remark.text) else Left.EMPTY


def words(remark: Remark, *, site: str, since: datetime, nobody: str) -> Words:
    """A comment that comes, from this site.

    `since` is when it was written if it does not say so, `nobody` what who gave no name is called.
    """
    answers = remark.parent not in ("", "0", remark.id)
    return Words(
        number=number(site, remark.id),
        answers=number(site, remark.parent) if answers else None,
        name=one_line(remark.author)[:LONGEST_NAME].strip() or nobody,
        email=_email(remark.email),
        website=website(remark.website),
        text=plain(remark.text),
        at=remark.at or since,
        state=STATES[remark.approved],
    )


def number(site: str, id_: str) -> UUID:
    return uuid5(_NUMBERS, f"{site}\n{id_}")


def plain(text: str) -> str:
    """The words of a comment in lines and paragraphs; behind those of a link its address."""
    text = printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = _told(text) if _TAG.search(text) else unescape(text)
    lines = (_SPACES.sub(" ", line).strip() for line in printable(text).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reading(HTMLParser):
    """The words of clean markup as they come, however deep they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.link = ""
        self.shown = self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "a":
            self.link, self.shown = (dict(attrs).get("href") or "").strip(), len(self.pieces)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
            self.quotes += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._tell_link()
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
            self.quotes = max(0, self.quotes - (tag == "blockquote"))

    def handle_data(self, data: str) -> None:
        begins = self.quotes and data.strip() and self.pieces and self.pieces[-1].endswith("\n")
        self.pieces += ["> ", data.lstrip()] if begins else [data]

    def _tell_link(self) -> None:
        is_web = self.link.lower().startswith(("http://", "https://"))
        if is_web and self.link not in "".join(self.pieces[self.shown :]):
            self.pieces.append(f" ({self.link})")
        self.link = ""


def _told(text: str) -> str:
    reading = _Reading()
    # First made well-formed: of a megabyte of half tags the standard library's parser never ends.
    reading.feed(nh3.clean(text, tags={"a", "br", *_BLOCKS}, attributes={"a": {"href"}}))
    reading.close()
    return "".join(reading.pieces)


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _email(typed: str) -> str:
    typed = printable(typed).strip()
    return typed if len(typed) <= LONGEST_EMAIL and _EMAIL.fullmatch(typed) else ""


def website(typed: str) -> str:
    typed = printable(typed).strip()
    try:
        parts = urlsplit(typed)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.hostname
    is_plain = typed.isprintable() and not any(each in typed for each in ' "<>\\')
    return typed if is_web and is_plain and len(typed) <= LONGEST_WEBSITE else ""
