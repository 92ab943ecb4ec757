"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.fronts import launched, reading
from articles.models import Front, category
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The sections of the page are those of the menu, in its order."""
    menu, layout = category.menu(), launched.front_page()
    shown = reading.shown(Front(), layout, at=timezone.now(), menu=menu)
    context = {"menu": menu, "front": shown, "canonical": absolute("/")}
    response = render(request, "articles/front.html", context)
    return depends_on(response, "front", *reading.depends(layout))
