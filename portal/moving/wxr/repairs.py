"""Mends a piece that does not parse, where what was meant is certain."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from html.entities import html5

# What can be wrong outside of a CDATA section; within one, all of this may stand.
_SIGN = re.compile(rb"<!\[CDATA\[|<!--|\]\]>|&|<(?![A-Za-z_:/!?\x80-\xff])")
_CDATA, _END_OF_CDATA, _END_OF_COMMENT = b"<![CDATA[", b"]]>", b"-->"
_QUOTED_END = b"]]]]><![CDATA[>"
_OPENING = re.compile(rb"<([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]*)?>\s*")
_CLOSING = re.compile(rb"\s{0,80}</([A-Za-z_][\w.:-]{0,80})\s{0,80}>")
_LONGEST_TAG = 300
_REFERENCE = re.compile(
    rb"&(?:#(?P<decimal>\d{1,9})|#x(?P<hex>[0-9A-Fa-f]{1,8})|(?P<name>[A-Za-z][A-Za-z0-9]{0,40}));"
)
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
# How many elements within one another may still turn out to end later than it seemed.
_MOST_OPENED = 8
# A piece that needs more was never meant to be XML.
_MOST_REPAIRS = 100_000


@dataclass(frozen=True, kw_only=True)
class Mended:
    """What came of a piece, and how often each kind of repair was made, by the codes of notices."""

    data: bytes
    repairs: Counter[str]


def mended(data: bytes) -> Mended:
    """The piece with as many lines as before, as far as it can be repaired without guessing."""
    return _Mender(data).mended()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opened:
    """A CDATA section that an element begins with, and the state that it was met in."""

    name: bytes
    start: int
    written: int
    repairs: Counter[str]


class _Mender:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0
        self._written = bytearray()
        self._opened: deque[_Opened] = deque(maxlen=_MOST_OPENED)
        self._repairs: Counter[str] = Counter()

    def mended(self) -> Mended:
        while found := _SIGN.search(self._data, self._at):
            self._copy(found.start())
            self._handle(found[0])
            if self._repairs.total() > _MOST_REPAIRS:
                break
        self._copy(len(self._data))
        return Mended(data=bytes(self._written), repairs=self._repairs)

    def _copy(self, end: int) -> None:
        self._written += self._data[self._at : end]
        self._at = end

    def _replace(self, sign: bytes, by: bytes, code: str) -> None:
        self._written += by
        self._at += len(sign)
        self._repairs[code] += 1

    def _handle(self, sign: bytes) -> None:
        if sign == _CDATA:
            self._remember()
            self._skip(_END_OF_CDATA)
        elif sign == b"<!--":
            self._skip(_END_OF_COMMENT)
        elif sign == _END_OF_CDATA:
            self._end_of_cdata()
        elif sign == b"&":
            self._reference()
        else:
            self._replace(sign, b"&lt;", "repaired-bracket")

    def _skip(self, sign: bytes) -> None:
        end = self._data.find(sign, self._at + len(_CDATA) - 5)
        self._copy(end + len(sign) if end >= 0 else len(self._data))

    def _remember(self) -> None:
        tag = self._data.rfind(b"<", max(0, self._at - _LONGEST_TAG), self._at)
        if tag >= 0 and (opening := _OPENING.fullmatch(self._data, tag, self._at)):
            self._opened.append(
                _Opened(
                    name=opening[1],
                    start=self._at,
                    written=len(self._written),
                    repairs=self._repairs.copy(),
                )
            )

    def _end_of_cdata(self) -> None:
        """One that stands outside of a section: the last section ended before its text did.

        So it is if its element ends right after; what was taken for elements since was text.
        """
        closing = _CLOSING.match(self._data, self._at + len(_END_OF_CDATA))
        names = [opened.name for opened in self._opened]
        if closing is None or closing[1] not in names:
            self._replace(_END_OF_CDATA, b"]]&gt;", "repaired-cdata")
            return
        while (opened := self._opened.pop()).name != closing[1]:
            pass
        text = self._data[opened.start + len(_CDATA) : self._at]
        del self._written[opened.written :]
        self._written += _CDATA + text.replace(_END_OF_CDATA, _QUOTED_END)
        self._copy(self._at + len(_END_OF_CDATA))
        self._repairs = opened.repairs
        self._repairs["repaired-cdata"] += 1

    def _reference(self) -> None:
        found = _REFERENCE.match(self._data, self._at)
        if found is None:
            self._replace(b"&", b"&amp;", "repaired-ampersand")
        elif found["name"]:
            self._name(found[0], found["name"])
        elif _is_a_sign(found):
            self._copy(found.end())
        else:
            self._replace(found[0], b"&#xFFFD;", "repaired-reference")

    def _name(self, reference: bytes, name: bytes) -> None:
        if name in _OF_XML:
            self._copy(self._at + len(reference))
            return
        signs = html5.get(f"{name.decode()};")
        meant = "".join(f"&#{ord(sign)};" for sign in signs) if signs else f"&amp;{name.decode()};"
        self._replace(reference, meant.encode(), "repaired-ampersand")


def _is_a_sign(reference: re.Match[bytes]) -> bool:
    number = int(reference["decimal"] or reference["hex"], 10 if reference["decimal"] else 16)
    return (
        number in (0x9, 0xA, 0xD)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
