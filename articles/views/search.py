"""The readers' search, and what it suggests while they type."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import search
from articles.models import Article
from articles.search import Facet, Query
from articles.search.meant import meant
from articles.search.shown import shown
from articles.search.suggestions import suggest
from articles.views.narrowing import Choice
from articles.views.paging import number_of
from portal.site.pages import compressed


@csrf_exempt
@compressed
@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Stories that `?q=` asks for, narrowed and in order; without words, what can be looked for.

    Never stored: there are as many of these pages as readers can think of.
    """
    query = search.parse(request.GET.get("q", ""))
    context = {"query": query, "longest": search.LONGEST, "most_words": search.MOST_WORDS}
    if not query.is_empty:
        page = number_of(request.GET.get("page"))
        choice = Choice.of(query.text, request.GET)
        context |= _found(query, choice, page, at=timezone.now())
    return render(request, "articles/search.html", context)


@csrf_exempt
@require_safe
@never_cache
def suggestions(request: HttpRequest) -> JsonResponse:
    """What `?q=` may become, in groups, and how many that are, to be read out."""
    found = suggest(request.GET.get("q", ""), at=timezone.now())
    labelled = (
        (_("Sections"), [(each.name, each) for each in found.sections]),
        (_("Tags"), [(each.name, each) for each in found.tags]),
        (_("Authors"), [(each.name, each) for each in found.authors]),
        (_("Stories"), [(each.headline, each) for each in found.stories]),
    )
    groups = [
        {"label": label, "options": [_option(text, row) for text, row in rows]}
        for label, rows in labelled
        if rows
    ]
    number = sum(len(rows) for _label, rows in labelled)
    said = ngettext("%(n)d suggestion", "%(n)d suggestions", number) % {"n": number}
    return JsonResponse({"groups": groups, "said": said if number else ""})


def _option(text: str, row: Any) -> dict[str, str]:
    return {
        "text": text,
        "address": row.get_absolute_url(),
        "lang": getattr(row, "language", ""),
    }


def _found(query: Query, choice: Choice, page: int, *, at: datetime) -> dict[str, Any]:
    section = choice.section.slug if choice.section else ""
    results = search.search(
        query, at=at, page=page, order=choice.order,
        section=section, period=choice.period, language=choice.language,
    )  # fmt: skip
    if page > 1 and not results.stories:
        raise Http404
    context = {
        "results": results,
        "choice": choice,
        "found": shown(results.stories, query, is_loose=results.is_loose),
        "sections": _ways(results.sections, choice, "section"),
        "periods": _ways(results.periods, choice, "period"),
        "languages": _ways(results.languages, choice, "language"),
        "newer": choice.address(page - 1) if page > 1 else "",
        "older": choice.address(page + 1) if results.has_next else "",
    }
    return context if results.stories else context | _instead(query, choice, at)


def _ways(facets: list[Facet], choice: Choice, name: str) -> list[tuple[Facet, str]]:
    """Each that may have stories, with the address of its list; of a chosen one, without it.

    None where the only one would leave the list as it is.
    """
    ways = [
        (facet, choice.address(**{name: "" if facet.is_chosen else facet.value}))
        for facet in facets
        if facet.count or facet.is_capped or facet.is_chosen
    ]
    return ways if len(ways) > 1 or any(facet.is_chosen for facet, _address in ways) else []


def _instead(query: Query, choice: Choice, at: datetime) -> dict[str, Any]:
    """What helps who found nothing: fewer filters, else other words, and the newest month."""
    better = "" if choice.is_narrow else meant(query, at=at)
    newest = Article.objects.live(at).newest_first().first()
    return {"better": better, "newest": newest}
