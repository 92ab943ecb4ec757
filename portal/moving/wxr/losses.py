"""What is told of entries that could not be read."""

import re

from django.utils.translation import gettext as _

from portal.moving.records import Item, Notice
from portal.moving.wxr.parsing import Fault
from portal.moving.wxr.scanning import LARGEST, Piece

_TITLE = re.compile(rb"<title>\s{0,20}(?:<!\[CDATA\[)?([^<\]]{1,400})")
_LONGEST_TITLE = 100


def damaged(piece: Piece, *, number: int, fault: Fault) -> Notice:
    text = _(
        "Entry %(number)s, “%(title)s”, is damaged on line %(line)s and is not here: %(reason)s."
        " Mend it there with a text editor, or export it again."
    ) % {"number": number, "title": _title(piece), "line": fault.line, "reason": fault.reason}
    return Notice(code="lost-item", text=text, line=fault.line, column=fault.column)


def foreign(*, number: int, line: int) -> Notice:
    text = _(
        "Entry %(number)s, on line %(line)s, has nothing of WordPress, as if it were quoted from a"
        " feed. It is not here."
    ) % {"number": number, "line": line}
    return Notice(code="lost-item", text=text, line=line)


def too_large(piece: Piece, *, number: int) -> Notice:
    text = _(
        "Entry %(number)s, “%(title)s”, which begins on line %(line)s, has more than %(limit)s MB"
        " and is not here. Perhaps a picture was written into it; take it out."
    ) % {
        "number": number,
        "title": _title(piece),
        "line": piece.line,
        "limit": LARGEST // 1024 // 1024,
    }
    return Notice(code="lost-item", text=text, line=piece.line, column=piece.column)


def cut_off(piece: Piece, *, number: int) -> Notice:
    """The file ends within this item."""
    line = piece.line + piece.data.count(b"\n")
    text = _(
        "The file ends within entry %(number)s, “%(title)s”, on line %(line)s. It is not here, nor"
        " is what followed. Export it again, or in parts by date."
    ) % {"number": number, "title": _title(piece), "line": line}
    return Notice(code="lost-end", text=text, line=line)


def ends_early(*, number: int, line: int) -> Notice:
    text = _(
        "The file ends after entry %(number)s, on line %(line)s, without the end of an export."
        " Whatever followed is not here. Export it again, or in parts by date."
    ) % {"number": number, "line": line}
    return Notice(code="lost-end", text=text, line=line)


def head(fault: Fault) -> Notice:
    text = _(
        "What the export says of its site, an author, a category or a tag is damaged on line"
        " %(line)s and is not here: %(reason)s."
    ) % {"line": fault.line, "reason": fault.reason}
    return Notice(code="lost-head", text=text, line=fault.line, column=fault.column)


def no_date(item: Item, *, said: str) -> Notice:
    text = _(
        "“%(date)s” in “%(title)s”, on line %(line)s, is no date; it was left out."
    ) % {"date": said, "title": item.title[:_LONGEST_TITLE], "line": item.line}  # fmt: skip
    return Notice(code="lost-date", text=text, line=item.line)


def _title(piece: Piece) -> str:
    found = _TITLE.search(piece.data[:100_000])
    return found[1].decode(errors="replace").strip()[:_LONGEST_TITLE] if found else ""
