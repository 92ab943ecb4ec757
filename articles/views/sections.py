"""The page of a section: what editors put at its head, then all its stories, the newest first."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from articles.fronts import launched, reading
from articles.fronts.layout import Layout
from articles.fronts.present import Present
from articles.fronts.reading import Shown
from articles.models import Article, Category, Front
from articles.models import category as categories
from articles.mostread import reading as most_read
from articles.views.paging import Page, page_of, page_with, sheet_of
from portal.site.pages import changes_with_time, depends_on, public_page


@public_page
def category(request: HttpRequest, slug: str, top: str = "") -> HttpResponse:
    """A section, or a part of one; a wrong section in the address costs one redirect."""
    section = launched.section(slug)
    if section is None:
        raise Http404
    found, layout = section
    if request.path != found.get_absolute_url():
        return _moved(found)
    page, front = _shown(request, found, layout)
    context: dict[str, Any] = {
        "category": found, "section": found.top, "parts": categories.parts_of(found),
        "page": page, "front": front, "canonical": page.canonical,
    }  # fmt: skip
    tags = {f"category:{found.pk}", *reading.depends(layout or Layout())}
    if page.number == 1 and found.is_in_menu:
        context["most_read"] = read = most_read.shown(found.pk, at=timezone.now())
        tags |= set(read.cache_tags())
    return depends_on(render(request, "articles/category.html", context), *tags)


def _shown(
    request: HttpRequest, category: Category, layout: Layout | None
) -> tuple[Page, Shown | None]:
    """What stands at the head of the first page is left out of the list on every page."""
    shelf = Present(timezone.now())
    stories = Article.objects.live(shelf.at).listed_in(category)
    if layout is None:
        return page_of(request, stories), None
    head = reading.arranged(Front(category=category), layout, shelf=shelf)
    if layout.grows_old():
        changes_with_time(request, head.until)
    others = stories.exclude(pk__in=head.stories).values_list("pk", flat=True)
    sheet = sheet_of(request, others)
    if sheet.number > 1:
        return page_with(sheet, shelf.cards(sheet.rows, images={})), None
    cards = shelf.cards([*head.stories, *sheet.rows], images=head.images)
    return page_with(sheet, cards), head.shown(cards)


def _moved(category: Category) -> HttpResponse:
    response = redirect(category, permanent=True)
    # A browser that kept it for ever would go in circles once the category moves back.
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
