"""How stories that were found are shown: with what was looked for marked where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from articles import text
from articles.models import Article
from articles.search.excerpts import Marker, Part, Passage
from articles.search.query import Query

# Else a subheading would read as the beginning of the sentence behind it.
_HEADING_ENDS = re.compile("(?=</h[23]>)")


@dataclass(frozen=True, kw_only=True)
class Shown:
    article: Article
    headline: tuple[Part, ...]
    passage: Passage


def shown(stories: Iterable[Article], query: Query, *, is_loose: bool = False) -> list[Shown]:
    """Each with its headline, and the passage that has most of the words; both marked.

    `is_loose`: what only begins as one of the words counts too. Needs the texts to be loaded.
    """
    words = [word for each in query.wanted for word in each.words]
    markers: dict[str, Marker] = {}
    found = []
    for story in stories:
        language = story.language or settings.LANGUAGE_CODE
        if language not in markers:
            markers[language] = Marker(words, language, is_loose=is_loose)
        marker = markers[language]
        found.append(
            Shown(
                article=story,
                headline=marker.marked(story.headline),
                passage=_passage(story, marker, len(words)),
            )
        )
    return found


def _passage(story: Article, marker: Marker, words: int) -> Passage:
    """Of the introduction, unless the text says more of what was looked for."""
    first = marker.passage(story.standfirst)
    if first.parts and first.words == words:
        return first
    second = marker.passage(text.plain(_HEADING_ENDS.sub(" ·", story.body)))
    return second if second.words > first.words or not first.parts else first
