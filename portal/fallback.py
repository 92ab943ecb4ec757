"""Static pages and redirects: they answer where nothing else of the site does."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.contrib.redirects.models import Redirect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles import body
from articles.views.frames import let_in
from articles.views.story import gone
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page

# What the address of a page's feed ends in, in either form.
FEED = re.compile("feed/(atom/)?$")


class StaticPageFallback:
    """Puts a page of this site in the place of a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        page = _page_at(request.path_info)
        return static_page(request, page) if page else response


class RedirectFallback(RedirectFallbackMiddleware):
    """Leads from an old address to the new one, for as long as the desk says so."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response and response.status_code == 404:
            answer = _moved_feed(request) or response
        if answer is response:
            return response
        if answer.status_code == 410:
            return gone(request)
        # A browser that kept it for ever would not hear of a redirect that was mended.
        answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        return answer


def _moved_feed(request: HttpRequest) -> HttpResponse | None:
    """The feed of a page that has moved went with it."""
    found = FEED.search(request.path_info)
    if found is None or "\x00" in request.path_info:
        return None
    page = request.path_info[: found.start()]
    moved = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=page).first()
    if moved is None or not moved.new_path.startswith("/"):
        return None
    return redirect(f"{moved.new_path}{found[0]}", permanent=True)


def _page_at(path: str) -> FlatPage | None:
    # PostgreSQL refuses to compare with this character, and no page has it in its address.
    if "\x00" in path:
        return None
    pages = FlatPage.objects.filter(url=path, sites=settings.SITE_ID, registration_required=False)
    return pages.order_by("pk").first()


@public_page
def static_page(request: HttpRequest, page: FlatPage) -> HttpResponse:
    context = {
        "page": page,
        "body": body.for_reading(page.content),
        "canonical": absolute(page.url),
    }
    response = render(request, "flatpages/default.html", context)
    return depends_on(let_in(request, response, page.content))
