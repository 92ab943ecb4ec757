"""Whether a text says afterwards what it said before, word for word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from unicodedata import normalize

from articles.text import words
from portal.moving.texts.preparing import prepare
from portal.moving.texts.reading import visible
from portal.moving.texts.results import LONGEST_SAMPLE
from portal.moving.texts.tokens import scan

MOST_SAMPLES = 5
_WORD = re.compile(r"\w+")
# An address that was to be read may have become what a link or an embed has.
_ADDRESSES = re.compile(r'(?:href|data-embed)="([^"]*)"')


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How many words are missing and new, and the first of them, as they follow each other."""

    missing: int = 0
    new: int = 0
    missing_samples: tuple[str, ...] = ()
    new_samples: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return not (self.missing or self.new)


def same_words(before: str, after: str, *, form: str = "wordpress") -> Comparison:
    """What a text of another system says that ours does not, and the other way round."""
    return compare(visible(prepare(before, form=form).tokens), after)


def compare(said: str, body: str, *, beside: str = "") -> Comparison:
    """What was said, in plain words, and what a text in our form says.

    Nor is missing what is said `beside` it, as who made a picture.
    """
    shown = visible(scan(body, codes=False))
    addresses = " ".join(_ADDRESSES.findall(body))
    before, after = _words(said), _words(shown)
    missing = before - (after + words(addresses) + _words(beside))
    new = after - before
    return Comparison(
        missing=missing.total(),
        new=new.total(),
        missing_samples=_samples(said, missing),
        new_samples=_samples(shown, new),
    )


def _words(text: str) -> Counter[str]:
    """As a reader counts them: a raised figure is that figure."""
    return words(escape(normalize("NFKC", text)))


def _samples(text: str, wanted: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    for phrase in _phrases(normalize("NFKC", text), Counter(wanted)):
        found.append(phrase)
        if len(found) == MOST_SAMPLES:
            break
    return tuple(found)


def _phrases(text: str, wanted: Counter[str]) -> Iterator[str]:
    """Wanted words that follow each other, each as often as it is wanted, from the end back.

    What is missing is rather the second of two than the first.
    """
    if not wanted:
        return
    phrase: list[str] = []
    for word in _WORD.findall(text):
        key = word.casefold()
        if wanted[key] > 0 and len(phrase) < LONGEST_SAMPLE // 6:
            wanted[key] -= 1
            phrase.append(word)
        elif phrase:
            yield " ".join(phrase)[:LONGEST_SAMPLE]
            phrase = []
    if phrase:
        yield " ".join(phrase)[:LONGEST_SAMPLE]
