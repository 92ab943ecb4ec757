"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import frontpage
from articles.models import category
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The sections of the page are those of the menu, in its order."""
    menu = category.menu()
    context = {"menu": menu, "front": frontpage.compose(menu), "canonical": absolute("/")}
    return depends_on(render(request, "articles/front.html", context), "front")
