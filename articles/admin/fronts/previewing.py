"""The page of a front as readers would get it: what the board holds, or a version, at a moment."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import cards, previews
from articles.admin.fronts.opened import Opened
from articles.forms.front import FrontForm, PreviewForm
from articles.fronts import explaining, reading, telling, usual
from articles.fronts.composing import Automatic
from articles.fronts.layout import Layout
from articles.models import Article, Category
from articles.models import category as categories
from articles.mostread import reading as most_read
from articles.text import number

# As many as a page of a list has.
LISTED = 20


def answer(request: HttpRequest, page: Opened) -> HttpResponse:
    """What a form holds that cannot be saved is not shown: what was saved last is."""
    is_sent = request.method == "POST"
    layout = _sent(request, page) if is_sent else _version(request, page)
    asked = PreviewForm(request.POST if is_sent else request.GET)
    asked.is_valid()
    at = asked.cleaned_data.get("at") or timezone.now()
    shown = reading.shown(page.front, layout, at=at, menu=page.menu)
    is_told = asked.cleaned_data["why"]
    if is_told:
        shown = explaining.explained(shown, at=at)
    response = _rendered(request, page, shown, at, is_told=is_told)
    for name, value in previews.HEADERS.items():
        response.headers[name] = value
    return response


def _sent(request: HttpRequest, page: Opened) -> Layout:
    layout = page.layout(page.version(number(request.POST.get("based_on")) or 0))
    form = FrontForm(layout, page.known(layout), request.POST)
    return form.layout() if form.is_valid() else page.layout(page.newest)


def _version(request: HttpRequest, page: Opened) -> Layout:
    """The one that is asked for by its number, or the newest."""
    if "number" not in request.GET:
        return page.layout(page.newest)
    version = page.version(number(request.GET["number"]) or 0)
    if version is None:
        raise Http404
    return page.layout(version)


def _rendered(
    request: HttpRequest, page: Opened, shown: reading.Shown, at: datetime, *, is_told: bool
) -> HttpResponse:
    category = page.category
    if category is None:
        context: dict[str, Any] = {"menu": page.menu, "front": shown}
        context["most_read"] = most_read.shown(None, at=at)
        return render(request, "articles/front--preview.html", context)
    context = {
        "category": category,
        "section": category.top,
        "parts": categories.parts_of(category),
        "front": shown,
        "page": {"stories": _below(category, shown, at, is_told=is_told), "number": 1},
    }
    if category.is_in_menu:
        context["most_read"] = most_read.shown(category.pk, at=at)
    return render(request, "articles/category--preview.html", context)


def _below(
    category: Category, shown: reading.Shown, at: datetime, *, is_told: bool
) -> list[Article]:
    """The first page of the list under the head of a section, each story with its `why`."""
    head = {card.story.pk for card in shown.cards}
    listed = Article.objects.live(at).listed_in(category)
    keys = list(listed.values_list("pk", flat=True)[: LISTED + len(head)])
    rule, below = usual.of(category.pk), [pk for pk in keys if pk not in head][:LISTED]
    found = cards.by_number(below, at=at)
    for pk, story in found.items():
        above = keys[: keys.index(pk)]
        elsewhere = tuple(each for each in above if each in head)
        reason = Automatic(rule=rule, place=len(above) + 1, elsewhere=elsewhere)
        names = {(rule.source, category.pk): category.name}
        if is_told:
            story.why = telling.told(reason, names=names, at=at)  # type: ignore[attr-defined]
    return [found[pk] for pk in below if pk in found]
