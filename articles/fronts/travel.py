"""The front page at any minute: as readers had it, or as it will be from what is scheduled."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.fronts import reading, versions
from articles.fronts.past import Past
from articles.fronts.present import Present
from articles.models import Front, FrontVersion
from articles.models import category as categories
from articles.past.paper import Paper
from portal.site import past as site
from portal.site.address import absolute
from portal.site.models import current


def version_of(front: Front, at: datetime) -> FrontVersion | None:
    """That of a moment gone by; for one to come, what readers have now."""
    return versions.live(front, min(at, timezone.now()))


def front_page(at: datetime, version: FrontVersion | None) -> dict[str, Any]:
    """What its template is given, with this version of its layout.

    Of the past all is as it was: stories, sections, pictures, names. A moment to come has today's,
    with what goes up and comes down until then.
    """
    is_past = at < timezone.now()
    paper = Paper.of(at) if is_past else None
    menu = paper.menu() if paper else categories.menu()
    shown = reading.shown(
        Front(), versions.layout_of(version), at=at, menu=menu,
        shelf=Past(paper) if paper else Present(at),
    )  # fmt: skip
    return {
        "as_of": at,
        "site": site.as_of(at) if is_past else current(),
        "menu": menu,
        "front": shown,
        "canonical": absolute("/"),
    }
