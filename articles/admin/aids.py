"""What helps who writes a story: how it will look while it is typed, and the style list."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from articles import previews, reading
from articles.forms import ContentForm, typed
from articles.models import Article, StyleRule


class AidsAdmin(admin.ModelAdmin):
    class Media:
        css = {"all": ["css/admin/story-aids.css", "css/admin/story-preview.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.typed_view))
        return [
            path("typed/", view, name="articles_article_typed_new"),
            path("<path:object_id>/typed/", view, name="articles_article_typed"),
            *super().get_urls(),
        ]

    def typed_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """The page that readers would get of what stands in the form; nothing is saved."""
        article = self._being_written(request, object_id)
        form = ContentForm(request.POST, instance=article)
        shown = previews.as_it_will_be(article or Article(), typed.content(form))
        response = render(request, "articles/preview--typed.html", reading.page(shown))
        for name, value in previews.HEADERS.items():
            response.headers[name] = value
        return response

    def _being_written(self, request: HttpRequest, object_id: str) -> Article | None:
        """The story whose form it is; none yet of one that was never saved."""
        if not object_id:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        article: Article | None = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["style_rules"] = StyleRule.objects.as_data()
        return super().render_change_form(request, context, *args, **kwargs)
