"""What readers may be about to look for, while they type."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Author
from articles.analysis import tokens
from articles.models import Article, Category, SearchName, Tag
from articles.models.stories import ArticleQuerySet
from articles.search import Query, Word, search, tidy, vocabulary
from articles.search.excerpts import Marker

Kind = SearchName.Kind

# Letters of a word, for names and for headlines: with two, some words are thousands.
SHORTEST, SHORTEST_OF_STORIES = 2, 3
# Of each kind of name, and in all.
NAMES, MOST = 2, 8
# Of the names of a kind that begin as a word, those with the shortest are looked at.
_LOOKED_AT = 60
# Words that the last one may become: each costs a search.
_ENDINGS = 2


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """Each has an address; the names are those of live stories."""

    sections: list[Category] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    stories: list[Article] = field(default_factory=list)


def suggest(typed: str, *, at: datetime) -> Suggestions:
    """What has all of the words, of which the last may only have been begun; MOST at most."""
    words = [token.key for token in tokens(tidy(typed), "")]
    if not words or len(words[-1]) < SHORTEST:
        return Suggestions()
    live = Article.objects.live(at)
    sections = Category.objects.select_related("parent").order_by("position", "name", "pk")
    tags, authors = Tag.objects.order_by("name"), Author.objects.all()
    filed = live.filter(listings__category=OuterRef("pk"))
    tagged = live.filter(tag_items__tag=OuterRef("pk"))
    signed = live.filter(bylines__author=OuterRef("pk"))
    found = Suggestions(
        sections=_chosen(sections, Kind.SECTION, filed, words),
        tags=_chosen(tags, Kind.TAG, tagged, words),
        authors=_chosen(authors, Kind.AUTHOR, signed, words),
    )
    left = MOST - len(found.sections) - len(found.tags) - len(found.authors)
    found.stories.extend(_stories(words, at)[:left])
    return found


def _named(kind: str, word: str) -> list[int]:
    """The names of a kind with a word that begins so."""
    rows = SearchName.objects.filter(vocabulary.begins(word), kind=kind)
    return list(rows.order_by("folded", "number").values_list("number", flat=True)[:_LOOKED_AT])


def _chosen[Row: (Category, Tag, Author)](
    rows: QuerySet[Row], kind: str, live: ArticleQuerySet, words: list[str]
) -> list[Row]:
    found = rows.filter(Exists(live), pk__in=_named(kind, words[-1]))
    return [row for row in found if _has(row.name, words)][:NAMES]


def _has(name: str, words: list[str]) -> bool:
    """Whether each word begins one of the name's."""
    own = [token.key for token in tokens(name, "")]
    return all(any(key.startswith(word) for key in own) for word in words)


def _stories(words: list[str], at: datetime) -> list[Article]:
    """Those that have the words, and one of them in the headline: the others would puzzle."""
    found: dict[int, Article] = {}
    if len(words[-1]) < SHORTEST_OF_STORIES:
        return []
    for ending in vocabulary.endings(words[-1], most=_ENDINGS):
        whole = (*words[:-1], ending)
        query = Query(text=" ".join(whole), words=tuple(Word(words=(word,)) for word in whole))
        for story in search(query, at=at).stories:
            marker = Marker(whole, story.language or settings.LANGUAGE_CODE)
            if any(part.is_hit for part in marker.marked(story.headline)):
                found[story.pk] = story
        if len(found) >= MOST:
            break
    return list(found.values())
