"""Writes of categories: where a section moves, the listings of its stories follow."""

from django.db import transaction

from articles import upkeep
from articles.models import Category, Listing
from portal.publicmodels import verbs


@transaction.atomic
def save(category: Category) -> None:
    """Save a category; its stories leave the page of its old parent and come to the new one's."""
    before = Category.objects.select_for_update(no_key=True).filter(pk=category.pk).first()
    tags = set(category.cache_tags())
    if category.parent_id:
        tags.add(f"category:{category.parent_id}")
    if before is not None and before.parent_id != category.parent_id:
        tags |= _move(category, before.parent_id)
    if before is not None and (before.parent_id, before.name) != (
        category.parent_id,
        category.name,
    ):
        upkeep.want(f"category:{category.pk}")
    verbs.save(category, tags=tags)


def _move(category: Category, old_parent_id: int | None) -> set[str]:
    """Move the listings of a category's stories; returns the cache tag of the page they left."""
    if category.parent_id:
        _come(category, category.parent_id)
    if old_parent_id is None:
        return set()
    _leave(category, old_parent_id)
    return {f"category:{old_parent_id}"}


def _leave(category: Category, parent_id: int) -> None:
    own = Listing.objects.filter(category=category).values("article")
    kept = Listing.objects.filter(category__parent=parent_id, chosen=True).exclude(
        category=category
    )
    gone = Listing.objects.filter(category=parent_id, chosen=False, article__in=own)
    gone.exclude(article__in=kept.values("article")).delete()


def _come(category: Category, parent_id: int) -> None:
    rows = Listing.objects.filter(category=category).values_list("article", "published_at")
    Listing.objects.bulk_create(
        (
            Listing(article_id=article, category_id=parent_id, published_at=published_at)
            for article, published_at in rows.iterator()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
