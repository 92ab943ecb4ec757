"""The stories that a writer can link to, found by words of their headlines."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from accounts.folded import words
from articles.admin.columns import state
from articles.admin.moves import staff
from articles.admin.search import matching
from articles.models import Article

# Stories that readers can open, and behind them those that they cannot, or not yet.
SHOWN, CLOSED = 8, 3


class LinksAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.links_view))
        return [path("links/", view, name="articles_article_links"), *super().get_urls()]

    def links_view(self, request: HttpRequest) -> JsonResponse:
        """Live stories first, the newest first; of the others those that this user may open."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "")
        if not words(typed):
            return JsonResponse({"stories": []})
        stories = Article.objects.select_related("category__parent").defer("body", "standfirst")
        live = matching(stories.live(), typed).order_by("-published_at", "-pk")[:SHOWN]
        own = stories.kept().editable_by(staff(request)).exclude(pk__in=Article.objects.live())
        closed = matching(own, typed).order_by("-modified_at", "-pk")[:CLOSED]
        return JsonResponse({"stories": [_described(story) for story in (*live, *closed)]})


def _described(article: Article) -> dict[str, Any]:
    """An empty address is that of a story which readers cannot open."""
    found = state(article)
    day = timezone.localtime(found.moment) if found.moment else None
    return {
        "pk": article.pk,
        "headline": article.headline,
        "address": article.get_absolute_url() if article.is_live() else "",
        "state": "" if article.is_live() else str(found.label),
        "category": article.category.name if article.category else "",
        "date": date_format(day, "SHORT_DATE_FORMAT") if day else "",
    }
