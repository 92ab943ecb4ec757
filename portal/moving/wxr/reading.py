"""Reads an export from its beginning to its end, and says what of it is not there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from portal.moving.records import Blog, Person, Records
from portal.moving.wxr import heads, losses
from portal.moving.wxr.dates import Clock
from portal.moving.wxr.encoding import in_utf8
from portal.moving.wxr.items import is_of_wordpress, item
from portal.moving.wxr.names import name_of
from portal.moving.wxr.opening import chunks_of
from portal.moving.wxr.parsing import Fault, Parser
from portal.moving.wxr.refusals import is_of_an_export, refusal
from portal.moving.wxr.scanning import Kind, Piece, Scanner
from portal.moving.wxr.tally import Tally
from portal.moving.wxr.words import Element

_START = 64 * 1024
_BEGINNING = re.compile(rb"<(?:\?xml|rss|!--|!DOCTYPE)[\s>]?")
_ENDING = re.compile(rb"</(?:channel|rss)\s{0,40}>|<!--.{0,1000}?-->", re.DOTALL)
_ITEM, _END_OF_ITEM = re.compile(rb"<item[\s>]"), b"</item>"
# Of how many places in a damaged piece it is asked whether a whole entry begins there.
_MOST_TRIES = 20


def describe(path: Path) -> Blog:
    """The blog that this is an export of, from its head alone; raises `Unreadable`."""
    tally = Tally()
    scanner, parser = Scanner(in_utf8(chunks_of(path), tally=tally)), Parser(tally=tally)
    said: dict[str, str] = {}
    start, is_export, has_item = b"", False, False
    for piece in scanner.pieces():
        start = start or piece.data[:_START]
        is_export = is_export or is_of_an_export(piece.data)
        has_item = piece.kind is Kind.ITEM
        if has_item or piece.is_too_large:
            break
        said |= _said(piece, parser=parser)
    if not is_export or not (scanner.has_channel or has_item):
        raise refusal(start)
    return heads.blog(said)


def _said(piece: Piece, *, parser: Parser) -> Mapping[str, str]:
    """What this piece of the head says of the blog."""
    if piece.kind is Kind.AROUND:
        parser.declare(piece.data)
        return heads.said_before(piece.data)
    if not heads.is_of_blog(piece.data):
        return {}
    try:
        return heads.said_of_blog(parser.parsed(piece))
    except Fault:
        return {}


def read(path: Path) -> Records:
    """All that the export says; raises `Unreadable` before anything if it is none.

    Only an encoding or an archive that turns out to be no such thing is refused later than that.
    """
    yield describe(path)
    yield from _Reading(path).records()


class _Reading:
    """One way through a file: how far it is, and what of it is known so far."""

    def __init__(self, path: Path) -> None:
        self._tally, self._clock = Tally(), Clock()
        self._scanner = Scanner(in_utf8(chunks_of(path), tally=self._tally))
        self._pieces = self._scanner.pieces()
        self._waiting: Piece | None = None
        self._parser = Parser(tally=self._tally)
        self._number, self._logins = 0, set[str]()
        self._is_at_start, self._is_cut_off = True, False

    def records(self) -> Records:
        while piece := self._next():
            if piece.kind is Kind.AROUND:
                self._around(piece)
            elif piece.kind is Kind.HEAD:
                yield from self._head(piece)
            else:
                yield from self._item(piece)
            self._is_at_start = False
        if self._scanner.is_unfinished and not self._is_cut_off:
            yield losses.ends_early(number=self._number, line=self._scanner.line)
        if self._scanner.has_doctype:
            self._tally.add("repaired-doctype", line=1)
        yield from self._tally.notices()

    def _next(self) -> Piece | None:
        piece, self._waiting = self._waiting, None
        return piece or next(self._pieces, None)

    def _around(self, piece: Piece) -> None:
        """The beginning of an export, its end, or what a server said before it and after it."""
        self._parser.declare(piece.data)
        start = piece.data[:_START]
        said = start if self._is_at_start else _ENDING.sub(b"", start).strip()
        if said and not _BEGINNING.match(said):
            code = "repaired-start" if self._is_at_start else "repaired-between"
            self._tally.add(code, line=piece.line)

    def _head(self, piece: Piece) -> Records:
        try:
            root = self._parser.parsed(piece)
        except Fault as fault:
            yield losses.head(fault)
            yield from self._rest_of(piece)
            return
        if any(text and text.strip() for text in (root.text, *(each.tail for each in root))):
            self._tally.add("repaired-between", line=piece.line)
        for element in root:
            if entry := heads.entry(element):
                if isinstance(entry, Person):
                    self._logins.add(entry.login)
                yield entry

    def _item(self, piece: Piece) -> Records:
        if piece.is_too_large:
            self._number += 1
            yield losses.too_large(piece, number=self._number)
            return
        try:
            root = self._parser.parsed(piece)
        except Fault as fault:
            yield from self._damaged(piece, fault)
        else:
            yield from self._items(root, line=piece.line)

    def _damaged(self, piece: Piece, fault: Fault) -> Records:
        self._waiting = self._next()
        if (root := self._with_what_follows(piece)) is not None:
            self._waiting = None
            yield from self._items(root, line=piece.line)
            return
        self._number += 1
        number, rest = self._number, list(self._rest_of(piece))
        if rest or piece.is_whole:
            yield losses.damaged(piece, number=number, fault=fault)
        else:
            self._is_cut_off = True
            yield losses.cut_off(piece, number=number)
        yield from rest

    def _with_what_follows(self, piece: Piece) -> Element | None:
        """The item, if what seemed to be its end was only quoted by its text."""
        following = self._waiting
        if following is None or following.kind is not Kind.HEAD:
            return None
        quoting, end, _rest = following.data.rpartition(_END_OF_ITEM)
        if not end:
            return None
        try:
            return self._parser.parsed(replace(piece, data=piece.data + quoting + end))
        except Fault:
            return None

    def _rest_of(self, piece: Piece) -> Records:
        """What in a damaged piece is whole itself, from the first such item on."""
        for rest in _later_items(piece):
            try:
                root = self._parser.parsed(rest)
            except Fault:
                continue
            if all(is_of_wordpress(element) for element in _items_in(root)):
                yield from self._items(root, line=rest.line)
                return

    def _items(self, root: Element, *, line: int) -> Records:
        for element in _items_in(root):
            self._number += 1
            yield from self._entry(element, line=line + element.sourceline - 1)

    def _entry(self, element: Element, *, line: int) -> Records:
        if not is_of_wordpress(element):
            yield losses.foreign(number=self._number, line=line)
            return
        found = item(element, line=line, clock=self._clock)
        for login in found.authors:
            if login not in self._logins:
                self._logins.add(login)
                yield Person(login=login)
        yield found
        yield from (losses.no_date(found, said=text) for text in self._clock.strange)
        self._clock.strange.clear()


def _items_in(root: Element) -> Iterator[Element]:
    return (element for element in root if name_of(element.tag) == "item")


def _later_items(piece: Piece) -> Iterator[Piece]:
    end = piece.data.rfind(_END_OF_ITEM) + len(_END_OF_ITEM)
    starts = (found.start() for found in _ITEM.finditer(piece.data, 1, end))
    for start in islice(starts, _MOST_TRIES):
        line = piece.line + piece.data.count(b"\n", 0, start)
        yield replace(piece, data=piece.data[start:end], line=line, column=1)
