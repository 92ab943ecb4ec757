"""Pages of one story beside its form: what asks before a move, and its address to be."""

from typing import Any

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.slugs import make_slug
from articles import workflow
from articles.admin import moves
from articles.admin.history import HistoryAdmin
from articles.models import Article


class PagesAdmin(HistoryAdmin):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/move/<slug:name>/",
                wrap(require_http_methods(["GET", "HEAD", "POST"])(self.move_view)),
                name="articles_article_move",
            ),
            path("slug/", wrap(require_safe(self.slug_view)), name="articles_article_slug"),
        ]
        return own + super().get_urls()

    def _to_story(self, request: HttpRequest, article: Article) -> HttpResponse:
        address = reverse("admin:articles_article_change", args=[article.pk])
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return redirect(add_preserved_filters(filters, address))

    def move_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask, then make one of the moves that are not part of saving."""
        article = self.get_object(request, str(pk))
        if article is None or name not in moves.MOVES or moves.MOVES[name].saves:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if not workflow.may(article, name, to=moves.staff(request)):
            raise PermissionDenied
        form = moves.form_of(request, article, name)
        if request.method == "POST" and (form is None or form.is_valid()):
            said = form.cleaned_data if form else {}
            # Refused with a form, it is asked again, with what was typed.
            if moves.make(request, article, name, **said) or form is None:
                return self._to_story(request, article)
        context = {
            "title": moves.MOVES[name].label,
            "move": moves.MOVES[name],
            "form": form,
            "explanation": moves.explanation(article, name),
        }
        return self.page_beside(request, article, "move", context)

    def slug_view(self, request: HttpRequest) -> JsonResponse:
        """The address that a headline would get."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        headline = request.GET.get("headline", "")[:250]
        return JsonResponse({"slug": make_slug(headline, language=request.GET.get("language", ""))})
