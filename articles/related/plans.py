"""What becomes of a story's list, and because of it of others: computed, not written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest

from django.db.models import Q

from articles.models import Article, RelatedChoice
from articles.related import gathering, indexing, store
from articles.related.arranging import Entry, Pin, arranged
from articles.related.gathering import Found
from articles.related.indexing import Indexed
from articles.related.offering import offered
from articles.related.ranking import COPY, Candidate, choose, reasons, score
from articles.related.store import STORED, Lists

# A story is offered to so many of those that it is closest to.
HOSTS = 50
# Lists that it stands on which follow it at once, those of the newest; others when they are
# computed anew.
FOLLOWING = 300
# Why a story stands there that shares nothing.
NEWEST = (("newest", ""),)
_Kind = RelatedChoice.Kind


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What editors decided: pins of a story's list, whom it is kept apart from, whose pin it is."""

    pins: tuple[Pin, ...]
    blocked: frozenset[int]
    pinned_to: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Lists that change, by the keys of their stories, and what was read to know of that."""

    before: Lists
    after: Lists


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The list of a story, and its entry for each list that it is offered to or stands on.

    Without an entry it goes. `copies` are stories that say the same; `stood` is the list as it was.
    """

    article: Article
    choices: Choices
    stood: list[Entry]
    own: list[Entry]
    beside: Mapping[int, Entry | None]
    copies: frozenset[int]

    def changes(self, *, among: Collection[int] | None = None) -> Changes:
        """Those lists that would not be what they are now; of some alone, if that is said."""
        hosts = self.beside.keys() if among is None else self.beside.keys() & among
        before = store.kept([self.article.pk, *hosts])
        wanted = {pk: self._with(self.beside[pk], before[pk]) for pk in hosts}
        wanted[self.article.pk] = self.own
        after = {pk: entries for pk, entries in wanted.items() if entries != before[pk]}
        return Changes(before=before, after=after)

    def _with(self, entry: Entry | None, entries: list[Entry]) -> list[Entry]:
        if entry is None:
            return [each for each in entries if each.other != self.article.pk]
        return offered(entries, entry, copies=self.copies, limit=STORED)

    def holds(self) -> bool:
        """Whether what it was made of is still so: no write overtook it."""
        live = Article.objects.live().filter(live_revision=self.article.live_revision_id)
        is_same = live.filter(pk=self.article.pk).exists()
        return is_same and self.choices == choices(self.article.pk)


def plan(article: Article, indexed: Indexed | None = None) -> Plan:
    """For a live story; needs `category` loaded.

    Its place in the index is brought up to date first, unless what that knows now is given.
    """
    stood = store.kept([article.pk])[article.pk]
    indexed, decided = indexed or indexing.index(article.pk), choices(article.pk)
    half_life = gathering.place_of(article).half_life
    pinned = {pin.other for pin in decided.pins}
    having = _having(article)
    own = {each.other for each in stood}
    near = {*gathering.sharing(indexed, half_life), *own, *having, *pinned}
    found = gathering.seen(article, indexed, near - decided.blocked - {article.pk})
    close = [each.candidate for each in found.values() if each.candidate.cosine > 0]
    chosen = choose(
        [each for each in close if each.pk not in pinned],
        pins=[found[pk].candidate for pk in pinned & found.keys()],
        half_life=half_life,
        limit=STORED,
    )
    if len(chosen) < STORED:
        known = decided.blocked | pinned | {each.pk for each in close}
        newest = gathering.newest(article, but=known, limit=STORED - len(chosen))
        found |= gathering.seen(article, indexed, newest)
        chosen += [found[pk].candidate for pk in newest if pk in found]
    return Plan(
        article=article,
        choices=decided,
        stood=stood,
        own=arranged(
            [_entry(each, half_life) for each in chosen],
            pins=[pin for pin in decided.pins if pin.other in found],
            blocked=decided.blocked,
            limit=STORED,
        ),
        beside=_beside(article, found, [*having, *(each.pk for each in chosen)]),
        copies=frozenset(each.pk for each in close if each.cosine > COPY),
    )


def choices(article: int) -> Choices:
    rows = RelatedChoice.objects.filter(Q(article=article) | Q(other=article))
    made = list(rows.order_by("position", "pk"))
    pins = [each for each in made if each.kind == _Kind.PINNED]
    blocked = [each for each in made if each.kind == _Kind.BLOCKED]
    return Choices(
        pins=tuple(
            Pin(other=each.other_id, by=each.by_name) for each in pins if each.article_id == article
        ),
        pinned_to=frozenset(each.article_id for each in pins if each.other_id == article),
        blocked=frozenset(
            pk for each in blocked for pk in (each.article_id, each.other_id) if pk != article
        ),
    )


def _having(article: Article) -> set[int]:
    """The newest of the stories that have it on their lists."""
    rows = article.related_to.order_by("-article_id").values_list("article_id", flat=True)
    return set(rows[:FOLLOWING])


def _beside(
    article: Article, found: Mapping[int, Found], known: Collection[int]
) -> dict[int, Entry | None]:
    """For the lists of those that are known and of the closest others."""
    seen = {pk: _seen_from(host, article) for pk, host in found.items()}
    closest = nlargest(HOSTS, seen, key=lambda pk: (seen[pk].score, pk))
    return {pk: seen.get(pk) for pk in {*known, *closest}}


def _seen_from(host: Found, article: Article) -> Entry:
    """What the two share is the same from both sides."""
    candidate = host.candidate
    turned = replace(candidate, pk=article.pk, days_older=-candidate.days_older)
    return _entry(turned, host.place.half_life)


def _entry(candidate: Candidate, half_life: float | None) -> Entry:
    why = tuple((code, about) for code, about in reasons(candidate)) if candidate.cosine else NEWEST
    return Entry(other=candidate.pk, score=score(candidate, half_life=half_life), reasons=why)
