"""What a story is in the index: the stems of its words, in their order, and its marks."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from articles import analysis
from articles.search import marks

# The stem of a word, then stems of its other spellings.
type Lexemes = tuple[str, ...]

# Stands between texts, so that no phrase is found across both.
GAP = "@"
# The end of a longer text is not found: PostgreSQL keeps a megabyte of a story.
MOST_WORDS, MOST_LETTERS = 15_000, 200_000
# The stems that a text has most often say what it is about.
ABOUT = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is indexed of a story: texts without markup, tags by their keys.

    `section` is what its category belongs to, or the same; `listed` are all on whose pages it is.
    """

    article: int
    published_at: datetime
    unpublish_at: datetime | None
    language: str
    headline: str
    standfirst: str
    body: str
    tags: dict[int, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    category: int = 0
    section: int = 0
    listed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A story in the words of the index, and what ranking has to know of it.

    `forms` are the words of the headline as they stand there, folded; `about` is what the body has
    more than once, most often first.
    """

    key: int
    story: Story
    headline: tuple[Lexemes, ...]
    standfirst: tuple[Lexemes, ...]
    body: tuple[Lexemes, ...]
    tags: tuple[Lexemes, ...]
    authors: tuple[Lexemes, ...]
    marks: tuple[str, ...]
    forms: tuple[str, ...]
    about: tuple[str, ...]


def key_of(moment: datetime, article: int = 0) -> int:
    """Ordered as stories were published, to the second, and another for each story."""
    return (math.floor((moment - _EPOCH).total_seconds()) << 24) | (article & 0xFFFFFF)


def document(story: Story) -> Document:
    """The story, analysed in its language; 1 to 2 ms."""
    body = tuple(_lexemes(story.body, story.language))
    often = Counter(stem for stem, *_also in body if len(stem) > 1)
    return Document(
        key=key_of(story.published_at, story.article),
        story=story,
        headline=tuple(_lexemes(story.headline, story.language)),
        standfirst=tuple(_lexemes(story.standfirst, story.language)),
        body=body,
        tags=tuple(_apart(story.tags.values(), story.language)),
        authors=tuple(_apart(story.authors, story.language)),
        marks=tuple(dict.fromkeys(_marks(story))),
        forms=tuple(token.key for token in analysis.tokens(story.headline, story.language)),
        about=tuple(stem for stem, times in often.most_common(ABOUT) if times > 1),
    )  # fmt: skip


def _marks(story: Story) -> Iterator[str]:
    yield marks.EVERY
    yield from marks.of_time(story.published_at)
    yield marks.tongue(analysis.tongue(story.language))
    yield from map(marks.category, (story.category, story.section, *story.listed))
    yield from map(marks.tag, story.tags)


def _lexemes(text: str, language: str) -> Iterator[Lexemes]:
    for token in islice(analysis.tokens(text[:MOST_LETTERS], language), MOST_WORDS):
        yield (token.stem or token.key, *token.also)


def _apart(texts: Iterable[str], language: str) -> Iterator[Lexemes]:
    for text in texts:
        yield from _lexemes(text, language)
        yield (GAP,)
