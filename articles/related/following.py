"""Brings a story's list up to date, and its place on the lists of others."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import upkeep
from articles.models import Article, ArticleTag, RelatedStory, TermVector
from articles.related import indexing, store
from articles.related.offering import is_pinned
from articles.related.plans import FOLLOWING, Plan, plan
from articles.search.following import tag as found_by_tag
from portal.pagecache import clock


def follow(number: int, after: int = 0) -> None:
    """Let a live story take its places, on its own list and on others; any other leaves them.

    All is read and computed before the clock is held. What a write overtook meanwhile is not
    written: that has asked for it anew.
    """
    article = Article.objects.select_related("category__parent").filter(pk=number).first()
    if article is not None and article.is_live():
        _take_places(article)
    else:
        leave(number)


@transaction.atomic
def leave(number: int) -> None:
    """Take a story that is not live off all lists and out of the index; others get its places."""
    rows = RelatedStory.objects.filter(Q(other=number) | Q(article=number))
    others = rows.exclude(article=number).order_by("-article_id")
    if hosts := list(others.values_list("article_id", flat=True)[:FOLLOWING]):
        upkeep.want(*(f"article:{pk}" for pk in hosts))
    indexing.lock(number)
    clock.hold()
    if Article.objects.live().filter(pk=number).exists():
        return
    indexing.forget(number)
    if lists := set(rows.values_list("article_id", flat=True)):
        rows.delete()
        clock.touch(*(f"article:{pk}" for pk in lists))


def tag(number: int, after: int = 0) -> int | None:
    """Have the next stories of a tag found by its name, and their lists computed by and by.

    As `search.following.tag`, which says how far that is. Of a tag that went with its rows, lists
    tell the name until their turn comes.
    """
    reached = found_by_tag(number, after)
    tagged = ArticleTag.objects.filter(tag=number, content_object__gte=reached or 0)
    if after:
        tagged = tagged.filter(content_object__lt=after)
    _compute_later(tagged.values_list("content_object", flat=True))
    return reached


@transaction.atomic
def _compute_later(stories: Iterable[int]) -> None:
    # In one order for all, or two who mark the same would wait for each other.
    vectors = TermVector.objects.select_for_update().filter(article__in=stories).order_by("pk")
    pks = list(vectors.values_list("pk", flat=True))
    TermVector.objects.filter(pk__in=pks).update(related_at=None)


def _take_places(article: Article) -> None:
    wanted = plan(article)
    # Whoever changes nothing waits for nobody.
    if changing := wanted.changes().after:
        if not _write(wanted, changing):
            upkeep.want(f"article:{article.pk}")
    else:
        _mark_done(article.pk)
    _stand_again(article.pk, wanted.choices.pinned_to)


def _mark_done(number: int) -> None:
    TermVector.objects.filter(article=number).update(related_at=timezone.now())


def _stand_again(number: int, pinned_to: frozenset[int]) -> None:
    """Where an editor put it first, as it did before it was away."""
    lists = store.kept(pinned_to) if pinned_to else {}
    lacking = [
        f"article:{pk}"
        for pk, entries in lists.items()
        if not any(each.other == number and is_pinned(each) for each in entries)
    ]
    if lacking:
        upkeep.want(*lacking)


@transaction.atomic
def _write(wanted: Plan, lists: Collection[int]) -> bool:
    """Of these lists what is to change, unless another story came on its own meanwhile, or left.

    One of others that changed meanwhile is as it is when it is held.
    """
    _mark_done(wanted.article.pk)
    # Lists of others are read and written: two stories may be offered to one at once.
    clock.hold()
    changes = wanted.changes(among=lists)
    if changes.before[wanted.article.pk] != wanted.stood:
        return False
    if changes.after and wanted.holds():
        store.write(changes.after, before=changes.before)
        clock.touch(*(f"article:{pk}" for pk in changes.after))
    return True
