"""Turns a file in whatever encoding into UTF-8 that XML allows, line for line."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from portal.moving.records import Unreadable
from portal.moving.wxr.tally import Tally

# Enough to hold what a server says before the export begins.
_START = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_UNICODE = re.compile(r"utf-?8|(?:us-)?ascii", re.IGNORECASE)
# A byte is a sign in each of these, so that the others stay right where one is wrong.
_LEGACY = re.compile(r"(?:windows-?|cp-?)125\d|(?:iso-?8859|latin)-?\d+|koi8-?[ru]", re.IGNORECASE)
_STRAY = re.compile("[\ud800-\udfff]+")
_REPLACED = "\ufffd"
# Two of the control characters part words, so they become a space.
_PARTING = b"\x0b\x0c"
_BELOW_SPACE = bytes(range(0x20)).translate(None, b"\t\n\r")
_CONTROLS = _BELOW_SPACE.translate(None, _PARTING)
_AS_SPACES = bytes.maketrans(_PARTING, b"  ")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_NO_SIGN = re.compile(rb"\xef\xbf[\xbe\xbf]")


def in_utf8(chunks: Iterable[bytes], *, tally: Tally) -> Iterator[bytes]:
    """Chunks that end with a whole sign each, without what XML forbids."""
    source, line = iter(chunks), 1
    start = _start(source)
    mark, encoding = _marked(start)
    decoder = _Decoder(encoding, declared=_declared(start), tally=tally)
    for chunk in chain((start[len(mark) :],), source):
        clean = _allowed(decoder.in_utf8(chunk, line=line), line=line, tally=tally)
        line += clean.count(b"\n")
        if clean:
            yield clean


def _start(source: Iterator[bytes]) -> bytes:
    start = b""
    while len(start) < _START and (chunk := next(source, b"")):
        start += chunk
    return start


def _marked(start: bytes) -> tuple[bytes, str]:
    """The mark that the file begins with, and the encoding that it stands for."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return mark, encoding
    return b"", next((name for sign, name in _UNMARKED if start.startswith(sign)), "")


def _declared(start: bytes) -> str:
    """The encoding that the file names for itself; empty for UTF-8 and for none."""
    found = _DECLARED.search(start)
    name = found[1].decode() if found else ""
    return "" if _UNICODE.fullmatch(name) else name


class _Decoder:
    """Settles for an encoding at the first byte that is not plain ASCII."""

    def __init__(self, encoding: str, *, declared: str, tally: Tally) -> None:
        self._declared, self._tally, self._legacy = declared, tally, ""
        self._decoder = self._of(encoding) if encoding else None

    def in_utf8(self, chunk: bytes, *, line: int) -> bytes:
        if self._decoder is None:
            if chunk.isascii():
                return chunk
            self._decoder = self._of(self._found(chunk, line=line))
        text = self._decoder.decode(chunk)
        try:
            return text.encode()
        except UnicodeEncodeError:
            return self._mended(text, line=line).encode()

    def _of(self, encoding: str) -> codecs.IncrementalDecoder:
        errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
        return codecs.getincrementaldecoder(encoding)(errors)

    def _found(self, chunk: bytes, *, line: int) -> str:
        """The text itself is believed before what the file says about it."""
        if not self._declared:
            return "utf-8"
        is_legacy = _LEGACY.fullmatch(self._declared) and _is_known(self._declared)
        if _is_utf8(chunk):
            self._tally.add("repaired-encoding", line=1)
            self._legacy = self._declared if is_legacy else ""
            return "utf-8"
        if is_legacy:
            return self._declared
        raise Unreadable(
            _("The file is written in “%(encoding)s”. Save it as UTF-8 with a text editor.")
            % {"encoding": self._declared},
            line=line,
        )

    def _mended(self, text: str, *, line: int) -> str:
        rows = _STRAY.findall(text)
        first = line + text.count("\n", 0, text.index(rows[0]))
        self._tally.add("repaired-bytes", line=first, count=sum(map(len, rows)))
        return _STRAY.sub(self._read if self._legacy else _REPLACED, text)

    def _read(self, row: re.Match[str]) -> str:
        return row[0].encode("ascii", "surrogateescape").decode(self._legacy, "replace")


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _is_utf8(chunk: bytes) -> bool:
    try:
        codecs.utf_8_decode(chunk, "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def _allowed(chunk: bytes, *, line: int, tally: Tally) -> bytes:
    kept = chunk.translate(_AS_SPACES, _CONTROLS)
    if b"\xef\xbf" in kept:
        kept = _NO_SIGN.sub(b"", kept)
    if kept != chunk and (first := _FORBIDDEN.search(chunk)):
        count = len(chunk) - len(_NO_SIGN.sub(b"\xef\xbf", chunk.translate(None, _BELOW_SPACE)))
        tally.add(
            "repaired-controls", line=line + chunk.count(b"\n", 0, first.start()), count=count
        )
    return kept
