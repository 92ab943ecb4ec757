"""Stories and queries of `tests/data/search`: what a reader types, and what has to be found."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from articles import search
from articles.models import Article, Category

FOLDER = Path(__file__).parents[1] / "data" / "search"
NAMES = ("en", "sr", "tr", "mk", "sq")
SHOWN = 10
_CYRILLIC = re.compile("[а-ш]")


@dataclass(frozen=True, kw_only=True)
class Story:
    number: int
    headline: str
    text: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Query:
    typed: str
    wanted: frozenset[int]


def stories(name: str) -> list[Story]:
    """A number and a headline on the first line, the text on the second."""
    return [_story(name, *part.strip().split("\n")) for part in _parts(name)[0].split("\n\n")]


def queries(name: str) -> list[Query]:
    """What is typed, `=`, and the numbers of the stories."""
    lines = (line.partition(" = ") for line in _parts(name)[1].strip().split("\n"))
    return [
        Query(typed=typed, wanted=frozenset(map(int, numbers.split())))
        for typed, _sign, numbers in lines
    ]


def publish(name: str, *, at: datetime) -> Callable[[str], list[int]]:
    """Put the stories of a language into the archive; what is returned searches it.

    It answers with the numbers of the first page. Rows and documents, without the verbs' company.
    """
    section = Category.objects.create(name=f"News {name}", slug=f"news-{name}")
    rows = {
        story.number: Article(
            headline=story.headline, body=f"<p>{story.text}</p>", slug=f"story-{story.number}",
            language=story.language, category=section, status=Article.Status.PUBLISHED,
            published_at=at, modified_at=at, created_at=at,
        )
        for story in stories(name)
    }  # fmt: skip
    Article.objects.bulk_create(rows.values())
    numbers = {row.pk: number for number, row in rows.items()}
    search.write(list(numbers))

    def find(typed: str) -> list[int]:
        found = search.search(search.parse(typed), at=at, language=name)
        return [numbers[story.pk] for story in found.stories]

    return find


def recall(asked: Iterable[Query], find: Callable[[str], list[int]]) -> dict[str, float]:
    """By query, which share of what is wanted stands among the first SHOWN that are found."""
    return {
        query.typed: len(query.wanted.intersection(find(query.typed)[:SHOWN]))
        / min(len(query.wanted), SHOWN)
        for query in asked
    }


def _parts(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n---\n")


def _story(name: str, first: str, text: str) -> Story:
    number, _space, headline = first.partition(" ")
    # Every other Serbian story is in the other alphabet.
    script = ("-Cyrl" if _CYRILLIC.search(text) else "-Latn") if name == "sr" else ""
    return Story(number=int(number), headline=headline, text=text, language=f"{name}{script}")
