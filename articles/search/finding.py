"""Finds a page of stories: what is asked of the index, and what is made of its answer."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from math import inf

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.folding import fold
from articles import analysis, cards
from articles.models import Article, Category, SearchDocument
from articles.search import marks
from articles.search.backends import Found, Hit
from articles.search.documents import key_of
from articles.search.gathering import backend
from articles.search.query import Query
from articles.search.ranking import Match, ranked
from articles.search.results import LAST_PAGE, STORIES, TONGUES, Facet, Order, Period, Results
from articles.search.wanted import Wanted, clauses, is_word

# Relevance is judged among the newest that have the words, and the newest with all in the headline.
POOL = 200
# What is found and counted at most; also what the last page ends with.
MOST = STORIES * LAST_PAGE + 1
LABELS: dict[Period, str | Promise] = {
    Period.WEEK: _("the last week"),
    Period.MONTH: _("the last month"),
    Period.YEAR: _("the last year"),
    Period.OLDER: _("older than a year"),
}
_DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365, Period.OLDER: 365}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a reader narrowed the results to, and how many others there are."""

    section: str
    period: str
    language: str
    categories: Sequence[Category]
    tongues: Set[str]
    at: datetime

    def narrow(self, wanted: Wanted) -> Wanted:
        if self.section:
            wanted = wanted.marked(map(marks.category, self._numbers()))
        if self.language:
            wanted = wanted.marked([marks.tongue(self.language)])
        return wanted.between(*self._time(self.period)) if self.period else wanted

    def sections(self, found: Found) -> list[Facet]:
        """Those that stories are in, most first, and all that may have some."""
        counts = Counter(hit.section for hit in self._left(found, "section"))
        return [
            Facet(
                value=each.slug, label=each.name, count=counts[each.pk],
                is_chosen=each.slug == self.section, is_capped=not found.is_all,
            )
            for each in sorted(self.categories, key=lambda each: -counts[each.pk])
            if counts[each.pk] or each.slug == self.section or _is_offered(each, found)
        ]  # fmt: skip

    def periods(self, found: Found) -> list[Facet]:
        """All of them."""
        keys = [hit.key for hit in self._left(found, "period")]
        return [
            Facet(
                value=period, label=str(label), is_chosen=period == self.period,
                count=sum(first <= key < last for key in keys), is_capped=not found.is_all,
            )
            for period, label in LABELS.items()
            for first, last in [self._keys(period)]
        ]  # fmt: skip

    def languages(self, found: Found) -> list[Facet]:
        """All of the site, most stories first; none where that is one."""
        counts = Counter(analysis.tongue(hit.language) for hit in self._left(found, "language"))
        known = sorted(self.tongues & TONGUES.keys(), key=lambda each: (-counts[each], each))
        return [
            Facet(
                value=each, label=str(TONGUES[each]), is_chosen=each == self.language,
                count=counts[each], is_capped=not found.is_all,
            )
            for each in known
            if len(self.tongues) > 1
        ]  # fmt: skip

    def _left(self, found: Found, facet: str) -> list[Hit]:
        """What all filters leave but this one."""
        first, last = self._keys(self.period)
        return [
            hit
            for hit in found.hits
            if (facet == "section" or self._is_in_section(hit))
            and (facet == "period" or first <= hit.key < last)
            and (facet == "language" or self.language in ("", analysis.tongue(hit.language)))
        ]

    def _numbers(self) -> list[int]:
        return [each.pk for each in self.categories if each.slug == self.section]

    def _is_in_section(self, hit: Hit) -> bool:
        return not self.section or not {hit.category, hit.section}.isdisjoint(self._numbers())

    def _time(self, period: str) -> tuple[datetime | None, datetime | None]:
        if period not in _DAYS:
            return self.at, self.at
        moment = self.at - timedelta(days=_DAYS[Period(period)])
        return (None, moment) if period == Period.OLDER else (moment, None)

    def _keys(self, period: str) -> tuple[float, float]:
        """Between which keys the period is, to the second."""
        since, until = self._time(period) if period else (None, None)
        return key_of(since) if since else -inf, key_of(until) if until else inf


def search(
    query: Query,
    *,
    at: datetime,
    page: int = 1,
    order: Order = Order.RELEVANCE,
    section: str = "",
    period: str = "",
    language: str = "",
) -> Results:
    """Stories that are live at this moment and have what the query asks for.

    `section` is the slug of one, whose parts are part of it; `period` is a Period; `language` is
    a code; what is not known of these finds nothing. If no story has the words, what begins like
    those that few have is looked for: like the last of them, then like each. Without a query there
    is nothing, and neither after LAST_PAGE.
    """
    if query.is_empty or not 1 <= page <= LAST_PAGE:
        return Results(page=page)
    categories = list(Category.objects.all())
    languages = _languages()
    asked = _asked(query, categories, languages, at=at)
    if not asked.clauses and not asked.since and not asked.until:
        return Results(page=page)
    enough = max(POOL, page * STORIES + 1)
    chosen = _Chosen(
        section=section, period=period, language=analysis.tongue(language),
        categories=categories, tongues=set(map(analysis.tongue, languages)), at=at,
    )  # fmt: skip
    for attempt in _attempts(asked):
        found = backend().newest(chosen.narrow(attempt), enough=enough, most=MOST)
        if found.hits:
            break
    wide = _first(asked, attempt) if section or period or language else found
    hits = _in_order(found, chosen.narrow(attempt)) if order == Order.RELEVANCE else found.hits
    last = page * STORIES
    goes_on = len(hits) > last
    return Results(
        stories=_stories(hits[last - STORIES : last], at=at), page=page, count=len(hits),
        has_next=goes_on and page < LAST_PAGE, is_last=goes_on and page == LAST_PAGE,
        is_capped=not found.is_all, is_loose=bool(hits) and attempt is not asked,
        sections=chosen.sections(wide), periods=chosen.periods(wide),
        languages=chosen.languages(wide),
    )  # fmt: skip


def _first(*attempts: Wanted) -> Found:
    """What the first finds that finds anything, as a list will that is narrowed otherwise."""
    for attempt in dict.fromkeys(attempts):
        found = backend().newest(attempt, enough=POOL, most=MOST)
        if found.hits:
            break
    return found


def _is_offered(category: Category, found: Found) -> bool:
    """Whether it may have stories that were not read, and is one that readers know."""
    return not found.is_all and category.in_menu and category.parent_id is None


def _asked(
    query: Query, categories: Sequence[Category], languages: Collection[str], *, at: datetime
) -> Wanted:
    wanted = Wanted(clauses=clauses(query, languages=languages), at=at)
    for name in query.sections:
        wanted = wanted.marked(map(marks.category, _named(name, categories)))
    return wanted.between(_midnight(query.after), _midnight(query.before))


def _named(name: str, categories: Sequence[Category]) -> list[int]:
    """Sections of this name, in whatever letters, or of this address."""
    folded = fold(name)
    return [each.pk for each in categories if folded in (fold(each.name), each.slug)]


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime(day.year, day.month, day.day)) if day else None  # noqa: DTZ001  # made aware


def _languages() -> list[str]:
    """Those that stories are in; found by as many steps in an index, however many stories."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE found(language) AS ("
            "SELECT MIN(language) FROM articles_searchdocument UNION ALL "
            "SELECT (SELECT MIN(language) FROM articles_searchdocument AS other"
            " WHERE other.language > found.language)"
            " FROM found WHERE found.language IS NOT NULL"
            ") SELECT language FROM found WHERE language IS NOT NULL"
        )
        return [language for (language,) in cursor.fetchall()]


def _attempts(asked: Wanted) -> Iterator[Wanted]:
    """What was asked, then with the last of the words that few stories have cut short, then all.

    What begins like a word that many have is looked for by nobody, and would take seconds.
    """
    yield asked
    loose = [each for each in asked.clauses if is_word(each) and not each.is_phrase]
    loose = [each for each in loose if _is_seldom(asked.only(each))]
    for count in sorted({min(1, len(loose)), len(loose)} - {0}):
        yield asked.loosely(loose[-count:])


def _is_seldom(wanted: Wanted) -> bool:
    return backend().newest(wanted, enough=POOL, most=POOL).is_all


def _in_order(found: Found, wanted: Wanted) -> list[Hit]:
    """Best first; after those that are judged all others, newest first."""
    words = [clause for clause in wanted.clauses if is_word(clause)]
    if not words:
        return found.hits
    pool = {hit.key: hit for hit in found.hits[:POOL]}
    if not found.is_all or len(found.hits) > POOL:
        headlines = backend().newest(wanted.in_headlines(), enough=POOL, most=POOL).hits
        pool |= {hit.key: hit for hit in headlines}
    best = ranked(_matches(pool), words, at=wanted.at)
    return [pool[key] for key in best] + [hit for hit in found.hits if hit.key not in pool]


def _matches(keys: Collection[int]) -> list[Match]:
    columns = [field.name for field in fields(Match)]
    documents = SearchDocument.objects.filter(key__in=keys)
    return [Match(*row) for row in documents.values_list(*columns)]


def _stories(hits: Sequence[Hit], *, at: datetime) -> list[Article]:
    """Those that are live, with all that cards print and their texts."""
    numbers = [hit.article for hit in hits]
    stories = cards.by_number(numbers, at=at)
    for pk, body in Article.objects.filter(pk__in=stories).values_list("pk", "body"):
        stories[pk].body = body
    return [stories[number] for number in numbers if number in stories]
