from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.publicmodels.admin import PublicModelAdmin
from portal.publicmodels.ways import Way
from portal.site import beginning
from portal.site.models import SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(PublicModelAdmin):
    """One row: the list leads straight to it."""

    fieldsets = [
        (None, {"fields": ["name", "tagline", "logo", "description"]}),
        (_("Footer"), {"fields": ["footer_text", "credit_text", "credit_name", "credit_url"]}),
        (_("Comments"), {"fields": ["comment_policy", "comment_days", "comments_indexed"]}),
        (_("Contact"), {"fields": ["contact_email", "contact_text", "social_links"]}),
        (
            _("Search engines and partners"),
            {"fields": ["feeds_full_text", "security_contact", "ads_txt"]},
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def what_happened(self, obj: Any, *, is_new: bool) -> str:
        return gettext("The settings are saved: every page of the site follows them now.")

    def ways_on(self, request: HttpRequest, obj: Any) -> list[Way]:
        return [Way("/", gettext("View the site"))]

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the form: a list of one is none."""
        return HttpResponseRedirect(request.path)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        beginning.begin()
        return HttpResponseRedirect(reverse("admin:site_settings_sitesettings_change", args=[1]))
