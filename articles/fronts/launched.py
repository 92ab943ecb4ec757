"""What readers have now: the layouts that were launched last."""

from typing import Any

from django.db.models import OuterRef, QuerySet, SlugField, Subquery

from articles.fronts.layout import Layout
from articles.models import Category, FrontVersion
from portal.prepared import Prepared

_FRONT_PAGE = Prepared(
    lambda: _last().filter(front__category__isnull=True)[:1],
)
_SECTION = Prepared(
    lambda slug: (
        Category.objects.select_related("parent")
        .filter(slug=slug)
        .annotate(_layout=Subquery(_last().filter(front__category=OuterRef("pk"))[:1]))
    ),
    slug=SlugField(),
)


def _last() -> QuerySet[FrontVersion, Any]:
    return FrontVersion.objects.launched().values_list("layout", flat=True)


def front_page() -> Layout:
    """That of the front page; nothing is changed where none was launched."""
    layout = next(iter(_FRONT_PAGE()), None)
    return Layout.from_json(layout) if layout else Layout()


def section(slug: str) -> tuple[Category, Layout | None] | None:
    """The category of this address, with the section it belongs to, and its layout if it has one.

    One query.
    """
    found = next(iter(_SECTION(slug=slug)), None)
    if found is None:
        return None
    layout = found._layout
    return found, Layout.from_json(layout) if layout else None
