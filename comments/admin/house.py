"""What moderators keep for themselves: the rules for comments, and reasons that they give often."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models import CannedReason, CommentSettings
from portal.publicmodels.admin import PublicModelAdmin
from portal.publicmodels.ways import Way


@admin.register(CannedReason)
class CannedReasonAdmin(PublicModelAdmin):
    """Readers see nothing of it; deleting leads to the trash all the same."""

    nothing_yet = _("No reason yet. Moderators choose one of these in place of typing it.")
    list_display = ["text", "position"]
    search_fields = ["text"]
    ordering = ["position", "text"]
    fields = ["text", "position"]
    show_full_result_count = False


@admin.register(CommentSettings)
class CommentSettingsAdmin(PublicModelAdmin):
    """One row: the list leads straight to it."""

    fieldsets = [
        (_("Words"), {"fields": ["held_words", "refused_words"]}),
        (_("Trust"), {"fields": ["trusted_after", "trust_lost_at"]}),
        (_("Flags"), {"fields": ["flags_hide_at"]}),
        (_("Time"), {"fields": ["digest_hours", "network_days"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def what_happened(self, obj: Any, *, is_new: bool) -> str:
        return gettext("The rules are saved: every comment that comes is held to them now.")

    def ways_on(self, request: HttpRequest, obj: Any) -> list[Way]:
        address = reverse("admin:comments_comment_changelist")
        return [Way(address, gettext("See what waits"))]

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the form: a list of one is none."""
        return HttpResponseRedirect(request.path)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        CommentSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:comments_commentsettings_change", args=[1]))
