"""In which order readers get what was found; the same whichever database found it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.search.wanted import Clause

# What a word counts for by where it stands; in the headline as it was typed, or in another form.
TYPED, HEADLINE, BESIDE, BODY = 1.0, 0.85, 0.5, 0.15
# In the body up to so much more, by its place among what that is about.
ABOUT = 0.3
# More, if all words stand in the headline.
ALL_IN_HEADLINE = 0.5
# What a story loses by its age at most, and in how many days it loses half of that.
FADES, HALF = 0.6, 60


@dataclass(frozen=True, slots=True)
class Match:
    """A story that was found; texts as `SearchDocument` has them."""

    key: int
    published_at: datetime
    headline: str
    forms: str
    beside: str
    about: str


def ranked(matches: Iterable[Match], words: Sequence[Clause], *, at: datetime) -> list[int]:
    """The keys of the matches, best first; of equally good ones the newest."""
    found = [(score(match, words, at=at), match.key) for match in matches]
    return [key for _score, key in sorted(found, reverse=True)]


def score(match: Match, words: Sequence[Clause], *, at: datetime) -> float:
    """How well a story that has these words answers them, 0 to 1.5."""
    worth = [_worth(match, word) for word in words]
    found = sum(worth) / len(worth) + (ALL_IN_HEADLINE if min(worth) >= HEADLINE else 0)
    days = max(0.0, (at - match.published_at).total_seconds() / 86400)
    return found * (1 - FADES + FADES * 0.5 ** (days / HALF))


def _worth(match: Match, word: Clause) -> float:
    if _has(match.headline, word):
        return TYPED if word.is_phrase or _has(match.forms, word.as_typed()) else HEADLINE
    if _has(match.beside, word):
        return BESIDE
    about = match.about.split()
    places = [max(map(about.index, each)) for each in word.variants if set(each) <= set(about)]
    return BODY + (ABOUT * (1 - min(places) / len(about)) if places else 0)


def _has(text: str, word: Clause) -> bool:
    if word.is_phrase:
        return any(_has_beside_each_other(text.split(), each) for each in word.variants)
    lexemes = text.replace("|", " ").split()
    if word.is_beginning:
        return any(lexeme.startswith(each) for (each,) in word.variants for lexeme in lexemes)
    return any(each in lexemes for (each,) in word.variants)


def _has_beside_each_other(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        all(part in word.split("|") for part, word in zip(wanted, words[start:], strict=False))
        for start in range(len(words) - len(wanted) + 1)
    )
