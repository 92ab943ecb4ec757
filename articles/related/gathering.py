"""Finds what may stand below a story: what is about the same, for want of it the newest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.analysis import tongue
from articles.models import Article, ArticleTag, Category, Posting
from articles.related.indexing import Indexed, Weights
from articles.related.ranking import BACKGROUND_DAYS, KEPT, Candidate

# Of each term the newest postings are read: 100, 300 and 1,000 of them led to equally good lists.
CAP = 100
# Terms, the strongest, of which as many older ones are read too: for the background of the news.
DEEPER = 8
# Before the day of any story.
EARLIEST = -1_000_000
# Candidates whose exact score is computed, and those of the background among them.
POOL, OLDER = 60, 12
_POSTINGS = Posting._meta.db_table
# Among so many of the newest stories others of a language are looked for.
AMONG = 100
# A story is told by so many of the words that it shares.
TOLD = 4
HALF_LIVES: dict[str, float | None] = {
    Category.Lasting.NEWS: 7.0,
    Category.Lasting.FEATURES: 90.0,
    Category.Lasting.EVERGREEN: None,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a story stands: its moment, the key of its section, and how long it is of interest.

    `half_life` is in days; None, age does not matter.
    """

    at: datetime
    section: int | None
    half_life: float | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """Another live story as seen from a story, and its own place in the newspaper."""

    candidate: Candidate
    place: Place


def place_of(article: Article) -> Place:
    """Of a published story; needs `category` and its parent loaded."""
    category = article.category
    return Place(
        at=article.published_at or timezone.now(),
        section=category.top.pk if category else None,
        half_life=_half_life(
            category.lasting if category else "", category.top.lasting if category else ""
        ),
    )


def sharing(indexed: Indexed, half_life: float | None) -> list[int]:
    """The keys of the stories that seem closest: one query, of an index alone.

    Every number is our own. The decay is like that of the exact score, without powers, which
    SQLite does not have.
    """
    if not indexed.weights:
        return []
    closeness = "cosine"
    if half_life:
        decay = f"{_real(half_life)} / ({_real(half_life)} + ABS(day - {indexed.day}))"
        closeness = f"cosine * ({_real(KEPT)} + {_real(1 - KEPT)} * {decay})"
    old = indexed.day - BACKGROUND_DAYS
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH found AS (
                SELECT article_id, MAX(day) AS day, SUM(part) AS cosine
                FROM ({_parts(_spans(indexed))}) AS parts GROUP BY article_id
            )
            SELECT * FROM (
                SELECT article_id FROM found
                ORDER BY {closeness} DESC, article_id DESC
                LIMIT {POOL}
            ) AS closest UNION SELECT * FROM (
                SELECT article_id FROM found WHERE day < {old}
                ORDER BY cosine DESC, article_id DESC LIMIT {OLDER}
            ) AS background
        """)  # noqa: S608  # numbers alone
        return [pk for (pk,) in cursor.fetchall()]


def _real(number: float) -> str:
    """As a floating number also to PostgreSQL, whose decimal ones are slow."""
    return f"CAST({number} AS DOUBLE PRECISION)"


def seen(article: Article, indexed: Indexed, others: Collection[int]) -> dict[int, Found]:
    """Those of the others that are live, by their keys."""
    own, tags = place_of(article), _shared_tags(indexed.tags, others)
    rows = Article.objects.live().filter(pk__in=others).values_list(*_COLUMNS)
    return {row[0]: _found(row, tags.get(row[0], ()), own, indexed) for row in rows}


def newest(article: Article, *, limit: int, but: Collection[int] = ()) -> list[int]:
    """Live stories to fall back upon: of the section, then in the language, then any.

    A language is looked for among the newest stories only. Needs `category` loaded.
    """
    others = Article.objects.live()
    section = place_of(article).section
    of_section = others.listed_in(section).values_list("pk", flat=True) if section else ()
    enough = limit + len(but) + 1
    anywhere = list(others.newest_first().values_list("pk", "language")[: enough + AMONG])
    own = _tongue(article.language)
    anywhere.sort(key=lambda row: _tongue(row[1]) != own)
    ranked = dict.fromkeys([*of_section[:enough], *(pk for pk, _language in anywhere)])
    return [pk for pk in ranked if pk != article.pk and pk not in but][:limit]


_COLUMNS = (
    "pk", "published_at", "category__parent", "category", "category__lasting",
    "category__parent__lasting", "term_vector__weights",
)  # fmt: skip


def _found(row: tuple[Any, ...], tags: Iterable[str], own: Place, indexed: Indexed) -> Found:
    pk, at, parent, category, lasting, above, kept = row
    weights: Weights = kept or {}
    shared = {
        term: weights[term] * indexed.weights[term]
        for term in weights.keys() & indexed.weights.keys()
    }
    place = Place(at=at, section=parent or category, half_life=_half_life(lasting, above))
    strongest = sorted(shared, key=lambda term: (-shared[term], int(term)))
    return Found(
        place=place,
        candidate=Candidate(
            pk=pk,
            cosine=sum(shared.values()) / Posting.SCALE**2,
            days_older=(own.at - at).total_seconds() / 86400,
            same_section=place.section == own.section,
            shared_tags=tuple(sorted(tags)),
            words=tuple(
                [indexed.shown[term] for term in strongest if term in indexed.shown][:TOLD]
            ),
            vector={term: weight / Posting.SCALE for term, weight in weights.items()},
        ),
    )


def _half_life(lasting: str, above: str | None) -> float | None:
    """An empty one is that of the section above, else news."""
    return HALF_LIVES[lasting or above or Category.Lasting.NEWS]


def _tongue(language: str) -> str:
    return tongue(language or settings.LANGUAGE_CODE)


def _shared_tags(names: Mapping[int, str], others: Collection[int]) -> Mapping[int, list[str]]:
    shared: dict[int, list[str]] = defaultdict(list)
    rows = ArticleTag.objects.filter(tag__in=names, content_object__in=others)
    for pk, tag in rows.values_list("content_object", "tag") if names else ():
        shared[pk].append(names[tag])
    return shared


@dataclass(frozen=True, kw_only=True)
class _Span:
    """Postings of a term from a day to another, both included, and the weight it has in a story."""

    term: int
    weight: int
    first: int
    last: int


def _spans(indexed: Indexed) -> Iterator[_Span]:
    """For each term those about the time of the story.

    What came much later offered itself. Of the strongest terms the older ones are read by
    themselves, so that much news does not hide them.
    """
    newest, old = indexed.day + BACKGROUND_DAYS, indexed.day - BACKGROUND_DAYS
    weights = {int(term): weight for term, weight in indexed.weights.items()}
    for place, term in enumerate(sorted(weights, key=lambda term: (-weights[term], term))):
        if place < DEEPER:
            yield _Span(term=term, weight=weights[term], first=old, last=newest)
            yield _Span(term=term, weight=weights[term], first=EARLIEST, last=old - 1)
        else:
            yield _Span(term=term, weight=weights[term], first=EARLIEST, last=newest)


def _parts(spans: Iterable[_Span]) -> str:
    """SQL that reads the newest postings of each span.

    PostgreSQL plans one block for all of them: planning each took a third of the query's time.
    """
    if connection.vendor == "postgresql":
        rows = ", ".join(f"({at.term}, {at.weight}, {at.first}, {at.last})" for at in spans)
        block = _block("spans.term", "spans.first", "spans.last")
        return f"""
            SELECT article_id, day, weight * times AS part
            FROM (VALUES {rows}) AS spans(term, times, first, last), LATERAL ({block}) AS block
        """  # noqa: S608  # numbers alone
    return " UNION ALL ".join(
        f"SELECT article_id, day, weight * {at.weight} AS part"  # noqa: S608  # numbers alone
        f" FROM ({_block(at.term, at.first, at.last)}) AS block"
        for at in spans
    )


def _block(term: int | str, first: int | str, last: int | str) -> str:
    return f"""
        SELECT article_id, day, weight FROM {_POSTINGS}
        WHERE term_id = {term} AND day BETWEEN {first} AND {last}
        ORDER BY day DESC, article_id DESC LIMIT {CAP}
    """  # noqa: S608  # numbers and names of our own
