"""What is written in the generated sites, ours and those of others: the same for the same number.

Pure: each site puts it into its own tables.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

WORDS = [
    "river", "bridge", "night", "train", "market", "bread", "harbour", "valley", "station",
    "winter", "orchard", "council", "library", "football", "choir", "ferry", "mountain", "border",
    "summer", "kitchen", "letter", "window", "street", "museum", "festival",
]  # fmt: skip
SECTIONS, AUTHORS, TAGS, IMAGES = 8, 30, 200, 200
MINUTES_APART = 30
# The newest have comments; one story among them is much discussed.
DISCUSSED, MUCH_DISCUSSED = 50, 2
COMMENTS, MANY_COMMENTS = 10, 200
DEEPEST = 3


@dataclass(frozen=True, kw_only=True)
class Story:
    """The first is the newest. Sections, authors, tags and images are numbers from 0."""

    number: int
    headline: str
    standfirst: str
    body: str
    section: int
    author: int
    tags: list[int]
    image: int
    comments: int

    @property
    def slug(self) -> str:
        return f"story-{self.number}"

    @property
    def minutes_old(self) -> int:
        return MINUTES_APART * self.number


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment; numbers count from 1 through all stories, parents before their replies."""

    number: int
    story: int
    above: tuple[int, ...]
    name: str
    text: str


def story(number: int) -> Story:
    chance = random.Random(number)
    return Story(
        number=number,
        headline=_sentence(chance, 8),
        standfirst=_sentence(chance, 20) + ".",
        body=_body(chance),
        section=chance.randrange(SECTIONS),
        author=chance.randrange(AUTHORS),
        tags=chance.sample(range(TAGS), 4),
        image=chance.randrange(IMAGES),
        comments=comments_of(number),
    )


def comments_of(number: int) -> int:
    if number == MUCH_DISCUSSED:
        return MANY_COMMENTS
    return COMMENTS if number <= DISCUSSED else 0


def remarks() -> Iterator[Remark]:
    """All comments of a site: of two, about one begins a thread and the other answers somebody."""
    number = 0
    for each in range(1, DISCUSSED + 1):
        chance = random.Random(-each)
        earlier: list[Remark] = []
        for _comment in range(comments_of(each)):
            number += 1
            open_to_replies = [remark for remark in earlier if len(remark.above) < DEEPEST]
            above: tuple[int, ...] = ()
            if open_to_replies and chance.random() < 0.55:
                parent = chance.choice(open_to_replies[-12:])
                above = (*parent.above, parent.number)
            name = f"Reader {chance.randrange(400)}"
            text = _remark_text(chance)
            earlier.append(Remark(number=number, story=each, above=above, name=name, text=text))
        yield from earlier


def _remark_text(chance: random.Random) -> str:
    """One paragraph, at times two."""
    lengths = [chance.randrange(8, 40) for _paragraph in range(chance.choice((1, 1, 2)))]
    return "\n\n".join(f"{_sentence(chance, words)}." for words in lengths)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


@cache
def _paragraphs() -> list[str]:
    """Enough that no two stories read alike, and few enough to be made in no time."""
    chance = random.Random(0)
    return [f"<p>{_sentence(chance, 60)}.</p>" for _number in range(2_000)]


def _body(chance: random.Random) -> str:
    """About 600 words with two subheadings and a quotation."""
    parts = chance.sample(_paragraphs(), 10)
    parts.insert(3, f"<h2>{_sentence(chance, 4)}</h2>")
    parts.insert(6, f"<h2>{_sentence(chance, 4)}</h2>")
    parts.insert(9, f"<blockquote><p>{_sentence(chance, 20)}.</p></blockquote>")
    return "\n".join(parts)
