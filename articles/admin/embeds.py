"""Whether what a writer pastes can stand in a story as an embed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import embeds

LABELS: dict[str, str | Promise] = {
    "video": _("A video from %(provider)s."),
    "post": _("A post from %(provider)s."),
    "map": _("A map from %(provider)s."),
    "audio": _("A recording from %(provider)s."),
}


class EmbedsAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        # Sent as a form: the code of some sites is longer than an address may be.
        view = self.admin_site.admin_view(require_POST(self.embed_view))
        return [path("embed/", view, name="articles_article_embed"), *super().get_urls()]

    def embed_view(self, request: HttpRequest) -> JsonResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = embeds.recognise(request.POST.get("code", ""))
        return JsonResponse({"embed": _described(found) if found else None})


def _described(embed: embeds.Embed) -> dict[str, Any]:
    return {
        "address": embed.address,
        "provider": embed.provider,
        "label": LABELS[embed.kind] % {"provider": embed.provider},
    }
