"""The index in PostgreSQL: a tsvector made here, of lexemes that are stems, marks and places."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from time import monotonic
from typing import Any

from django.db import connection, transaction

from articles.models import SearchDocument
from articles.search import marks
from articles.search.backends import FOUND, Found, Hit, conditions, row
from articles.search.documents import GAP, Document, Lexemes
from articles.search.wanted import Clause, Place, Wanted, one_of

# What the planner expects no more of is read at once; else time by time, from now on back. Of words
# that its statistics do not know it expects half as many as of the rarest that they do.
FEW = 5_000
# Seconds after which older times are left alone: of two common words, few stories have a phrase.
PATIENCE = 1.0
_TABLE = "articles_searchdocument"


def put(articles: Collection[int], documents: Sequence[Document]) -> None:
    SearchDocument.objects.filter(article__in=articles).delete()
    if not documents:
        return
    columns = SearchDocument._meta.concrete_fields
    names = ", ".join([*(str(column.column) for column in columns), "words"])
    one = f"({', '.join(['%s'] * len(columns))}, %s::tsvector)"
    values: list[Any] = []
    for each in documents:
        kept = row(each)
        values += (getattr(kept, column.attname) for column in columns)
        values.append(vector(each))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} ({names}) VALUES {', '.join([one] * len(documents))}",  # noqa: S608  # names of our own
            values,
        )


def newest(wanted: Wanted, *, enough: int, most: int) -> Found:
    with transaction.atomic(), connection.cursor() as cursor, _by_index(cursor):
        if wanted.clauses and _expected(cursor, wanted) <= FEW:
            hits = _read(cursor, wanted, most)
            return Found(hits, is_all=len(hits) < most)
        hits, until = [], monotonic() + PATIENCE
        for window in _windows(cursor, wanted):
            hits += _read(cursor, wanted.marked(window), most - len(hits))
            if len(hits) >= enough or monotonic() > until:
                return Found(hits, is_all=False)
        return Found(hits, is_all=True)


def marked(mark: str, *, most: int) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor, _by_index(cursor):
        cursor.execute(
            f"SELECT article_id FROM {_TABLE} WHERE words @@ %s::tsquery LIMIT {most}",  # noqa: S608
            [query([one_of([mark])])],
        )
        return [article for (article,) in cursor.fetchall()]


@contextmanager
def _by_index(cursor: Any) -> Iterator[None]:
    """Keep the planner from looking through texts: it does not know what that costs."""
    names = ("enable_seqscan", "enable_indexscan")
    cursor.execute(" ".join(f"SET LOCAL {name} = off;" for name in names))
    yield
    cursor.execute(" ".join(f"SET LOCAL {name} TO DEFAULT;" for name in names))


def _expected(cursor: Any, wanted: Wanted) -> int:
    """How many rows the planner expects, which takes half a millisecond."""
    cursor.execute(
        f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {_TABLE} WHERE words @@ %s::tsquery",  # noqa: S608
        [query(wanted.clauses)],
    )
    told = cursor.fetchone()[0]
    plan = json.loads(told) if isinstance(told, str) else told
    return int(plan[0]["Plan"]["Plan Rows"])


def _windows(cursor: Any, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Marks of ever older times, down to that of the oldest story."""
    cursor.execute(f"SELECT published_at FROM {_TABLE} ORDER BY key LIMIT 1")  # noqa: S608
    oldest: tuple[datetime] | None = cursor.fetchone()
    if oldest is None:
        return
    since = max(oldest[0], wanted.since or oldest[0])
    yield from marks.windows(since, min(wanted.at, wanted.until or wanted.at))


def _read(cursor: Any, wanted: Wanted, most: int) -> list[Hit]:
    sql, parameters = conditions(wanted)
    if wanted.clauses:
        sql.append("words @@ %s::tsquery")
        parameters.append(query(wanted.clauses))
    cursor.execute(
        f"SELECT {FOUND} FROM {_TABLE} WHERE {' AND '.join(sql)} ORDER BY key DESC LIMIT {most}",  # noqa: S608
        parameters,
    )
    return [Hit(*found) for found in cursor.fetchall()]


def query(clauses: Iterable[Clause]) -> str:
    """As a tsquery."""
    return " & ".join(map(_clause, clauses))


def _clause(clause: Clause) -> str:
    said = " | ".join(
        f"({' <-> '.join(_lexeme(part, clause) for part in variant)})"
        for variant in clause.variants
    )
    return f"!({said})" if clause.is_negated else f"({said})"


def _lexeme(text: str, clause: Clause) -> str:
    ending = ":*" if clause.is_beginning else ""
    return f"'{_placed(text, clause.place)}'{ending}"


def _placed(lexeme: str, place: Place) -> str:
    return lexeme if place in (Place.ANYWHERE, Place.MARKS) else f"{place}:{lexeme}"


def vector(document: Document) -> str:
    """As a tsvector: each word with its positions, again with its place where that is asked for."""
    found: dict[str, list[int]] = {mark: [] for mark in document.marks}
    positions = count(1)
    for words, place in (
        (document.headline, Place.HEADLINE),
        (document.standfirst, Place.ANYWHERE),
        (document.tags, Place.TAGS),
        (document.authors, Place.AUTHORS),
        (document.body, Place.ANYWHERE),
    ):
        for lexemes, position in zip((*words, (GAP,)), positions, strict=False):
            for lexeme in _places(lexemes, place):
                found.setdefault(lexeme, []).append(position)
    return " ".join(f"'{lexeme}'{_positions(at)}" for lexeme, at in found.items())


def _places(lexemes: Lexemes, place: Place) -> Iterator[str]:
    for lexeme in lexemes:
        if lexeme != GAP:
            yield lexeme
            if place:
                yield _placed(lexeme, place)


def _positions(at: Sequence[int]) -> str:
    return ":" + ",".join(map(str, at)) if at else ""
