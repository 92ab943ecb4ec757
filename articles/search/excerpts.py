"""Which part of a text shows best why it was found, with the words that were looked for marked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.folding import fold
from articles.analysis import readings, tokens

# Signs of a passage: three lines of a card.
LONGEST = 200
_SENTENCE = re.compile(r"[.!?…]['\"”’»“]?\s+")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Parts that follow one another; `begins_within` and `ends_within` where text was left out.

    `words` is how many of those that are looked for stand in it.
    """

    parts: tuple[Part, ...]
    begins_within: bool
    ends_within: bool
    words: int


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    word: int


class Marker:
    """Marks words in texts of one language; a word that comes again is not analysed again."""

    def __init__(self, words: Sequence[str], language: str, *, is_loose: bool = False) -> None:
        """`is_loose`: what only begins as one of the words is marked too."""
        self._readings = {
            key: place for place, word in enumerate(words) for key in readings(word, [language])
        }
        self._begun = tuple(fold(word) for word in words) if is_loose else ()
        self._language = language
        self._known: dict[str, int | None] = {}

    def marked(self, text: str) -> tuple[Part, ...]:
        """All of a text (in NFC), in parts that are a word which is looked for, or are not."""
        text = unicodedata.normalize("NFC", text)
        return tuple(_parts(text, list(self._hits(text)), 0, len(text)))

    def passage(self, text: str, *, longest: int = LONGEST) -> Passage:
        """Where most of the words stand together: at most so many signs of the text, in NFC.

        It begins with a sentence where one begins near enough, and is cut between words. Without
        any of the words it is the beginning of the text.
        """
        text = unicodedata.normalize("NFC", text)
        hits = list(self._hits(text))
        near = _closest(hits, longest)
        start, end = _around(text, near, longest)
        return Passage(
            parts=tuple(_parts(text, hits, start, end)),
            begins_within=start > 0,
            ends_within=end < len(text),
            words=len({hit.word for hit in near}),
        )

    def _hits(self, text: str) -> Iterator[_Hit]:
        for found in _WORD.finditer(text):
            said = found[0]
            if said not in self._known:
                self._known[said] = self._word(said)
            if (word := self._known[said]) is not None:
                yield _Hit(found.start(), found.end(), word)

    def _word(self, said: str) -> int | None:
        """Which of those that are looked for it is."""
        for token in tokens(said, self._language):
            for key in (token.key, token.stem, *token.also):
                if key in self._readings:
                    return self._readings[key]
            for place, beginning in enumerate(self._begun):
                if token.key.startswith(beginning):
                    return place
        return None


def _closest(hits: list[_Hit], longest: int) -> list[_Hit]:
    """Those that fit together and are of the most words, then the most, then the first."""
    best, most = slice(0), (0, 0)
    words: Counter[int] = Counter()
    last = 0
    for place, first in enumerate(hits):
        while last < len(hits) and (last == place or hits[last].end <= first.start + longest):
            words[hits[last].word] += 1
            last += 1
        if (worth := (len(words), last - place)) > most:
            best, most = slice(place, last), worth
        words[first.word] -= 1
        if not words[first.word]:
            del words[first.word]
    return hits[best]


def _around(text: str, near: list[_Hit], longest: int) -> tuple[int, int]:
    if len(text) <= longest:
        return 0, len(text)
    if not near:
        return 0, _cut(text, 0, longest)
    first, last = near[0].start, min(near[-1].end, near[0].start + longest)
    earliest = max(0, min(first - (longest - (last - first)) // 2, len(text) - longest))
    start = _beginning(text, earliest, first)
    end = min(start + longest, len(text))
    return start, end if end == len(text) else _cut(text, last, end)


def _beginning(text: str, earliest: int, first: int) -> int:
    """The first sentence that begins between the two places, else the first word."""
    if earliest == 0:
        return 0
    for pattern in (_SENTENCE, _SPACE):
        if found := pattern.search(text, earliest, first):
            return found.end()
    return first


def _cut(text: str, last: int, end: int) -> int:
    """Behind the last word that is whole before `end`, and not before `last`."""
    if text[end].isspace():
        return end
    spaces = [found.start() for found in _SPACE.finditer(text, last, end)]
    return spaces[-1] if spaces and spaces[-1] > 0 else end


def _parts(text: str, hits: list[_Hit], start: int, end: int) -> Iterator[Part]:
    reached = start
    for hit in hits:
        if hit.end <= reached or hit.start >= end:
            continue
        if hit.start > reached:
            yield Part(text[reached : hit.start], is_hit=False)
        stop = min(hit.end, end)
        yield Part(text[max(hit.start, reached) : stop], is_hit=True)
        reached = stop
    if reached < end:
        yield Part(text[reached:end], is_hit=False)
