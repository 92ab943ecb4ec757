"""The page of a front as readers would get it: what the board holds, or a version, at a moment."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import previews
from articles.admin.fronts.opened import Opened
from articles.forms.front import FrontForm, PreviewForm
from articles.fronts import reading
from articles.fronts.layout import Layout
from articles.text import number


def answer(request: HttpRequest, page: Opened) -> HttpResponse:
    """What a form holds that cannot be saved is not shown: what was saved last is."""
    is_sent = request.method == "POST"
    layout = _sent(request, page) if is_sent else _version(request, page)
    asked = PreviewForm(request.POST if is_sent else request.GET)
    asked.is_valid()
    at = asked.cleaned_data.get("at") or timezone.now()
    shown = reading.shown(page.front, layout, at=at, menu=page.menu)
    if asked.cleaned_data["why"]:
        shown = reading.explained(shown, at=at)
    response = render(request, "articles/front--preview.html", _context(page, shown))
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


def _context(page: Opened, shown: reading.Shown) -> dict[str, Any]:
    return {"menu": page.menu, "front": shown}
