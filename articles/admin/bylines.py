"""The authors whom a writer can choose from, found by their names."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from accounts.folded import nearest
from accounts.models import Author
from articles.forms.bylines import labels

SUGGESTED = 10


class BylinesAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.authors_view))
        return [path("authors/", view, name="articles_article_authors"), *super().get_urls()]

    def authors_view(self, request: HttpRequest) -> JsonResponse:
        """As the form of a story calls them: who is called so first, and who has it in the name."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = list(nearest(Author.objects.all(), request.GET.get("q", ""))[:SUGGESTED])
        called = labels(author.name for author in found)
        return JsonResponse({"names": [called[author.pk] for author in found]})
