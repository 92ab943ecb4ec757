"""Reads the file of an export, or says why it cannot be read and what can be done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.moving.ghost.values import Row, parsed, rows
from portal.moving.records import Notice, Unreadable

# Without any of these it is JSON of something else.
_TABLES = ("posts", "users", "tags")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """The tables of an export, and what was wrong with its file."""

    version: str
    tables: Mapping[str, object]
    notices: tuple[Notice, ...] = ()


def load(path: Path) -> Loaded:
    """All tables of an export, in memory: Ghost itself reads its exports no other way."""
    text, notices = _decoded(content(path))
    document = document_of(text)
    databases = rows(document.get("db")) if isinstance(document, dict) else []
    if not databases and isinstance(document, dict):
        databases = [Row(document)]
    first, *others = databases or [Row()]
    tables = first.row("data").values
    if not any(isinstance(tables.get(name), list) for name in _TABLES):
        raise Unreadable(
            _(
                "This is JSON, but no export of Ghost: there are no posts in it. In Ghost, choose"
                " Settings → Import/Export (before version 5: Labs) → Export, and import that file."
            )
        )
    if others:
        text = _("The file holds %(count)s databases. Only the first of them was read.")
        notices += (Notice(code="lost-database", text=text % {"count": len(databases)}),)
    return Loaded(version=first.row("meta").text("version"), tables=tables, notices=notices)


def content(path: Path) -> bytes:
    """What is in the file, unless it can be seen to be something else at once."""
    try:
        found = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable(
            _("The file cannot be opened: %(reason)s.") % {"reason": reason}
        ) from error
    if refusal := _refusal(found.lstrip(b"\xef\xbb\xbf \t\r\n")):
        raise Unreadable(refusal)
    return found


def _refusal(found: bytes) -> str:
    if not found:
        return _("The file is empty. Export the site once more, or copy the file again.")
    if found.startswith(b"PK\x03\x04"):
        return _(
            "This is a ZIP archive. Unpack it, and import the file inside that ends in .json;"
            " its pictures are in the folder content/images."
        )
    if found.startswith(b"\x1f\x8b"):
        return _("This file is compressed with gzip. Unpack it, and import the file inside.")
    if found.startswith(b"<"):
        return _(
            "This is a page or an XML file, and exports of Ghost are JSON. If it comes from"
            " WordPress, import it as an export of WordPress."
        )
    return ""


def document_of(text: str) -> object:
    """The JSON that this text is."""
    try:
        return parsed(text)
    except json.JSONDecodeError as error:
        raise _broken(error) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("The JSON of this file is nested deeper than that of any export.")
        ) from error


def _decoded(found: bytes) -> tuple[str, tuple[Notice, ...]]:
    encoding = json.detect_encoding(found)
    try:
        return found.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        text = _(
            "Bytes that are no text were found, first in line %(line)s. Each is shown as �, as the"
            " letter that was there cannot be known."
        )
        notice = Notice(code="repaired-bytes", text=text % {"line": line}, line=line)
        return found.decode(encoding, errors="replace"), (notice,)


def _broken(error: json.JSONDecodeError) -> Unreadable:
    line, column = error.lineno, error.colno
    # A text without an end goes on to that of the file; what is told is where it begins.
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        line = error.doc.count("\n") + 1
        column = len(error.doc) - error.doc.rfind("\n")
        text = _(
            "The file ends too early, in line %(line)s, column %(column)s: a part of it is missing."
            " Copy or download it again; if that does not help, export the site once more."
        )
    elif error.pos == 0:
        text = _("This file is no JSON, as exports of Ghost are.")
    else:
        text = _(
            "The JSON of this file is broken in line %(line)s, column %(column)s. Export the site"
            " once more; if the file was edited by hand, look for a missing quotation mark, comma"
            " or bracket there."
        )
    return Unreadable(text % {"line": line, "column": column}, line=line, column=column)
