"""What the pages of a front print."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.fronts import finding
from articles.admin.fronts.board import Card, board_of
from articles.admin.fronts.opened import Opened
from articles.admin.fronts.saving import Clash, Outcome
from articles.forms.desk import FrontFindForm
from articles.forms.front import PreviewForm
from articles.fronts.differences import Names, zone_in_words
from articles.fronts.layout import Zone
from articles.models import Article, FrontVersion


def board(page: Opened, outcome: Outcome) -> dict[str, Any]:
    """The board and what stands beside it, whether it is asked for whole or by a script."""
    made = board_of(page, outcome.form, outcome.layout, at=timezone.now())
    return {
        "crumbs": page.crumbs,
        "public": page.public,
        "address": page.address(),
        "fronts": page.fronts,
        "number": outcome.number,
        "zones": made.zones,
        "changes": made.changes,
        "launched": page.live,
        "older": outcome.older,
        "newest": page.newest,
        "draft": _draft(page, outcome),
        "refusal": outcome.refusal,
        "conflict": _conflict(page, outcome.clash) if outcome.clash else None,
        "blank": Card(story=None, form=outcome.form.blank()),
        "asked": PreviewForm(form_id="front"),
    }


def _draft(page: Opened, outcome: Outcome) -> FrontVersion | None:
    """What was not launched, and another version would take or took the place of."""
    found = page.newest
    if found and not outcome.older:
        found = page.version(found.number - 1) if found.restored_from else None
    return found if found and not found.launched_at else None


def finder(typed: str) -> dict[str, Any]:
    form = FrontFindForm(initial={"q": typed})
    return {"find": form, "typed": typed, "found": finding.found(typed)}


def _conflict(page: Opened, clash: Clash) -> dict[str, Any]:
    """Both versions of each zone that is in question, in words."""
    both = (clash.mine, clash.theirs)
    pks = {pk for layout in both for pk in layout.stories()}
    names = page.names(Article.objects.filter(pk__in=pks).only("headline", "front_headline"), both)
    sides = (("mine", _("Take mine"), clash.mine), ("theirs", _("Take theirs"), clash.theirs))
    zones = [
        {
            "name": name,
            "label": names.zone(name),
            "taken": clash.taken.get(name, ""),
            "versions": [
                {"value": value, "label": label, "lines": list(_lines(layout.zone(name), names))}
                for value, label, layout in sides
            ],
        }
        for name in clash.zones
    ]
    newest = page.newest
    return {"name": newest.by_name if newest else "", "zones": zones}


def _lines(zone: Zone | None, names: Names) -> Iterator[str]:
    if zone is None:
        return
    for slot in zone.slots:
        yield names.story(slot.story) + (f" → “{slot.headline}”" if slot.headline else "")
    yield zone_in_words(zone, names)
