"""What stands on the front page: the newest stories, then those of each section, none twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.models import Article, Category, Listing

# The lead and what stands beside it.
HEAD = 5
A_SECTION = 4


@dataclass(frozen=True, kw_only=True)
class Section:
    category: Category
    stories: list[Article]


@dataclass(frozen=True, kw_only=True)
class Front:
    """The front page at one moment; without a lead there are no stories at all."""

    lead: Article | None
    latest: list[Article]
    sections: list[Section]


def compose(categories: Sequence[Category], *, at: datetime | None = None) -> Front:
    """The front page with a section for each of these that has stories left, in four queries."""
    at = at or timezone.now()
    head = list(Article.objects.live(at).newest_first().values_list("pk", flat=True)[:HEAD])
    chosen = share_out(head, _listed(categories, at))
    wanted = {*head, *(pk for stories in chosen.values() for pk in stories)}
    found = Article.objects.live(at).for_cards().in_bulk(wanted)
    newest = [found[pk] for pk in head if pk in found]
    return Front(
        lead=newest[0] if newest else None,
        latest=newest[1:],
        sections=[
            Section(category=category, stories=stories)
            for category in categories
            if (stories := [found[pk] for pk in chosen.get(category.pk, ()) if pk in found])
        ],
    )


def share_out(head: Iterable[int], listed: dict[int, list[int]]) -> dict[int, list[int]]:
    """The first stories of each category that stand neither in the head nor in a section above."""
    used = set(head)
    chosen: dict[int, list[int]] = {}
    for category, stories in listed.items():
        chosen[category] = [pk for pk in stories if pk not in used][:A_SECTION]
        used.update(chosen[category])
    return chosen


def _listed(categories: Sequence[Category], at: datetime) -> dict[int, list[int]]:
    """For each category its newest stories, as many as suffice whatever stands above it.

    One short walk of the index of listings for each, joined into one query: a window function would
    number every listing of the site for the few that are shown.
    """
    walks = [
        Article.objects.live(at).listed_in(category)[: HEAD + A_SECTION * (place + 1)]
        for place, category in enumerate(categories)
    ]
    listed: dict[int, list[int]] = {category.pk: [] for category in categories}
    # SQLite joins no queries that have a limit of their own, hence the rows by their keys.
    rows = [
        Listing.objects.filter(pk__in=walk.values("listings__pk")).values_list(
            "category_id", "article_id", "published_at"
        )
        for walk in walks
    ]
    if rows:
        joined = rows[0].union(*rows[1:], all=True).order_by("-published_at", "-article_id")
        for category, story, _published_at in joined:
            listed[category].append(story)
    return listed
