"""The page of a series."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles import cards
from articles.models import Article, Series
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page


@public_page
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Its live parts in their order; before the first is live nothing is told of it."""
    found = get_object_or_404(Series, slug=slug)
    numbers = list(Article.objects.live().parts_of(found).values_list("pk", flat=True))
    stories = cards.by_number(numbers, at=timezone.now())
    parts = [stories[pk] for pk in numbers if pk in stories]
    if not parts:
        raise Http404
    context = {
        "series": found,
        "parts": parts,
        "total": max(len(parts), found.planned_parts or 0),
        "canonical": absolute(found.get_absolute_url()),
    }
    tags = [f"series:{found.pk}", *(f"article:{each.pk}" for each in parts)]
    return depends_on(render(request, "articles/series.html", context), *tags)
