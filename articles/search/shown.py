"""How a story that was found is shown: with what was looked for marked where it stands."""

from dataclasses import dataclass

from accounts.folding import fold
from articles import text
from articles.analysis import readings, tokens
from articles.models import Article
from articles.search.excerpts import Part, Passage, Wanted, marked, passage
from articles.search.query import Query


@dataclass(frozen=True, kw_only=True)
class Found:
    article: Article
    headline: tuple[Part, ...]
    passage: Passage


def shown(article: Article, query: Query, *, is_loose: bool = False) -> Found:
    """A story with its headline, and the passage that has most of the words; both marked.

    `is_loose`: words that only begin as those of the query count too. Needs the text to be loaded.
    """
    return Found(
        article=article,
        headline=headline(article, query, is_loose=is_loose),
        passage=_passage(article, query, is_loose=is_loose),
    )


def headline(article: Article, query: Query, *, is_loose: bool = False) -> tuple[Part, ...]:
    said = article.headline
    return marked(said, _wanted(said, article.language, query, is_loose), article.language)


def _passage(article: Article, query: Query, *, is_loose: bool) -> Passage:
    """Of the introduction, unless the text says more of what was looked for."""
    language, introduction = article.language, article.standfirst
    wanted = _wanted(introduction, language, query, is_loose)
    first = passage(introduction, wanted, language)
    if first.parts and first.words == len(wanted):
        return first
    body = text.plain(article.body)
    second = passage(body, _wanted(body, language, query, is_loose), language)
    return second if second.words > first.words or not first.parts else first


def _wanted(said: str, language: str, query: Query, is_loose: bool) -> Wanted:
    words = [word for each in query.wanted for word in each.words]
    if is_loose:
        keys = {token.key for token in tokens(said, language)}
        begun = [fold(word) for word in words]
        return [frozenset(key for key in keys if key.startswith(word)) for word in begun]
    return [frozenset(readings(word, [language])) for word in words]
