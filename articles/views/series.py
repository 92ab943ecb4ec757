"""The page of a series."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles import cards
from articles.models import Article, Series
from articles.views.paging import page_with, sheet_of
from portal.site.pages import depends_on, public_page


@public_page
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Its live parts in their order, in pages; before the first is live nothing is told of it.

    Each with its number among all that are not in the trash, as on its own page.
    """
    found = get_object_or_404(Series, slug=slug)
    now = timezone.now()
    kept: QuerySet[Any] = Article.objects.kept().parts_of(found).telling_live(now)
    numbered = enumerate(kept.values_list("pk", "live_then"), start=1)
    places = {pk: place for place, (pk, is_live) in numbered if is_live}
    if not places:
        raise Http404
    sheet = sheet_of(request, list(places))
    page = page_with(sheet, cards.by_number(sheet.rows, at=now))
    context = {
        "series": found,
        "page": page,
        "parts": [(places[each.pk], each) for each in page.stories],
        "out": len(places),
        "total": max(*places.values(), found.planned_parts or 0),
        "canonical": page.canonical,
    }
    tags = [f"series:{found.pk}", *(f"article:{each.pk}" for each in page.stories)]
    return depends_on(render(request, "articles/series.html", context), *tags)
