"""The style list: the newsroom's own rules, which the form of a story marks while one writes."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from js_asset import ImportMap, Media

from articles import stylelist
from articles.models import StyleRule
from portal.publicmodels.admin import PublicModelAdmin


class PatternInput(AdminTextInputWidget):
    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap({"desk/editor/rules": "js/admin/editor/rules.js"}),
            css={"all": ["css/admin/style-rule.css"]},
            js=[Script("js/admin/stylerule.js", type="module")],
        )


class StyleRuleForm(forms.ModelForm):
    class Meta:
        model = StyleRule
        fields = ("pattern", "is_regex", "message", "suggestion", "language", "is_active")
        widgets = {"pattern": PatternInput}
        help_texts = {
            "is_active": _("Switched off, it marks nothing, and can be switched on again."),
        }


@admin.register(StyleRule)
class StyleRuleAdmin(PublicModelAdmin):
    """Readers see nothing of it; deleting leads to the trash all the same."""

    form = StyleRuleForm
    change_form_template = "admin/articles/stylerule/change_form.html"
    nothing_yet = _("No rule yet. Each marks words in the text while one writes, and says why.")
    list_display = ["pattern", "suggestion", "message", "language_or_all", "is_active"]
    list_filter = ["is_active", "language"]
    search_fields = ["pattern", "message", "suggestion"]
    search_help_text = _("Searches words, messages and suggestions.")
    ordering = ["pattern", "pk"]
    show_full_result_count = False

    @admin.display(description=_("language"), ordering="language")
    def language_or_all(self, rule: StyleRule) -> str | Promise:
        return rule.get_language_display() if rule.language else _("all")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.read_view))
        return [path("read/", view, name="articles_stylerule_read"), *super().get_urls()]

    def read_view(self, request: HttpRequest) -> JsonResponse:
        """How a browser reads words that are being typed, or why they are refused."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pattern, is_regex = request.GET.get("pattern", "")[:200], "is_regex" in request.GET
        try:
            return JsonResponse({"source": stylelist.source(pattern, is_regex=is_regex)})
        except stylelist.Refused as refused:
            return JsonResponse({"refused": " ".join(refused.messages)})
