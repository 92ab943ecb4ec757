"""Wrong passwords, to be read; who is locked out can be let in before the time is over."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


@admin.register(AccessAttempt)
class AttemptAdmin(admin.ModelAdmin):
    change_list_template = "admin/lists/plain.html"
    nothing_yet = _("Nobody typed a wrong password lately.")
    list_display = ["username", "ip_address", "attempt_time", "failures_since_start", "is_locked"]
    search_fields = ["username", "ip_address"]
    search_help_text = _("Searches user names and internet addresses.")
    ordering = ["-attempt_time", "-pk"]
    # What was typed stays out of sight: people put their password into the wrong field.
    fields = ["username", "ip_address", "attempt_time", "failures_since_start", "user_agent"]
    actions = ["let_in"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("axes.delete_accessattempt")

    @admin.display(description=_("locked out"), boolean=True)
    def is_locked(self, attempt: AccessAttempt) -> bool:
        return attempt.failures_since_start >= settings.AXES_FAILURE_LIMIT

    @admin.action(description=_("Let them try again now"), permissions=["unlock"])
    def let_in(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        count, _models = queryset.delete()
        message = ngettext("%d lock was lifted.", "%d locks were lifted.", count)
        self.message_user(request, message % count, messages.SUCCESS)
