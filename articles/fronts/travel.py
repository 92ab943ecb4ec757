"""A front at any minute: as readers had it, or as it will be from what is scheduled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.fronts import reading, usual, versions
from articles.fronts.past import Past
from articles.fronts.present import Present
from articles.fronts.shelf import Shelf
from articles.models import Article, Category, Front, FrontVersion
from articles.mostread import reading as most_read
from articles.past.paper import Paper
from portal.site import past as site
from portal.site.address import absolute

# As many as articles.views.paging puts on a page.
STORIES = 20


@dataclass(frozen=True, kw_only=True)
class FirstPage:
    """That of a section's list, as articles.views.paging has it."""

    stories: list[Article]
    older: str | None
    number: int = 1
    newer: None = None
    is_last_of_many: bool = False


def version_at(front: Front, at: datetime) -> FrontVersion | None:
    """What readers had at a moment gone by; for one to come, what they have now."""
    return versions.live(front, min(at, timezone.now()))


def front_page(at: datetime, version: FrontVersion | None) -> dict[str, Any]:
    """What its template is given, with this version of the layout.

    Of the past all is as it was: stories, sections, pictures, names. A moment to come has those of
    today, with what goes up and comes down until then.
    """
    paper = Paper.of(at)
    menu, layout = paper.menu(), versions.layout_of(version)
    shelf = _shelf(paper)
    return _around(paper) | {
        "front": reading.shown(Front(), layout, at=at, menu=menu, shelf=shelf),
        "most_read": _most_read(shelf, None),
        "canonical": absolute("/"),
    }


def section_page(at: datetime, key: int, version: FrontVersion | None) -> dict[str, Any] | None:
    """The same of the first page of a section, by its key; nothing if there was none."""
    paper = Paper.of(at)
    category, shelf = paper.categories.get(key), _shelf(paper)
    if category is None:
        return None
    page, front = _listed(category, shelf, version)
    return _around(paper) | {
        "category": category,
        "section": category.top,
        "parts": paper.parts_of(category),
        "page": page,
        "front": front,
        "most_read": _most_read(shelf, category.pk) if category.is_in_menu else None,
        "canonical": absolute(category.get_absolute_url()),
    }


def _listed(
    category: Category, shelf: Shelf, version: FrontVersion | None
) -> tuple[FirstPage, reading.Shown | None]:
    """What stands at the head of the page is left out of the list."""
    layout, front = versions.layout_of(version), Front(category=category)
    head = reading.arranged(front, layout, shelf=shelf) if version else None
    above = head.stories if head else []
    rule = usual.of(category.pk)
    found = shelf.find({rule: len(above) + STORIES + 1}, ()).by_rule[rule]
    listed = [each.story for each in found if each.story not in above]
    shown = listed[:STORIES]
    cards = shelf.cards([*above, *shown], images=head.images if head else {})
    page = FirstPage(
        stories=[cards[story] for story in shown if story in cards],
        older="?page=2" if len(listed) > STORIES else None,
    )
    return page, head.shown(cards) if head else None


def _most_read(shelf: Shelf, category: int | None) -> most_read.Lists:
    lists = most_read.keys(category, at=shelf.at)
    live = shelf.find({}, most_read.named_in(lists)).live
    return most_read.lists_of(lists, shelf.cards(live, images={}))


def _shelf(paper: Paper) -> Shelf:
    return Past(paper) if paper.at < timezone.now() else Present(paper.at)


def _around(paper: Paper) -> dict[str, Any]:
    return {"as_of": paper.at, "site": site.as_of(paper.at), "menu": paper.menu()}
