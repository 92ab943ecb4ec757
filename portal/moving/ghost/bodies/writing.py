"""A body while it is written, with what was left out of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.moving.ghost.bodies import cards
from portal.moving.ghost.values import Row

# Characters of a body. A document may name one card a hundred thousand times.
LONGEST = 20_000_000
# Elements on the way to a word: more than any writer needs, fewer than a browser would bear.
DEEPEST = 100


class Unwritten(Exception):
    """This is no document of the kind that it is said to be."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """HTML, with what it does not hold: cards with nothing for readers, things that are not known
    by their name, and elements that stood too deep, of which only the words are kept."""

    html: str
    left_out: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    too_deep: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.html.strip() and not self.left_out


class Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left_out: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.too_deep = 0
        self._length = 0

    def add(self, html: str) -> None:
        self.parts.append(self.measured(html))

    def measured(self, html: str) -> str:
        """The same, unless the body has become longer than any that was written by a person."""
        self._length += len(html)
        if self._length > LONGEST:
            raise Unwritten
        return html

    def body(self) -> Body:
        return Body(
            html="".join(self.parts),
            left_out=self.left_out,
            unknown=self.unknown,
            too_deep=self.too_deep,
        )

    def card(self, name: str, card: Row) -> None:
        if not cards.is_for_readers(name, card):
            self.left_out[name] += 1
            return
        html = cards.written(name, card)
        if html is None:
            self.unknown[name] += 1
            html = cards.in_words(card)
        self.add(html)
