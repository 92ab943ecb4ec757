"""Cuts the stream of a file into pieces that can be parsed by themselves, holding one at a time.

So a fault costs one entry and none after it, and memory does not grow with the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# The longest that one entry may be; the longest story of a newspaper has a hundredth of it.
LARGEST = 32 * 1024 * 1024
# What is looked for is not longer; it may lie across two chunks.
_LONGEST_MARK = 100
_BEGINNING = 10_000
_CDATA, _END_OF_CDATA = b"<![CDATA[", b"]]>"
_END_OF_ITEM = re.compile(rb"</item\s{0,40}>")
_MARK = re.compile(
    rb"<(?:(?P<skipped>!\[CDATA\[|!--|!DOCTYPE)|(?P<item>item[\s>])|(?P<channel>channel[\s>])"
    rb"|(?P<end>/channel\s{0,40}>)|(?P<entry>[\w.-]{1,40}:(?:author|category|tag|term)[\s/>]))"
)
_ENDS = {_CDATA: re.compile(rb"\]\]>"), b"<!--": re.compile(rb"-->")}
_DOCTYPE = b"<!DOCTYPE"
_DOCTYPE_OPENS, _DOCTYPE_ENDS = re.compile(rb"[\[>]"), re.compile(rb"\]\s{0,40}>")
_TAG_ENDS = re.compile(rb">")
_ITEM = re.compile(rb"<item[\s>]")
_NOWHERE = -1


class Kind(Enum):
    AROUND = "around"  # what is outside of the channel
    HEAD = "head"  # what the channel says of the blog, or one of its people or terms
    ITEM = "item"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of the file, and where it begins; one that is not whole has no end in the file."""

    kind: Kind
    data: bytes
    line: int
    column: int
    is_whole: bool = True
    is_too_large: bool = False


class Scanner:
    """Reads the pieces of a file in their order, none much longer than `LARGEST`."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._buffer = chunks, bytearray()
        self.line, self._column = 1, 1
        self._kind, self._endless = Kind.AROUND, set[bytes]()
        self.has_doctype = self.has_channel = self.is_unfinished = False

    def pieces(self) -> Iterator[Piece]:
        while self._buffer or self._more():
            if _ITEM.match(self._buffer):
                yield self._item()
            elif (piece := self._outside()).data.strip():
                yield piece

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self._buffer += chunk
        return bool(chunk)

    def _search(self, pattern: re.Pattern[bytes], start: int) -> re.Match[bytes] | None:
        """The next of these, or nothing in the rest of the file or of what a piece may hold."""
        while not (found := pattern.search(self._buffer, start)):
            start = max(start, len(self._buffer) - _LONGEST_MARK)
            if len(self._buffer) > LARGEST or not self._more():
                return None
        return found

    def _past(self, pattern: re.Pattern[bytes], start: int) -> int:
        found = self._search(pattern, start)
        return found.end() if found else _NOWHERE

    def _item(self) -> Piece:
        self._kind = Kind.ITEM
        end = self._end_of_item()
        if end != _NOWHERE:
            piece = self._cut(end)
        elif len(self._buffer) > LARGEST:
            piece = self._beginning_of_item()
        else:
            piece = self._cut(len(self._buffer), is_whole=False)
        self._kind = Kind.HEAD
        return piece

    def _end_of_item(self) -> int:
        """Past its end tag that is in no CDATA section, where another one could be quoted."""
        outside = 0
        while found := self._search(_END_OF_ITEM, outside):
            opened = self._buffer.rfind(_CDATA, outside, found.start())
            if opened == _NOWHERE or self._buffer.rfind(_END_OF_CDATA, opened, found.start()) > 0:
                return found.end()
            outside = self._past(_ENDS[_CDATA], found.end())
            if outside == _NOWHERE:
                break
        return _NOWHERE

    def _beginning_of_item(self) -> Piece:
        """As much of an endless item as shows which it is; the rest is passed over."""
        piece = self._cut(_BEGINNING, is_too_large=True)
        while not (found := _ITEM.search(self._buffer)):
            self._cut(max(len(self._buffer) - _LONGEST_MARK, 0))
            if not self._more():
                self._cut(len(self._buffer))
                return piece
        self._cut(found.start())
        return piece

    def _outside(self) -> Piece:
        """What is before the next item, or before the next person or term; empty for nothing."""
        start = 0
        while found := self._search(_MARK, start):
            if found["skipped"]:
                start = self._skipped(found)
            elif found["channel"] and self._kind is Kind.AROUND:
                return self._into_channel(found.end() - 1)
            elif self._is_boundary(found):
                return self._before(found)
            else:
                start = found.end()
        return self._cut(len(self._buffer), is_too_large=len(self._buffer) > LARGEST)

    def _skipped(self, found: re.Match[bytes]) -> int:
        """Past what may hold anything: a CDATA section, a comment, a document type.

        One without an end hides nothing; nor does any after it, or each would be looked for again.
        """
        sign, start = found[0], found.end()
        if sign in self._endless:
            return start
        end = self._end_of_doctype(start) if sign == _DOCTYPE else self._past(_ENDS[sign], start)
        if end == _NOWHERE:
            self._endless.add(sign)
            return start
        return end

    def _end_of_doctype(self, start: int) -> int:
        self.has_doctype = True
        opened = self._search(_DOCTYPE_OPENS, start)
        if opened is None or opened[0] == b">":
            return opened.end() if opened else _NOWHERE
        return self._past(_DOCTYPE_ENDS, opened.end())

    def _into_channel(self, start: int) -> Piece:
        """Up to the end of this tag, which may declare prefixes."""
        self.has_channel = self.is_unfinished = True
        end = self._past(_TAG_ENDS, start)
        piece = self._cut(len(self._buffer) if end == _NOWHERE else end)
        self._kind = Kind.HEAD
        return piece

    def _is_boundary(self, found: re.Match[bytes]) -> bool:
        if found["item"]:
            return True
        if found["end"]:
            return self._kind is Kind.HEAD
        return bool(found["entry"]) and found.start() > 0

    def _before(self, found: re.Match[bytes]) -> Piece:
        is_end = bool(found["end"])
        piece = self._cut(found.start())
        self._kind = Kind.AROUND if is_end else Kind.HEAD
        if is_end:
            self.is_unfinished = False
        return piece

    def _cut(self, size: int, *, is_whole: bool = True, is_too_large: bool = False) -> Piece:
        with memoryview(self._buffer) as view:
            data = bytes(view[:size])
        piece = Piece(
            kind=self._kind,
            data=data,
            line=self.line,
            column=self._column,
            is_whole=is_whole,
            is_too_large=is_too_large,
        )
        del self._buffer[:size]
        lines = data.count(b"\n")
        self.line += lines
        self._column = size - data.rfind(b"\n") if lines else self._column + size
        return piece
