"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.fronts import launched, reading
from articles.models import Front, category
from articles.mostread import reading as most_read
from portal.site.address import absolute
from portal.site.pages import changes_with_time, depends_on, public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The sections of the page are those of the menu, in its order."""
    menu, layout, now = category.menu(), launched.front_page(), timezone.now()
    shown = reading.shown(Front(), layout, at=now, menu=menu)
    if layout.grows_old():
        changes_with_time(request, shown.until)
    context = {
        "menu": menu,
        "front": shown,
        "most_read": most_read.shown(None, at=now),
        "canonical": absolute("/"),
    }
    response = render(request, "articles/front.html", context)
    return depends_on(response, "front", *reading.depends(layout))
