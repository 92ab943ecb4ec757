"""A story's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles import reading, redirects
from articles.models import Article
from articles.views.frames import let_in
from portal.site.pages import depends_on, public_page


@public_page
def story(request: HttpRequest, category: str, pk: int, slug: str = "") -> HttpResponse:
    """Found by its number; whatever else of the address is wrong costs one redirect."""
    article = reading.find(pk)
    if article is None:
        return _not_live(request, pk)
    if request.path != article.get_absolute_url():
        return _moved(article)
    page = reading.page(article)
    tags = [f"article:{each.pk}" for each in (article, *page["listed"], *page["also_like"])]
    tags += [f"comments:{article.pk}", f"beside:{article.pk}", *page["around"].cache_tags]
    if page["for_now"]:
        # Whatever is published next may stand there.
        tags.append("front")
    response = render(request, "articles/article.html", page)
    response = let_in(request, response, article.body)
    return depends_on(response, *tags)


def _moved(article: Article) -> HttpResponse:
    response = redirect(article, permanent=True)
    # A browser that kept it for ever would go in circles once the story moves back.
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _not_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Gone or led on, if readers have seen it and the desk took it away; else nothing is said."""
    withdrawn = Article.objects.withdrawn().select_related("category__parent").filter(pk=pk).first()
    if withdrawn is None:
        raise Http404
    leads_to = withdrawn.redirect_to
    address = redirects.followed(leads_to) if leads_to else None
    answer = _led_on(address) if address else gone(request)
    # Of all the addresses that find it by its number, the one that readers had.
    if request.path != withdrawn.get_absolute_url():
        return answer
    # Any story may be the one that they are led to.
    return depends_on(answer, f"article:{pk}", "front")


def _led_on(address: str) -> HttpResponse:
    # 302 and not 301: the desk may choose another address, or bring the story back.
    response = redirect(address)
    response.headers["Cache-Control"] = "no-store"
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """Says that the desk took away what stood here."""
    response = render(request, "articles/gone.html", status=410)
    # It may come back.
    response.headers["Cache-Control"] = "no-store"
    return response
