"""Redirects that a Ghost site had: of redirects.json, redirects.yaml, or within an export.

Their sources are regular expressions. Those that stand for one path are taken; of all others is
said why they are not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from portal.moving.ghost import yaml
from portal.moving.ghost.loading import content, document_of
from portal.moving.ghost.values import Row, rows
from portal.moving.records import Unreadable

_SETTING_APART = re.compile(r"\\([^A-Za-z0-9])")
# What means something in a regular expression, but for the full stop: people write it as it is.
_MEANING = re.compile(r"(?<!\\)[\^$*+?()\[\]{}|]|\\[A-Za-z0-9]|\\$")
_GROUP = re.compile(r"\$[0-9&]")
_TARGET = re.compile(r"(?:https?://|/(?!/))[^\s\\<>\"]*", re.IGNORECASE)
_JSON = ("[", "{")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """An old address and where it leads; with a note it was not taken, for the reason it gives."""

    old: str
    new: str
    permanent: bool = True
    note: str = ""


def redirects(path: Path) -> tuple[Moved, ...]:
    """All redirects of the file, in its order; the first one of a path is the one that counts."""
    text = content(path).decode("utf-8-sig", errors="replace")
    found = _of_json(text) if text.lstrip().startswith(_JSON) else _of_yaml(text)
    return tuple(_once(map(_taken, found)))


def _of_json(text: str) -> Iterator[Moved]:
    document = document_of(text)
    if isinstance(document, dict):
        databases = rows(document.get("db")) or [Row(document)]
        document = databases[0].row("data").values.get("redirects")
    if not isinstance(document, list):
        raise Unreadable(_("There are no redirects in this file."))
    for row in rows(document):
        yield Moved(old=row.text("from"), new=row.text("to"), permanent=row.is_true("permanent"))


def _of_yaml(text: str) -> Iterator[Moved]:
    entries = list(yaml.entries(text))
    if not any(entry.section for entry in entries):
        raise Unreadable(
            _("There are no redirects in this file. They stand under “301:” or “302:”.")
        )
    for entry in entries:
        note = ""
        if not entry.is_understood:
            note = _("Line %(line)s cannot be read.") % {"line": entry.line}
        if entry.key or note:
            yield Moved(old=entry.key, new=entry.value, permanent=entry.section == "301", note=note)


def _taken(moved: Moved) -> Moved:
    """With a plain path as its source, or a note that says why it has none."""
    if moved.note:
        return moved
    path = _path(moved.old)
    if path is None:
        note = _("A pattern, not an address: write a redirect for each address that it stood for.")
    elif _GROUP.search(moved.new):
        note = _("Its new address is made of parts of the old one.")
    elif not _TARGET.fullmatch(moved.new):
        note = _("Its new address is none.")
    elif path == moved.new:
        note = _("It leads to itself.")
    else:
        return replace(moved, old=path)
    return replace(moved, note=note)


def _path(source: str) -> str | None:
    """The one path that a source stands for, if it does; both ways to end one are the same."""
    text = source.strip()
    if len(text) > 3 and text.startswith("/") and text.endswith("/i"):
        # Ghost's sign for a pattern in which small and capital letters are the same.
        text = text[1:-2]
        text = text if text.startswith(("^", "/", "\\/")) else f"/{text}"
    text = text.removeprefix("^").removesuffix("$").replace("\\/", "/")
    text = f"{text[:-2]}/" if text.endswith("/?") else text
    if _MEANING.search(text):
        return None
    path = _SETTING_APART.sub(r"\1", text)
    is_path = path.startswith("/") and not path.startswith("//") and not re.search(r"[\s#]", path)
    return path if is_path else None


def _once(found: Iterable[Moved]) -> Iterator[Moved]:
    known: set[str] = set()
    for moved in found:
        if not moved.note and moved.old in known:
            yield replace(moved, note=_("Another redirect of this address stands before it."))
            continue
        if not moved.note:
            known.add(moved.old)
        yield moved
