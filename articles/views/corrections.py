"""What was put right, in all stories that readers have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Correction
from articles.views.paging import sheet_of
from portal.site.pages import depends_on, public_page


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """The newest first; a site without any has the page all the same."""
    page = sheet_of(request, Correction.objects.of_live_stories().newest_first())
    context = {"page": page, "canonical": page.canonical}
    return depends_on(render(request, "articles/corrections.html", context), "corrections")
