"""What a query asks of the index: in which lexemes, whatever database has them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from accounts.folding import fold
from articles import analysis
from articles.analysis.tokens import LONGEST
from articles.search.query import Query, words_of

# What begins with fewer letters is so much that reading where it stands takes seconds.
SHORTEST_BEGINNING = 5


class Place(StrEnum):
    """Where words stand; the letter is what PostgreSQL's lexemes of the place begin with."""

    ANYWHERE = ""
    HEADLINE = "h"
    TAGS = "t"
    AUTHORS = "a"
    MARKS = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One of the variants stands in the place: a lexeme, or several beside each other."""

    variants: tuple[tuple[str, ...], ...]
    place: Place = Place.ANYWHERE
    is_negated: bool = False
    is_beginning: bool = False

    @property
    def is_phrase(self) -> bool:
        return any(len(variant) > 1 for variant in self.variants)

    def as_typed(self) -> "Clause":
        """The same without other spellings and forms."""
        return replace(self, variants=self.variants[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All clauses at once, of stories that are live at `at`, published from `since` to `until`."""

    clauses: tuple[Clause, ...]
    at: datetime
    since: datetime | None = None
    until: datetime | None = None

    def marked(self, names: Iterable[str]) -> "Wanted":
        """The same of stories that have one of these marks."""
        return replace(self, clauses=(*self.clauses, one_of(names)))

    def between(self, since: datetime | None, until: datetime | None) -> "Wanted":
        """The same of stories that were published in that time too."""
        return replace(
            self,
            since=max(filter(None, (self.since, since)), default=None),
            until=min(filter(None, (self.until, until)), default=None),
        )

    def in_headlines(self) -> "Wanted":
        """The same, with all words in the headline."""
        return replace(self, clauses=tuple(map(_in_headline, self.clauses)))

    def only(self, clause: Clause) -> "Wanted":
        """Whatever has this one."""
        return replace(self, clauses=(clause,), since=None, until=None)

    def loosely(self, loose: Collection[Clause]) -> "Wanted":
        """The same, with these words beginnings of what stands there."""
        found = (_beginning(each) if each in loose else each for each in self.clauses)
        return replace(self, clauses=tuple(found))


def clauses(query: Query, *, languages: Collection[str]) -> tuple[Clause, ...]:
    """What the words, authors and tags of a query are in the lexemes of these languages."""
    found = [
        Clause(variants=variants(word.words, languages), is_negated=word.is_negated)
        for word in query.words
    ]
    for names, place in ((query.authors, Place.AUTHORS), (query.tags, Place.TAGS)):
        found += [
            Clause(variants=variants((word,), languages), place=place)
            for name in names
            for word in words_of(name)
        ]
    return tuple(clause for clause in found if clause.variants)


def one_of(names: Iterable[str]) -> Clause:
    """One of these marks; of none, no story has one."""
    found = tuple((mark,) for mark in names)
    return Clause(variants=found or (("@none",),), place=Place.MARKS)


def variants(words: tuple[str, ...], languages: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """What a word may stand in the index as, or words beside each other, in any of the languages.

    Of a phrase only the first spelling of each word.
    """
    if len(words) == 1:
        return tuple((reading,) for reading in analysis.readings(words[0], languages))
    folded = [key for word in words if (key := fold(word[:LONGEST]))]
    found = (tuple(analysis.stem(key, language) for key in folded) for language in languages)
    return tuple(dict.fromkeys(found)) if folded else ()


def is_word(clause: Clause) -> bool:
    """Whether it is a word or phrase that stories have to have, wherever."""
    return clause.place is Place.ANYWHERE and not clause.is_negated


def _in_headline(clause: Clause) -> Clause:
    return replace(clause, place=Place.HEADLINE) if is_word(clause) else clause


def _beginning(clause: Clause) -> Clause:
    """A word without endings begins more of what is meant than one with them."""
    long = tuple(each for each in clause.variants if len(each[-1]) >= SHORTEST_BEGINNING)
    return replace(clause, variants=long, is_beginning=True) if long else clause
