"""Stored lists of related stories: what stands on them, and what changes them."""

from datetime import timedelta

from django.utils import timezone

from articles import upkeep, workflow
from articles.models import (
    Posting,
    RelatedChoice,
    RelatedStory,
    Term,
    TermVector,
)
from portal.pagecache.models import CacheTag
from tests.factories import editor

DAY = timedelta(days=1)


def listed(article):
    """The stored list, by its stories."""
    rows = RelatedStory.objects.filter(article=article).order_by("position")
    return [row.other for row in rows.select_related("other")]


def reasons(article, other):
    return RelatedStory.objects.get(article=article, other=other).reasons


def index():
    vectors = TermVector.objects.values_list("article", "weights")
    return set(Posting.objects.values_list("pk")), dict(vectors), set(Term.objects.values_list())


def publish(article):
    article = workflow.publish(article, by=editor())
    upkeep.catch_up()
    return article


def withdraw(article):
    workflow.withdraw(article, by=editor())
    upkeep.catch_up()


def stamped_since(number):
    rows = CacheTag.objects.filter(number__gt=number, name__startswith="article:")
    return set(rows.values_list("name", flat=True))


def choose(article, other, kind, position=0):
    RelatedChoice.objects.create(
        article=article, other=other, kind=kind, position=position, at=timezone.now(),
        by_name="Ana",
    )  # fmt: skip
    upkeep.want(f"article:{article.pk}")
    upkeep.catch_up()
