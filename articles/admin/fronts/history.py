"""The fronts that readers had, and what was changed with each, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.admin.fronts.opened import Opened
from articles.fronts.differences import changes
from articles.models import Article, FrontVersion

KEPT = 50


@dataclass(frozen=True, kw_only=True)
class Row:
    """`draft` is the number of what was not launched when an older version took its place."""

    version: FrontVersion
    changes: Sequence[str]
    draft: int | None = None

    @property
    def back(self) -> str:
        """That it is an older one which came back, if so."""
        older = self.version.restored_from
        return _("brought back version %(n)d") % {"n": older} if older else ""


def rows(page: Opened) -> list[Row]:
    """The last fifty, the newest first; three queries however many, and one if any came back."""
    found = page.front.versions.filter(launched_at__isnull=False)
    # One more, which tells what was changed with the oldest that is shown.
    launched = list(found.order_by("-launched_at", "-number")[: KEPT + 1])
    layouts = [page.layout(version) for version in launched]
    stories = {pk for layout in layouts for pk in layout.stories()}
    headlines = Article.objects.filter(pk__in=stories).only("headline", "front_headline")
    names = page.names(headlines, layouts)
    told = [changes(old, new, names) for new, old in pairwise([*layouts, page.layout(None)])]
    drafts = _replaced(page, launched)
    return [
        Row(version=version, changes=said, draft=drafts.get(version.number))
        for version, said in zip(launched, told, strict=True)
    ][:KEPT]


def _replaced(page: Opened, launched: Sequence[FrontVersion]) -> dict[int, int]:
    """What was the newest and not launched, by the number of the version that was brought back."""
    before = [version.number - 1 for version in launched if version.restored_from]
    drafts = page.front.versions.filter(number__in=before, launched_at=None)
    return {number + 1: number for number in drafts.values_list("number", flat=True)}
