"""Stories and queries of `tests/data/search`: what a reader types, and what has to be found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "search"
# The code of the language by the name of its file.
LANGUAGES = {"en": "en", "sr": "sr-Latn", "tr": "tr", "mk": "mk", "sq": "sq"}
SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Story:
    number: int
    headline: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Query:
    typed: str
    wanted: frozenset[int]


def stories(name: str) -> list[Story]:
    """A number and a headline on the first line, the text on the second."""
    return [_story(*part.strip().split("\n")) for part in _parts(name)[0].split("\n\n")]


def queries(name: str) -> list[Query]:
    """What is typed, `=`, and the numbers of the stories."""
    lines = (line.partition(" = ") for line in _parts(name)[1].strip().split("\n"))
    return [
        Query(typed=typed, wanted=frozenset(map(int, numbers.split())))
        for typed, _sign, numbers in lines
    ]


def recall(asked: Iterable[Query], find: Callable[[str], list[int]]) -> dict[str, float]:
    """By query, which share of what is wanted stands among the first SHOWN that are found."""
    return {
        query.typed: len(query.wanted.intersection(find(query.typed)[:SHOWN]))
        / min(len(query.wanted), SHOWN)
        for query in asked
    }


def _parts(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n---\n")


def _story(first: str, text: str) -> Story:
    number, _space, headline = first.partition(" ")
    return Story(number=int(number), headline=headline, text=text)
