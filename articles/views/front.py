"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import frontpage
from articles.models import category
from articles.mostread import reading as most_read
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The sections of the page are those of the menu, in its order."""
    menu, now = category.menu(), timezone.now()
    context = {
        "menu": menu,
        "front": frontpage.compose(menu, at=now),
        "most_read": most_read.shown(None, at=now),
        "canonical": absolute("/"),
    }
    return depends_on(render(request, "articles/front.html", context), "front")
