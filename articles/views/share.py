"""Pictures for shared links, drawn of what a page says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from articles import sharecards
from articles.models import Article
from articles.sharecards import Card
from articles.sharecards.drawing import draw
from portal.site.pages import depends_on, public_page


@public_page
def story_card(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Only of a story that readers have; by earlier words one is led to the present ones."""
    live = Article.objects.live().select_related("category__parent")
    article = get_object_or_404(live, pk=pk)
    site = request.site_settings  # type: ignore[attr-defined]
    card = sharecards.of_story(article, site)
    if mark != card.mark:
        return _moved(sharecards.address_of_story(article, site))
    return depends_on(_drawn(card), f"article:{pk}")


@public_page
def site_card(request: HttpRequest, mark: str) -> HttpResponse:
    """For every page that is no story."""
    site = request.site_settings  # type: ignore[attr-defined]
    card = sharecards.of_site(site)
    if mark != card.mark:
        return _moved(sharecards.address_of_site(site))
    return depends_on(_drawn(card))


def _drawn(card: Card) -> HttpResponse:
    return HttpResponse(draw(card), content_type="image/png")


def _moved(address: str) -> HttpResponse:
    response = redirect(address)
    # The words may be the earlier ones again.
    response.headers["Cache-Control"] = "no-store"
    return response
