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
    version: FrontVersion
    changes: Sequence[str]

    @property
    def back(self) -> str:
        """That it is an older one which came back, if so."""
        older = self.version.restored_from
        return _("brought back version %(n)d") % {"n": older} if older else ""


def rows(page: Opened) -> list[Row]:
    """The last fifty, the newest first; three queries however many."""
    found = page.front.versions.filter(launched_at__isnull=False)
    # One more, which tells what was changed with the oldest that is shown.
    launched = list(found.order_by("-launched_at", "-number")[: KEPT + 1])
    layouts = [page.layout(version) for version in launched]
    stories = {pk for layout in layouts for pk in layout.stories()}
    headlines = Article.objects.filter(pk__in=stories).only("headline", "front_headline")
    names = page.names(headlines, layouts)
    told = [changes(old, new, names) for new, old in pairwise([*layouts, page.layout(None)])]
    made = zip(launched, told, strict=True)
    return [Row(version=version, changes=said) for version, said in made][:KEPT]
