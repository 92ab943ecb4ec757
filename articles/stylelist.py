"""What a rule of the style list marks, as one expression that Python and browsers read alike.

People write a part of the language of regular expressions: signs, sets, choices, repetitions. How
many ways there are to read an expression at one place is bounded, so that no text can keep the page
of a writer busy.
"""

import re
import unicodedata
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# As far as a sign is repeated that may be repeated without an end.
REPEATED = 40
# At so many ways to read it, a paragraph of the worst kind takes a tenth of a second.
MOST_WAYS = 2000

SYNTAX = frozenset("^$\\.*+?()[]{}|/")
# A letter, a sign on it, a figure or _, of every script: \w is Latin only to browsers.
_LETTER = r"\p{L}\p{M}\p{N}_"
_KINDS = {"d": r"\d", "s": r"\s", "w": _LETTER}
_TIMES = re.compile(r"\{(\d{1,2})(?:(,)(\d{1,2})?)?\}")


class Refused(ValidationError):
    """The expression cannot be used; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """A piece of an expression as browsers read it, how short a match is, how many ways to it."""

    source: str
    shortest: int
    ways: int = 1


def source(pattern: str, *, is_regex: bool) -> str:
    """What a browser compiles with the flags `giu`; whole words, in any script."""
    pattern = unicodedata.normalize("NFC", pattern).strip()
    inner = _expression(pattern) if is_regex else _words(pattern)
    return f"(?:(?<![{_LETTER}])|(?![{_LETTER}]))(?:{inner})(?:(?![{_LETTER}])|(?<![{_LETTER}]))"


def _expression(pattern: str) -> str:
    read = _Reader(pattern).read().source
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):
            re.compile(pattern)
    except re.error as error:
        raise Refused(
            _("It is no regular expression: %(reason)s."), params={"reason": error.msg}
        ) from error
    return read


def _words(text: str) -> str:
    if not text:
        raise Refused(_("It would mark nothing."))
    return r"\s+".join("".join(map(_literal, word)) for word in text.split())


def _literal(sign: str) -> str:
    return f"\\{sign}" if sign in SYNTAX else sign


class _Reader:
    """Reads an expression from its beginning to its end, once."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def read(self) -> Read:
        found = self._choice()
        if self.at < len(self.pattern):
            raise Refused(_("A bracket is closed that was not opened."))
        if not found.shortest:
            raise Refused(_("It would mark nothing, as in “x*”: say what has to be there."))
        if found.ways > MOST_WAYS:
            raise Refused(
                _(
                    "It repeats or leaves open too much, so that it could stop the page of who"
                    " writes. Make two rules of it."
                )
            )
        return found

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        sign = self._next()
        self.at += 1
        return sign

    def _choice(self) -> Read:
        """Alternatives with | between them, up to a bracket that closes."""
        ways = [self._sequence()]
        while self._next() == "|":
            self._take()
            ways.append(self._sequence())
        return Read(
            source="|".join(each.source for each in ways),
            shortest=min(each.shortest for each in ways),
            ways=sum(each.ways for each in ways),
        )

    def _sequence(self) -> Read:
        found = Read(source="", shortest=0)
        while self._next() not in ("", "|", ")"):
            piece = self._repeated()
            found = Read(
                source=found.source + piece.source,
                shortest=found.shortest + piece.shortest,
                ways=found.ways * piece.ways,
            )
        return found

    def _repeated(self) -> Read:
        is_group, piece = self._next() == "(", self._piece()
        times = self._times()
        if times is None:
            return piece
        least, most = times
        if is_group and most > 1:
            raise Refused(
                _("Brackets cannot be repeated, only left open with “?”: repeat what is in them.")
            )
        if self._next() in ("*", "+", "{"):
            raise Refused(_("Something is repeated twice, as in “a+*”."))
        lazy = self._take() if self._next() == "?" else ""
        return Read(
            source=f"{piece.source}{{{least},{most}}}{lazy}",
            shortest=piece.shortest * least,
            ways=piece.ways * (most - least + 1),
        )

    def _times(self) -> tuple[int, int] | None:
        """How often at least and at most, if anything is said of it."""
        simple = {"?": (0, 1), "*": (0, REPEATED), "+": (1, REPEATED)}.get(self._next())
        if simple:
            self._take()
            return simple
        found = _TIMES.match(self.pattern, self.at)
        if not found:
            return None
        self.at = found.end()
        least = int(found[1])
        most = int(found[3]) if found[3] else max(REPEATED, least) if found[2] else least
        if most < least or most == 0:
            raise Refused(_("It says how often in the wrong order, as in “a{3,2}”."))
        return least, most

    def _piece(self) -> Read:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return Read(source=self._set(), shortest=1)
        if sign == "\\":
            kind = self._escaped()
            return Read(source=f"[{kind}]" if kind == _LETTER else kind, shortest=1)
        if sign == ".":
            return Read(source=".", shortest=1)
        if sign in "^$":
            return Read(source=sign, shortest=0)
        if sign in "*+?":
            raise Refused(_("There is nothing before “%(sign)s” to repeat."), params={"sign": sign})
        if sign in "{}]":
            raise Refused(
                _("Write “\\%(sign)s” where the sign itself is meant."), params={"sign": sign}
            )
        return Read(source=_literal(sign), shortest=1)

    def _group(self) -> Read:
        if self._next() == "?":
            self._take()
            if self._take() != ":":
                raise Refused(_("Of brackets that begin with “(?”, only “(?:” can be used."))
        inner = self._choice()
        if self._take() != ")":
            raise Refused(_("A bracket is not closed."))
        return Read(source=f"(?:{inner.source})", shortest=inner.shortest, ways=inner.ways)

    def _escaped(self) -> str:
        sign = self._take()
        if sign in _KINDS and sign:
            return _KINDS[sign]
        if not sign or sign.isalnum():
            raise Refused(
                _("“\\%(sign)s” cannot be used: of these, there are \\d, \\s and \\w."),
                params={"sign": sign},
            )
        return _literal(sign)

    def _set(self) -> str:
        """The signs between square brackets, with ranges."""
        parts = ["[^" if self._next() == "^" else "["]
        self.at += parts[0] == "[^"
        if self._next() in ("]", ""):
            raise Refused(_("Square brackets are empty, or not closed."))
        while (sign := self._take()) != "]":
            if not sign:
                raise Refused(_("A bracket is not closed."))
            piece = self._escaped() if sign == "\\" else sign
            piece = _in_set(piece) if len(piece) == 1 else piece
            if self._next() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                piece = self._range(sign)
            parts.append(piece)
        return "".join(parts) + "]"

    def _range(self, first: str) -> str:
        self._take()
        last = self._take()
        if "\\" in (first, last):
            raise Refused(
                _("A range in square brackets goes from one sign to another, without “\\”.")
            )
        if first > last:
            raise Refused(_("A range in square brackets is in the wrong order, as in “[z-a]”."))
        return f"{_in_set(first)}-{_in_set(last)}"


def _in_set(sign: str) -> str:
    return f"\\{sign}" if sign in SYNTAX or sign == "-" else sign
