"""Parses the pieces of a file one at a time, each without what it could reach beyond itself."""

import re

from lxml import etree

from portal.moving.wxr.names import declaration, declared, is_prefix
from portal.moving.wxr.repairs import mended
from portal.moving.wxr.scanning import Piece
from portal.moving.wxr.tally import Tally
from portal.moving.wxr.words import Element

_UNDECLARED = re.compile(r"Namespace prefix (\S{1,64}) ")
_MOST_PREFIXES = 200
# Where the parser believes that it is, which is where it is in a piece.
_PLACE = re.compile(r",? line \d+(?:, column \d+)?")


class Fault(Exception):
    """Why a piece cannot be parsed, and where in the file that is."""

    def __init__(self, reason: str, *, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


class Parser:
    """Knows the prefixes of a file. What it has to repair is told to the tally."""

    def __init__(self, *, tally: Tally) -> None:
        self._tally = tally
        self._prefixes: dict[str, str] = {}
        self._opening = b"<piece>"
        # Long texts and deep elements are allowed: a piece is all that they can fill. No document
        # type gets here, so that there are no entities to resolve.
        self._xml = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True,
            remove_pis=True,
        )  # fmt: skip

    def declare(self, head: bytes) -> None:
        """Take over what the beginning of the file declares."""
        self._add(declared(head))

    def parsed(self, piece: Piece) -> Element:
        """What the piece holds, within one element more; raises a `Fault`."""
        try:
            return self._parsed(piece.data, line=piece.line)
        except etree.XMLSyntaxError as fault:
            repaired = mended(piece.data)
            if not repaired.repairs:
                raise self._placed(fault, piece) from None
        try:
            root = self._parsed(repaired.data, line=piece.line)
        except etree.XMLSyntaxError as fault:
            raise self._placed(fault, piece) from None
        for code, count in repaired.repairs.items():
            self._tally.add(code, line=piece.line, count=count)
        return root

    def _parsed(self, data: bytes, *, line: int) -> Element:
        try:
            return self._strictly(data)
        except etree.XMLSyntaxError:
            missing = self._undeclared()
            if not missing:
                raise
        self._add({name: name for name in missing})
        self._tally.add("repaired-prefix", line=line, count=len(missing))
        return self._strictly(data)

    def _strictly(self, data: bytes) -> Element:
        return etree.fromstring(b"".join((self._opening, data, b"</piece>")), self._xml)

    def _undeclared(self) -> set[str]:
        # The log of the exception has what other parsers said before.
        found = (_UNDECLARED.match(entry.message) for entry in self._xml.error_log)
        names = {match[1] for match in found if match and is_prefix(match[1])}
        return names - self._prefixes.keys()

    def _add(self, prefixes: dict[str, str]) -> None:
        if len(self._prefixes) + len(prefixes) <= _MOST_PREFIXES:
            self._prefixes |= prefixes
            self._opening = b"<piece%s>" % declaration(self._prefixes)

    def _placed(self, fault: etree.XMLSyntaxError, piece: Piece) -> Fault:
        line, column = fault.position
        if line == 1:
            column = max(1, column - len(self._opening)) + piece.column - 1
        reason = _PLACE.sub("", fault.msg)
        return Fault(reason, line=piece.line + line - 1, column=column)
