"""Counts what was repaired in a file, so that it is told once for each kind and not each time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from portal.moving.records import Notice

_TEXTS = {
    "repaired-ampersand": _(
        "Signs “&” that stood for themselves, and names of signs that XML does not know, were read"
        " as they were meant: %(count)s, the first in what begins on line %(line)s."
    ),
    "repaired-between": _(
        "Words that belong to nothing stood between the entries and were passed over: %(count)s"
        " times, the first on line %(line)s."
    ),
    "repaired-bracket": _(
        "Signs “<” that began nothing were read as they stood: %(count)s, the first in what begins"
        " on line %(line)s."
    ),
    "repaired-bytes": _(
        "Bytes that mean no sign in the encoding of the file: %(count)s, the first on line"
        " %(line)s. Each row of them was replaced by one sign “�”, or read as the encoding that"
        " the file names."
    ),
    "repaired-cdata": _(
        "Texts that held “]]>”, which ends a text, were read to their real end: %(count)s, the"
        " first in what begins on line %(line)s."
    ),
    "repaired-controls": _(
        "Control characters, which XML forbids and nobody sees, were left out: %(count)s, the"
        " first on line %(line)s."
    ),
    "repaired-doctype": _(
        "The file declares a document type, which no export of WordPress has. It was passed over,"
        " with all that it defines."
    ),
    "repaired-encoding": _(
        "The file says that it is written in another encoding than UTF-8, but it is in UTF-8."
    ),
    "repaired-prefix": _(
        "Prefixes of elements that the file does not declare were taken for what they usually"
        " mean: %(count)s, the first in what begins on line %(line)s."
    ),
    "repaired-reference": _(
        "References to signs that do not exist were replaced by “�”: %(count)s, the first in what"
        " begins on line %(line)s."
    ),
    "repaired-start": _(
        "Words before the beginning of the export, such as a warning of PHP, were passed over."
    ),
}


@dataclass(kw_only=True, slots=True)
class _Seen:
    line: int
    count: int = 0


@dataclass(slots=True)
class Tally:
    """What was repaired so far."""

    _seen: dict[str, _Seen] = field(default_factory=dict)

    def add(self, code: str, *, line: int, count: int = 1) -> None:
        self._seen.setdefault(code, _Seen(line=line)).count += count

    def notices(self) -> Iterator[Notice]:
        """One for each kind, in the order in which they were met."""
        for code, seen in self._seen.items():
            text = _TEXTS[code] % {"count": seen.count, "line": seen.line}
            yield Notice(code=code, text=text, line=seen.line)
