"""Lists of stories: of a category, a tag, an author, a month."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.models import Author
from articles.models import Article, Category, Tag
from articles.models import category as categories
from articles.models.stories import ArticleQuerySet
from articles.mostread import reading as most_read
from articles.views.months import Month
from articles.views.paging import Page, page_of
from portal.site.pages import depends_on, public_page


@public_page
def category(request: HttpRequest, slug: str, top: str = "") -> HttpResponse:
    """A section, or a part of one; a wrong section in the address costs one redirect."""
    found = categories.at(slug)
    if found is None:
        raise Http404
    if request.path != found.get_absolute_url():
        return _moved(found)
    page = page_of(request, Article.objects.live().listed_in(found))
    parts = categories.parts_of(found)
    context: dict[str, Any] = {"category": found, "section": found.top, "parts": parts}
    tags = [f"category:{found.pk}"]
    if page.number == 1 and found.is_in_menu:
        context["most_read"] = read = most_read.shown(found.pk, at=timezone.now())
        tags += read.cache_tags()
    response = _list(request, "articles/category.html", page, context)
    return depends_on(response, *tags)


@public_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Only a tag of stories that are live: another's name may tell of what is to come."""
    found = get_object_or_404(Tag, slug=slug)
    page = page_of(request, Article.objects.live().tagged(found).newest_first())
    if not page.stories:
        raise Http404
    response = _list(request, "articles/tag.html", page, {"tag": found})
    return depends_on(response, f"tag:{found.pk}")


@public_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author, slug=slug)
    stories = Article.objects.live().credited_to(found).newest_first()
    page = page_of(request, stories)
    response = _list(request, "articles/author.html", page, {"author": found})
    return depends_on(response, f"author:{found.pk}")


@public_page
def archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month between the first story and today; the months beside it are those with stories."""
    shown = Month(year, month)
    live = Article.objects.live()
    stories = live.filter(published_at__gte=shown.starts, published_at__lt=shown.ends)
    page = page_of(request, stories.newest_first())
    before = _month_of_first(live.filter(published_at__lt=shown.starts).newest_first())
    after = _month_of_first(
        live.filter(published_at__gte=shown.ends).order_by("published_at", "pk")
    )
    if not page.stories and (before is None or shown.starts > timezone.now()):
        raise Http404
    context = {"month": shown, "before": before, "after": after}
    return depends_on(_list(request, "articles/archive.html", page, context), "archive")


def _list(request: HttpRequest, template: str, page: Page, subject: dict[str, Any]) -> HttpResponse:
    return render(request, template, subject | {"page": page, "canonical": page.canonical})


def _month_of_first(stories: ArticleQuerySet) -> Month | None:
    moment = stories.values_list("published_at", flat=True).first()
    return Month.of(moment) if moment else None


def _moved(category: Category) -> HttpResponse:
    response = redirect(category, permanent=True)
    # A browser that kept it for ever would go in circles once the category moves back.
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
