"""When two words are the same: whatever their script, accents and case, and never a part of one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# Accents, soft hyphens and what has no width may stand within a word, and count for nothing.
_SILENT = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_SILENT}])*")
_DROPPED = re.compile(f"[{_SILENT}]")

# How the Balkans write their own scripts in plain Latin letters, once the accents are gone.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "d", "е": "e", "є": "e",
    "ж": "z", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj",
    "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c",
    "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "st", "ъ": "a",
    "ь": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ə": "e", "þ": "th",
}  # fmt: skip
# Letters that stand for a Latin one only because they look like it.
_LOOKS = {
    "а": "a", "в": "b", "е": "e", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h", "о": "o",
    "р": "p", "с": "c", "ѕ": "s", "т": "t", "у": "y", "х": "x",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "u", "χ": "x",
}  # fmt: skip
_BY_SOUND, _BY_LOOK = str.maketrans(_LETTERS), str.maketrans(_LOOKS | {"đ": "d"})
# Longer words come once, and would fill the memory.
_REMEMBERED = 40
_PLAIN_LATIN = re.compile("[a-z]")


class Word(NamedTuple):
    """A word of a text, and where it was typed."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrases:
    """A list of words and phrases; `lengths` are how many words those of it have."""

    known: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]


def fold(word: str) -> str:
    """One spelling for “Вучић”, “Vučić” and “vucic”; “đ” and “dj” are one letter, too.

    A word in two scripts was typed to be seen, not read: there a letter stands for its looks.
    """
    return _known(word) if len(word) <= _REMEMBERED else _fold(word)


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace("dj", "d")
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = _DROPPED.sub("", parts)
    if not bare.isascii():
        is_mixed = _PLAIN_LATIN.search(bare) and any(sign in _LOOKS for sign in bare)
        bare = (bare.translate(_BY_LOOK) if is_mixed else bare).translate(_BY_SOUND)
    return bare.replace("dj", "d")


_known = lru_cache(maxsize=1 << 14)(_fold)


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order."""
    for match in WORD.finditer(text):
        if folded := fold(match.group()):
            yield Word(folded, match.start(), match.end())


@lru_cache(maxsize=8)
def phrases(lines: tuple[str, ...]) -> Phrases:
    """What is looked for: a word or phrase a line; kept, for a list may be long."""
    known = {tuple(word.folded for word in words(line)) for line in lines} - {()}
    return Phrases(frozenset(known), tuple(sorted({len(phrase) for phrase in known})))


def found(text: str, lines: tuple[str, ...]) -> list[str]:
    """Words and phrases of the list in the text, each once, as they were typed."""
    if not lines:
        return []
    wanted, there = phrases(lines), list(words(text))
    places = (
        (there[place], there[place + length - 1])
        for place in range(len(there))
        for length in wanted.lengths
        if _folded(there[place : place + length]) in wanted.known and place + length <= len(there)
    )
    return list(dict.fromkeys(text[first.start : last.end] for first, last in places))


def _folded(some: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.folded for word in some)
