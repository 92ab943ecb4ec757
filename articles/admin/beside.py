"""What the pages beside the form of a story have in common."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin import columns
from articles.models import Article

ROW = "<int:pk>/"


class BesideAdmin(admin.ModelAdmin):
    def story_or_404(self, request: HttpRequest, pk: int) -> Article:
        """The story, if this user may open it; of all others as little is said as of none."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        article: Article | None = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        return article

    def page_beside(
        self,
        request: HttpRequest,
        article: Article,
        template: str,
        context: dict[str, Any],
        *,
        status: int = 200,
    ) -> HttpResponse:
        context = context | {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "subtitle": article.headline,
            "article": article,
            "badge": columns.badge(article),
        }
        return TemplateResponse(
            request, f"admin/articles/article/{template}.html", context, status=status
        )

    def wrapped(self, part: str, view: Any, name: str, *, method: str = "") -> URLPattern:
        """An address below that of a story, or with another beginning; GET, POST or both."""
        asked = {"GET": require_safe, "POST": require_POST}.get(
            method, require_http_methods(["GET", "HEAD", "POST"])
        )
        return path(part, self.admin_site.admin_view(asked(view)), name=f"articles_article_{name}")

    @staticmethod
    def is_in_place(request: HttpRequest) -> bool:
        """Whether a script asks for the part of the page that has changed, and not for a page."""
        return request.headers.get("X-Requested-With") == "fetch"
