"""The little YAML that redirects.yaml is made of: two sections, with one pair on each line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SECTION = re.compile(r"""(['"]?)(30[12])\1\s*:\s*(?:(?:\{\s*\}|null|~)\s*)?(?:#.*)?""")
_DOCUMENT = ("---", "...", "%YAML")
# A text that goes on in other lines, an anchor, a tag, a list: nothing that Ghost itself writes.
_MORE = ("|", ">", "&", "*", "!", "[", "{", "- ", "? ", "@", "`")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A section, if it has no key; else a pair of one, or a line that was not understood."""

    line: int
    section: str = ""
    key: str = ""
    value: str = ""
    is_understood: bool = True


@dataclass(frozen=True)
class _Scalar:
    """A text, and what stands behind it in its line."""

    text: str
    rest: str


def entries(text: str) -> Iterator[Entry]:
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith(("#", *_DOCUMENT)):
            continue
        if found := _SECTION.fullmatch(line.rstrip()):
            section = found[2]
            yield Entry(line=number, section=section)
            continue
        yield _pair(line, number, section)


def _pair(line: str, number: int, section: str) -> Entry:
    bare = line.strip()
    key = _scalar(bare, is_key=True)
    value = _scalar(key.rest[1:].strip(), is_key=False) if key and key.rest[:1] == ":" else None
    is_whole = value is not None and value.rest[:1] in ("", "#")
    if not section or not line[0].isspace() or key is None or value is None or not is_whole:
        return Entry(line=number, key=bare[:200], is_understood=False)
    return Entry(line=number, section=section, key=key.text, value=value.text)


def _scalar(text: str, *, is_key: bool) -> _Scalar | None:
    """The text that stands here, without its quotation marks; nothing for other YAML."""
    if text.startswith("'"):
        return _single(text)
    if text.startswith('"'):
        return _double(text)
    if not text or text.startswith(_MORE):
        return None
    if not is_key:
        return _Scalar(text.partition(" #")[0].rstrip(), "")
    key, colon, rest = text.partition(": ")
    return _Scalar(key.rstrip(), f":{rest}") if colon else None


def _single(text: str) -> _Scalar | None:
    found = re.match(r"'((?:[^']|'')*)'\s*", text)
    return _Scalar(found[1].replace("''", "'"), text[found.end() :]) if found else None


def _double(text: str) -> _Scalar | None:
    found = re.match(r'("(?:[^"\\]|\\.)*")\s*', text)
    if not found:
        return None
    try:
        return _Scalar(json.loads(found[1], strict=False), text[found.end() :])
    # YAML knows more signs after a backslash than JSON does.
    except ValueError:
        return _Scalar(found[1][1:-1].replace("\\\\", "\\"), text[found.end() :])
