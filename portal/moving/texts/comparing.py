"""Whether a text says afterwards what it said before, word for word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from unicodedata import normalize

from articles.text import words
from portal.moving.texts.preparing import prepare
from portal.moving.texts.reading import visible
from portal.moving.texts.results import LONGEST_SAMPLE

MOST_SAMPLES, LONGEST_PHRASE = 5, 15
_WORD = re.compile(r"\w+")
# An address that was to be read may have become what a link or an embed has.
# The one form in which articles.html writes these.
_IN_LINE = re.compile(r"</?(?:a|strong|em)(?: [^>]*)?>")
_PICTURE = re.compile(r'<img data-file="[0-9]+" src="[^"]*" alt="([^"]*)">')
_EMBED = re.compile(r'<figure data-embed="[^"]*"><a [^>]*>[^<]*</a>')
_TAG = re.compile(r"<[^>]*>")
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
    shown = _shown(body)
    # Nearly every text says the same, and this is how to know it soonest.
    if _WORD.findall(said) == _WORD.findall(shown):
        return Comparison()
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


def _shown(body: str) -> str:
    """What a reader sees of a text in our form, pictures as their words."""
    seen = _IN_LINE.sub("", _PICTURE.sub(r" \1 ", _EMBED.sub(" ", body)))
    return unescape(_TAG.sub(" ", seen))


def _words(text: str) -> Counter[str]:
    """As a reader counts them: a raised figure is that figure."""
    return words(escape(normalize("NFKC", text)))


def _samples(text: str, wanted: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    # Of two that were there and one that is missing, the first is taken to be there still.
    others = _words(text) - wanted
    for phrase in _phrases(normalize("NFKC", text), others) if wanted else ():
        found.append(phrase)
        if len(found) == MOST_SAMPLES:
            break
    return tuple(found)


def _phrases(text: str, others: Counter[str]) -> Iterator[str]:
    """Words that follow each other, but for as many as the others are."""
    phrase: list[str] = []
    for word in [*_WORD.findall(text), ""]:
        key = word.casefold()
        is_other = not word or others[key] > 0
        if word and is_other:
            others[key] -= 1
        elif word:
            phrase.append(word)
        if phrase and (is_other or len(phrase) == LONGEST_PHRASE):
            yield " ".join(phrase)[:LONGEST_SAMPLE]
            phrase = []
