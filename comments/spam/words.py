"""When two words are the same: whatever their script, accents and case, and never a part of one."""

import re
import unicodedata
from functools import lru_cache

# Accents, soft hyphens and what has no width may stand within a word, and count for nothing.
_SILENT = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_]++(?:[{_SILENT}]++[^\W_]*+)*+")
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


# Words and phrases by the first word of each, the shortest first.
type Phrases = dict[str, list[tuple[str, ...]]]


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


@lru_cache(maxsize=16)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order, folded; kept, for several checks ask for the same."""
    if text.isascii():
        # All at once, which is the same: what folds into one letter stands in one word.
        return tuple(WORD.findall(_fold(text)))
    typed = WORD.findall(text)
    known = {word: fold(word) for word in set(typed)}
    return tuple(filter(None, map(known.__getitem__, typed)))


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of its `words` was typed."""
    typed = list(WORD.finditer(text))
    if len(typed) > len(words(text)):
        # There are a few letters that fold into nothing.
        typed = [match for match in typed if fold(match.group())]
    return [match.span() for match in typed]


@lru_cache(maxsize=8)
def phrases(lines: tuple[str, ...]) -> Phrases:
    """What is looked for: a word or phrase a line; kept, for a list may be long."""
    known: Phrases = {}
    for phrase in sorted({words(line) for line in lines} - {()}, key=len):
        known.setdefault(phrase[0], []).append(phrase)
    return known


def found(text: str, lines: tuple[str, ...]) -> list[str]:
    """Words and phrases of the list in the text, each once, as they were typed."""
    wanted, there = phrases(lines), words(text)
    if wanted.keys().isdisjoint(there):
        return []
    typed = spans(text)
    places = (
        (typed[at][0], typed[at + len(phrase) - 1][1])
        for at, word in enumerate(there)
        for phrase in wanted.get(word, ())
        if there[at : at + len(phrase)] == phrase
    )
    return list(dict.fromkeys(text[start:end] for start, end in places))
