"""The trash: what lies in it, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from portal.publicmodels import verbs, ways
from portal.publicmodels.models import Trashed, kind_name
from portal.publicmodels.ways import Way

TRASH = "admin:publicmodels_trashed_changelist"


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = Trashed.objects.order_by("kind").values_list("kind", flat=True).distinct()
        return [(kind, capfirst(kind_name(kind))) for kind in kinds]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Trashed]
    ) -> models.QuerySet[Trashed]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Trashed)
class TrashedAdmin(admin.ModelAdmin):
    change_list_template = "admin/lists/plain.html"
    nothing_yet = _(
        "The trash is empty. What you move to it leaves the site, and can be brought back from "
        "here."
    )
    list_display = ["label", "what", "by_name", "at"]
    list_filter = [KindFilter]
    search_fields = ["label"]
    ordering = ["-at", "-pk"]
    show_full_result_count = False
    actions = ["restore"]
    readonly_fields = ["what", "comes_along", "contents"]
    change_form_template = "admin/publicmodels/trashed.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        company = ["comes_along"] if obj and obj.company() else []
        return ["label", "what", "by_name", "at", *company, "contents"]

    def has_restore_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publicmodels.change_trashed")

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, trashed: Trashed) -> str:
        return capfirst(kind_name(trashed.kind))

    @admin.display(description=_("comes back with it"))
    def comes_along(self, trashed: Trashed) -> str:
        return ", ".join(trashed.company())

    @admin.display(description=_("contents"))
    def contents(self, trashed: Trashed) -> SafeString:
        lines = ((name, Truncator(text).chars(600)) for name, text in trashed.contents())
        return format_html_join("", '<p class="trashed-value"><b>{}</b> {}</p>', lines)

    @admin.action(description=_("Restore to the site"), permissions=["restore"])
    def restore(self, request: HttpRequest, queryset: models.QuerySet[Trashed]) -> None:
        restored = sum(self._restore(request, trashed) for trashed in queryset)
        if restored:
            message = ngettext(
                "%d item is back on the site.", "%d items are back on the site.", restored
            )
            self.message_user(request, message % restored, messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        restore = self.admin_site.admin_view(require_POST(self.restore_view))
        own = path("<path:object_id>/restore/", restore, name="publicmodels_trashed_restore")
        return [own, *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The button on the page of one item."""
        if not self.has_restore_permission(request):
            raise PermissionDenied
        trashed = get_object_or_404(Trashed, pk=unquote(object_id))
        if self._restore(request, trashed):
            text = gettext("“{label}” is back on the site.")
            said = format_html(text, label=trashed.label) + ways.on(self._to_row(trashed))
            self.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(reverse(TRASH))
        address = reverse("admin:publicmodels_trashed_change", args=[object_id])
        return HttpResponseRedirect(address)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        trashed = kwargs["obj"]
        context["may_restore"] = self.has_restore_permission(request) and request.user.has_perm(
            trashed.add_permission()
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def _to_row(self, trashed: Trashed) -> list[Way]:
        """To the page of what was brought back, where it has one."""
        pk = next((row["pk"] for row in trashed.rows if row["model"] == trashed.kind), "")
        name = f"admin:{trashed.kind.replace('.', '_')}_change"
        try:
            return [Way(reverse(name, args=[quote(pk)]), gettext("Open it"))]
        except NoReverseMatch:
            return []

    def _restore(self, request: HttpRequest, trashed: Trashed) -> bool:
        if not request.user.has_perm(trashed.add_permission()):
            message = gettext("You may not bring back “%(label)s”.") % {"label": trashed.label}
            self.message_user(request, message, messages.ERROR)
            return False
        try:
            verbs.restore(trashed)
        except verbs.CannotRestore as error:
            self.message_user(request, str(error), messages.ERROR)
            return False
        return True
