"""A search among very many stories, in the configured database.

`python -m bench.searched build STORIES` fills an empty database; `python -m bench.searched measure
ROUNDS` prints what it measures as JSON.
"""

import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # models exist after setup()
from django.db import connection, transaction  # noqa: E402

from articles import search  # noqa: E402
from articles.models import Article, Category, SearchDocument  # noqa: E402
from articles.search import backends, documents, marks, postgresql, sqlite  # noqa: E402
from articles.search.documents import Document, Story  # noqa: E402
from bench.processes import cpu_seconds  # noqa: E402

NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
YEARS = 10
SECTIONS = 8
# Texts that stories have in turn: words as often as in real ones, each some times in the archive.
POOL, LENGTH, VOCABULARY = 20_000, 300, 50_000
AT_ONCE = 2_000
# Stand in three of ten stories each: some beside each other, two never in one story, one only in
# the older half; one in one of 50,000.
RIVER, BRIDGE, SUMMER, WINTER, BYGONE, SELDOM = (
    "zarivet", "zabrike", "zasumet", "zawinet", "zabygot", "zaseldt",
)  # fmt: skip


def vocabulary() -> list[str]:
    """Words that are no words, and stay what they are when they lose their endings."""
    syllables = [a + b for a, b in product("bdfgklmnprtvz", "aou")]
    return ["".join(each) + "t" for each in product(syllables, repeat=3)][:VOCABULARY]


def texts() -> Iterator[list[str]]:
    """By Zipf's law: the word of rank r about as often as 1/r."""
    chance, words = random.Random(7), vocabulary()  # nothing secret
    weights = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(words))))
    for _text in range(POOL):
        yield chance.choices(words, cum_weights=weights, k=LENGTH)


def pool() -> list[Document]:
    return [
        documents.document(
            Story(
                article=0, published_at=NEWEST, unpublish_at=None, language="en",
                headline=" ".join(words[:8]), standfirst=" ".join(words[8:30]),
                body=" ".join(words[30:]), tags={1: words[0]}, authors=("Ana Petrov",),
            )
        )
        for words in texts()
    ]  # fmt: skip


def published(number: int, count: int) -> datetime:
    return NEWEST - timedelta(days=YEARS * 365) * (number / count)


def added(number: int, count: int) -> list[str]:
    """The words of known frequency that a story has, in their order; `_` is another word."""
    tenth = number * 2_654_435_761 % 1_000 // 100
    found = [RIVER, BRIDGE] if number % 100 == 0 else [RIVER] if tenth < 3 else []
    found += ["_", BRIDGE] if number * 40_503 % 997 < 299 else []
    found += [SUMMER] if tenth in (3, 4, 5) else [WINTER] if tenth in (6, 7, 8) else []
    found += [BYGONE] if number > count // 2 and number % 10 < 3 else []
    return found + ([SELDOM] if number % 50_000 == 17 else [])


def build(count: int) -> None:
    call_command("migrate", verbosity=0)
    for number in range(SECTIONS):
        Category.objects.create(name=f"Section {number}", slug=f"section-{number}", position=number)
    first = Category.objects.order_by("pk").values_list("pk", flat=True)[0]
    Article.objects.bulk_create([_story(count, count, first)])
    (_build_postgresql if connection.vendor == "postgresql" else _build_sqlite)(count, first)


def _story(number: int, count: int, first: int) -> Article:
    return Article(
        pk=number, headline=f"Story {number}", slug=f"story-{number}", language="en",
        standfirst="What happened on that day.", body="<p>What happened then.</p>" * 20,
        status=Article.Status.PUBLISHED, category_id=first + number % SECTIONS,
        published_at=published(number, count), created_at=NEWEST, modified_at=NEWEST,
    )  # fmt: skip


# As `added` and `published`, for a database that makes a million rows of one.
_ADDED = f"""
    CASE WHEN n %% 100 = 0 THEN ' ''{RIVER}'':11 ''{BRIDGE}'':12'
        WHEN tenth < 3 THEN ' ''{RIVER}'':11' ELSE '' END
    || CASE WHEN n * 40503 %% 997 < 299 THEN ' ''{BRIDGE}'':15' ELSE '' END
    || CASE WHEN tenth BETWEEN 3 AND 5 THEN ' ''{SUMMER}'':17'
        WHEN tenth BETWEEN 6 AND 8 THEN ' ''{WINTER}'':17' ELSE '' END
    || CASE WHEN n > %(count)s / 2 AND n %% 10 < 3 THEN ' ''{BYGONE}'':19' ELSE '' END
    || CASE WHEN n %% 50000 = 17 THEN ' ''{SELDOM}'':20' ELSE '' END
"""
_DOCUMENTS = f"""
    INSERT INTO articles_searchdocument
        (key, article_id, published_at, category, section, language,
        headline, forms, beside, about, words)
    SELECT (floor(extract(epoch FROM moment))::bigint << 24) | n, n, moment,
        %(first)s + n %% {SECTIONS}, %(first)s + n %% {SECTIONS}, 'en',
        headline, forms, beside, about,
        words || format('''@all'' ''@len'' ''@c%%s'' ''@m%%s'' ''@q%%s'' ''@y%%s'' ',
            %(first)s + n %% {SECTIONS}, month, month / 3, month / 12)::tsvector
            || ({_ADDED})::tsvector
    FROM generate_series(%(from)s::bigint, %(to)s, -1) AS n
    JOIN bench_pool ON bench_pool.number = n * 7919 %% {POOL},
    LATERAL (SELECT %(newest)s::timestamptz - interval '1 s' * (%(seconds)s * n / %(count)s)
        AS moment) AS moments,
    LATERAL (SELECT n * 2654435761 %% 1000 / 100 AS tenth,
        (extract(year FROM moment AT TIME ZONE 'UTC') * 12
        + extract(month FROM moment AT TIME ZONE 'UTC') - 1)::int AS month) AS months
"""  # noqa: S608  # names of our own
_STORIES = """
    INSERT INTO articles_article ({columns}) SELECT {values}
    FROM articles_article, generate_series(%(from)s::bigint, %(to)s, -1) AS n
    WHERE id = %(count)s AND n < %(count)s
"""


def _build_postgresql(count: int, first: int) -> None:
    named: dict[str, Any] = {
        "count": count, "first": first, "newest": NEWEST, "seconds": float(YEARS * 365 * 86400),
    }  # fmt: skip
    columns = [str(column.column) for column in Article._meta.concrete_fields]
    own = {
        "id": "n", "headline": "'Story ' || n", "slug": "'story-' || n",
        "category_id": f"%(first)s + n %% {SECTIONS}",
        "published_at": "%(newest)s::timestamptz - interval '1 s' * (%(seconds)s * n / %(count)s)",
    }  # fmt: skip
    stories = _STORIES.format(
        columns=", ".join(columns), values=", ".join(own.get(name, name) for name in columns)
    )
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_by_words")
        _fill_pool(cursor)
        for upper in range(count, 0, -AT_ONCE * 10):
            part = {"from": upper, "to": max(1, upper - AT_ONCE * 10 + 1)}
            cursor.execute(stories, named | part)
            cursor.execute(_DOCUMENTS, named | part)
            print(count - part["to"] + 1, flush=True)
        cursor.execute("DROP TABLE bench_pool")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(
            "CREATE INDEX search_by_words ON articles_searchdocument USING gin (words)"
            " WITH (fastupdate = off)"
        )
        cursor.execute("VACUUM ANALYZE articles_searchdocument")
        cursor.execute("VACUUM ANALYZE articles_article")


def _fill_pool(cursor: Any) -> None:
    cursor.execute(
        "CREATE TABLE bench_pool (number bigint PRIMARY KEY, headline text, forms text,"
        " beside text, about text, words tsvector)"
    )
    for number, text in enumerate(pool()):
        row = backends.row(text)
        words = postgresql.vector(replace(text, marks=()))
        cursor.execute(
            "INSERT INTO bench_pool VALUES (%s, %s, %s, %s, %s, %s::tsvector)",
            [number, row.headline, row.forms, row.beside, row.about, words],
        )


def _build_sqlite(count: int, first: int) -> None:
    ready = pool()
    with connection.cursor() as cursor:
        for upper in range(count, 0, -AT_ONCE):
            numbers = range(upper, max(0, upper - AT_ONCE), -1)
            made = [_placed(ready[n * 7_919 % POOL], n, count, first) for n in numbers]
            with transaction.atomic():
                Article.objects.bulk_create(_story(n, count, first) for n in numbers if n != count)
                SearchDocument.objects.bulk_create(map(backends.row, made))
                cursor.executemany(sqlite.INSERT, [list(sqlite.values(each)) for each in made])
            print(count - numbers[-1] + 1, flush=True)
        cursor.execute("ANALYZE")


def _placed(text: Document, number: int, count: int, first: int) -> Document:
    """A text of the pool as a story of its own, with its marks and the words it has besides."""
    moment, section = published(number, count), first + number % SECTIONS
    story = replace(
        text.story, article=number, published_at=moment, category=section, section=section
    )
    own = (marks.EVERY, *marks.of_time(moment), marks.tongue("en"), marks.category(section))
    words = tuple((word,) for word in added(number, count))
    key = documents.key_of(moment, number)
    return replace(text, key=key, story=story, marks=own, body=(*text.body, *words))


def kinds() -> dict[str, list[str]]:
    """Queries of each kind, by what they look for."""
    words = vocabulary()
    often = {rank: words[rank] for rank in (0, 3, 10, 30, 100, 300, 1_000, 3_000)}
    return {
        "common": [RIVER, BRIDGE, SUMMER, WINTER],
        "top": [often[0], often[3]],
        "rare": [SELDOM],
        "others": [often[rank] for rank in (10, 30, 100, 300, 1_000, 3_000)],
        "two_common": [f"{RIVER} {BRIDGE}", f"{RIVER} {often[3]}"],
        "never_together": [f"{SUMMER} {WINTER}"],
        "phrase": [f'"{words[80]} {words[90]}"', f'"{words[100]} {words[70]}"'],
        "phrase_of_the_commonest": [f'"{often[0]} {often[3]}"'],
        "negative": [f"{RIVER} -{BRIDGE}"],
        "section": [f"{RIVER} section:section-3"],
        "after": [f"{RIVER} after:2026"],
        "before": [f"{RIVER} before:2020"],
        "only_old": [BYGONE],
        "nothing": ["zzqqxx"],
        "beginning": [RIVER[:5], often[3][:5]],
        "short_beginning": [RIVER[:3], often[3][:3]],
    }


def measure(rounds: int) -> dict[str, Any]:
    """Of each kind of query the milliseconds that a page of results takes, with its counts."""
    gc.collect()
    gc.freeze()
    asked: dict[str, tuple[list[str], dict[str, str]]] = {
        kind: (queries, {}) for kind, queries in kinds().items()
    }
    asked["in_a_section"] = ([RIVER], {"section": "section-3"})
    asked["in_a_period"] = ([RIVER], {"period": "year"})
    found = {kind: _measured(queries, chosen, rounds) for kind, (queries, chosen) in asked.items()}
    return {"stories": SearchDocument.objects.count(), "kinds": found}


def _measured(queries: list[str], chosen: dict[str, str], rounds: int) -> dict[str, float]:
    at = NEWEST + timedelta(hours=1)
    more: dict[str, Any] = {"at": at, **chosen}
    for typed in queries:
        search.search(search.parse(typed), **more)
    times, count, spent = [], 0, _spent()
    for turn in range(rounds):
        begun = time.perf_counter()
        count = search.search(search.parse(queries[turn % len(queries)]), **more).count
        times.append((time.perf_counter() - begun) * 1000)
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "cpu_ms": round((_spent() - spent) * 1000 / rounds, 1),
        "found": count,
    }


def _spent() -> float:
    """Seconds of a processor, of this process and of the one that answers it in PostgreSQL."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return time.process_time() + cpu_seconds([cursor.fetchone()[0]])


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(int(sys.argv[2]))
    else:
        print(json.dumps(measure(int(sys.argv[2]))))
