"""Pages of a story's thread below its own address: further ones, other orders, a long branch."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles import reading
from articles.models import Article
from comments import feeds, paging, policy
from portal.site.address import absolute
from portal.site.pages import depends_on, public_page

_NUMBER = re.compile("[1-9][0-9]{0,4}")


@public_page
def thread(
    request: HttpRequest, category: str, pk: int, slug: str, order: str = paging.OLDEST
) -> HttpResponse:
    """Branches of a thread in one of its orders."""
    article, number = _story(request, pk), _number(request)
    address = paging.address(article.get_absolute_url(), order=order, number=number)
    return _shown(request, article, paging.page(article, order=order, number=number), address)


@public_page
def branch(request: HttpRequest, category: str, pk: int, slug: str, root: int) -> HttpResponse:
    """All that is said in one branch."""
    article, number = _story(request, pk), _number(request)
    page = paging.branch(article, root=root, number=number)
    if not page.comments:
        raise Http404
    address = paging.address(article.get_absolute_url(), root=root, number=number)
    return _shown(request, article, page, address)


@public_page
def feed(request: HttpRequest, category: str, pk: int, slug: str) -> HttpResponse:
    article = _story(request, pk)
    address = f"{paging.address(article.get_absolute_url())}feed/"
    if request.path != address:
        return _moved(address)
    return depends_on(feeds.StoryFeed()(request, article=article), *_tags(article))


def _story(request: HttpRequest, pk: int) -> Article:
    """The story, if readers may open it and see what is said under it."""
    article = reading.find(pk)
    site = request.site_settings  # type: ignore[attr-defined]
    if article is None or not policy.of(article, site=site).is_shown:
        raise Http404
    return article


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    if not _NUMBER.fullmatch(asked):
        raise Http404
    return int(asked)


def _shown(request: HttpRequest, article: Article, page: paging.Page, address: str) -> HttpResponse:
    if page.number > 1 and not page.comments:
        raise Http404
    if request.path != address.partition("?")[0]:
        return _moved(address)
    context = {
        "article": article,
        "page": page,
        "section": article.category and article.category.top,
        "canonical": absolute(address),
        "is_listed": request.site_settings.comments_indexed and not article.noindex,  # type: ignore[attr-defined]
    }
    return depends_on(render(request, "comments/page.html", context), *_tags(article))


def _tags(article: Article) -> tuple[str, ...]:
    return f"comments:{article.pk}", f"article:{article.pk}"


def _moved(address: str) -> HttpResponse:
    response = redirect(address, permanent=True)
    # A browser that kept it for ever would go in circles once the story moves back.
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
