"""Where the words of a text stand, and under which keys they are found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from accounts.folding import fold, spellings
from articles.analysis.stems import stem

_WORD = re.compile(r"[^\W_]+")
# Nobody looks for more of a word, and no key of an index has to hold more.
LONGEST = 60


class Token(NamedTuple):
    """A word: `text[start:end]` of the text in NFC.

    `key` is the word folded, `stem` what its inflected forms have in common, `also` stems of its
    other spellings.
    """

    start: int
    end: int
    key: str
    stem: str
    also: tuple[str, ...]


def tokens(text: str, language: str) -> Iterator[Token]:
    """The words of a text without markup, in their order; an apostrophe and a hyphen part words."""
    for found in _WORD.finditer(unicodedata.normalize("NFC", text)):
        key, root, also = _analysed(found[0][:LONGEST], language)
        if key:
            yield Token(found.start(), found.end(), key, root, also)


def readings(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """What a word that is looked for may be indexed as, in any of the languages; folded first.

    Nobody says in which language they ask. Other spellings are for texts to have: who looks for a
    vođa, a leader, wants no voda, no water.
    """
    key = fold(word[:LONGEST])
    found = dict.fromkeys([key, *(stem(key, language) for language in languages)])
    return tuple(each for each in found if each)


@lru_cache(maxsize=32_768)
def _analysed(word: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    key, *others = spellings(word, language) or (fold(word),)
    root = stem(key, language)
    also = dict.fromkeys(stem(each, language) for each in others)
    also.pop(root, None)
    return key, root, tuple(also)
