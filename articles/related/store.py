"""Gathers candidates, and keeps the lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from django.db import models, transaction
from django.utils import timezone

from articles.models import Article, ArticleTag, RelatedStory
from articles.models.stories import ArticleQuerySet
from articles.related.ranking import SHOWN, Candidate, choose, reasons, score
from portal.pagecache import clock
from portal.prepared import Prepared

STORED = 10
POOL = 200
HALF_LIFE = 30


def also_like(article: Article, *, limit: int = SHOWN, at: datetime | None = None) -> list[Article]:
    """The stories of the stored list that are live when it is read, best first; one query."""
    return list(_listed(limit)(article=article.pk, at=at or timezone.now()))


@cache
def _listed(limit: int) -> Prepared[ArticleQuerySet]:
    return Prepared(
        lambda article, at: (
            Article.objects.live(at)
            .for_teasers()
            .filter(related_to__article=article)
            .order_by("related_to__position")[:limit]
        ),
        article=models.BigIntegerField(),
        at=models.DateTimeField(),
    )


@transaction.atomic
def relate(article: Article) -> set[str]:
    """Compute and store a story's list, and its place on the lists of others.

    It is offered to those on its own list, and its place is found anew on those that have it.
    Returns the cache tags of the stories whose lists may have changed.
    """
    # Lists of others are read and written: two stories of a section may be published at once.
    clock.hold()
    candidates = {candidate.pk: candidate for candidate in _candidates(article)}
    chosen = choose(candidates.values(), half_life=HALF_LIFE, limit=STORED)
    own = [_entry(article.pk, each.pk, each, position) for position, each in enumerate(chosen)]
    RelatedStory.objects.filter(article=article).delete()
    RelatedStory.objects.bulk_create(own)
    having = RelatedStory.objects.filter(other=article).values_list("article_id", flat=True)
    hosts = {each.pk for each in chosen} | (set(having) & candidates.keys())
    _offer(article, {pk: candidates[pk] for pk in hosts})
    return {f"article:{pk}" for pk in (article.pk, *hosts)}


def _offer(article: Article, hosts: Mapping[int, Candidate]) -> None:
    lists: dict[int, list[RelatedStory]] = defaultdict(list)
    for entry in RelatedStory.objects.filter(article__in=hosts).exclude(other=article):
        lists[entry.article_id].append(entry)
    for pk, candidate in hosts.items():
        lists[pk].append(_entry(pk, article.pk, candidate, 0))
    kept: list[RelatedStory] = []
    for entries in lists.values():
        entries.sort(key=lambda entry: (-entry.score, -entry.other_id))
        for position, entry in enumerate(entries[:STORED]):
            entry.pk, entry.position = None, position
            entry._state.adding = True
            kept.append(entry)
    RelatedStory.objects.filter(article__in=hosts).delete()
    RelatedStory.objects.bulk_create(kept)


def _entry(article_pk: int, other_pk: int, candidate: Candidate, position: int) -> RelatedStory:
    return RelatedStory(
        article_id=article_pk, other_id=other_pk, position=position,
        score=score(candidate, half_life=HALF_LIFE), reasons=reasons(candidate),
    )  # fmt: skip


def _candidates(article: Article) -> list[Candidate]:
    names = dict(article.tag_items.values_list("tag_id", "tag__name"))
    shared: dict[int, list[str]] = defaultdict(list)
    tagged = ArticleTag.objects.filter(tag__in=names).exclude(content_object=article)
    # The newest rows of each tag are enough: what is older has lost its weight by time.
    for pk, tag in tagged.order_by("-content_object_id").values_list("content_object_id", "tag_id")[
        : 5 * POOL
    ]:
        shared[pk].append(names[tag])
    pool = _pool(article, shared)
    published_at = article.published_at or timezone.now()
    category = article.category
    return [
        Candidate(
            pk=pk,
            # Until words are compared: tags, then the category, then anything at all.
            cosine=0.1 + 0.3 * bool(shared.get(pk)) + 0.2 * (category_id == article.category_id),
            days_older=(published_at - date).total_seconds() / 86400,
            shared_tags=tuple(sorted(shared.get(pk, ()))),
            words=(),
            vector={pk: 1.0},
            same_section=category is not None and (parent_id or category_id) == category.top.pk,
        )
        for pk, date, category_id, parent_id in pool
    ]


def _pool(article: Article, shared: Iterable[int]) -> set[tuple[int, datetime, int, int | None]]:
    others = Article.objects.live().exclude(pk=article.pk)
    pools: list[models.QuerySet[Article]] = [
        others.filter(pk__in=list(shared)),
        others.newest_first()[: 2 * STORED],
    ]
    if article.category:
        pools.append(others.listed_in(article.category.top)[:POOL])
    rows = ("pk", "published_at", "category_id", "category__parent_id")
    return {row for pool in pools for row in pool.values_list(*rows)}
