"""The index in SQLite: an ordinary FTS5 table, walked from the newest story on."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection

from articles.models import SearchDocument
from articles.search import marks
from articles.search.backends import FOUND, Found, Hit, conditions, row
from articles.search.documents import GAP, Document, Lexemes, key_of
from articles.search.wanted import Clause, Place, Wanted, one_of

# So many words before and after another spelling are found with it in a phrase.
BESIDE = 3
_TABLE = "articles_searchwords"
_COLUMNS = ("headline", "standfirst", "body", "tags", "authors", "marks")
_PLACES = {
    Place.HEADLINE: "headline : ", Place.TAGS: "tags : ", Place.AUTHORS: "authors : ",
    Place.MARKS: "marks : ", Place.ANYWHERE: "",
}  # fmt: skip


# In the place of what may be left of a row that went with its story.
INSERT = (
    f"INSERT OR REPLACE INTO {_TABLE} (rowid, {', '.join(_COLUMNS)})"  # noqa: S608  # our own names
    f" VALUES ({', '.join(['%s'] * (1 + len(_COLUMNS)))})"
)


def put(articles: Collection[int], documents: Sequence[Document]) -> None:
    old = SearchDocument.objects.filter(article__in=articles)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {_TABLE} WHERE rowid = %s",  # noqa: S608  # a name of our own
            [(key,) for key in old.values_list("key", flat=True)],
        )
        old.delete()
        SearchDocument.objects.bulk_create(map(row, documents))
        cursor.executemany(INSERT, [list(values(document)) for document in documents])


def newest(wanted: Wanted, *, enough: int, most: int) -> Found:
    sql, parameters = conditions(wanted)
    # A key is of a second, and the columns tell the rest.
    sql.append("words.rowid < %s")
    parameters.append(key_of((wanted.until or wanted.at) + timedelta(seconds=1)))
    if wanted.since:
        sql.append("words.rowid >= %s")
        parameters.append(key_of(wanted.since))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {FOUND} FROM {_TABLE} AS words CROSS JOIN articles_searchdocument"  # noqa: S608
            f" ON key = words.rowid WHERE {_TABLE} MATCH %s AND {' AND '.join(sql)}"
            f" ORDER BY words.rowid DESC LIMIT {most}",
            [query(wanted.clauses), *parameters],
        )
        hits = [Hit(*found) for found in cursor.fetchall()]
    return Found(hits, is_all=len(hits) < most)


def marked(mark: str, *, most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT article_id FROM {_TABLE} AS words CROSS JOIN articles_searchdocument"  # noqa: S608
            f" ON key = words.rowid WHERE {_TABLE} MATCH %s LIMIT {most}",
            [query([one_of([mark])])],
        )
        return [article for (article,) in cursor.fetchall()]


def values(document: Document) -> Iterator[Any]:
    yield document.key
    for words in (
        document.headline, document.standfirst, document.body, document.tags, document.authors,
    ):  # fmt: skip
        yield _text(words)
    yield " ".join(document.marks)


def _text(words: Sequence[Lexemes]) -> str:
    """Stems in their order; behind them those of other spellings, with their neighbours."""
    return " ".join([*(stem for stem, *_also in words), GAP, *_others(words)])


def _others(words: Sequence[Lexemes]) -> Iterator[str]:
    for place, (_stem, *also) in enumerate(words):
        for other in also:
            yield from (stem for stem, *_also in words[max(0, place - BESIDE) : place])
            yield other
            yield from (stem for stem, *_also in words[place + 1 : place + 1 + BESIDE])
            yield GAP


def query(clauses: Sequence[Clause]) -> str:
    """As FTS5 asks it; a story that has nothing of something has to have something else."""
    every = Clause(variants=((marks.EVERY,),), place=Place.MARKS)
    wanted = [clause for clause in clauses if not clause.is_negated]
    unwanted = [clause for clause in clauses if clause.is_negated]
    said = f"({' AND '.join(map(_clause, wanted or [every]))})"
    return " NOT ".join([said, *map(_clause, unwanted)])


def _clause(clause: Clause) -> str:
    ending = " *" if clause.is_beginning else ""
    said = " OR ".join(f'"{" ".join(variant)}"{ending}' for variant in clause.variants)
    return f"{_PLACES[clause.place]}({said})"
