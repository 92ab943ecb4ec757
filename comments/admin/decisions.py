"""The moderation log, to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["at", "who", "action", "excerpt", "before", "after", "note"]
    list_filter = ["action", "after"]
    search_fields = ["by_name", "note", "comment__name", "comment__text"]
    list_select_related = ["comment"]
    ordering = ["-at", "-pk"]
    show_full_result_count = False
    fields = ["comment", "who", "action", "before", "after", "note", "at"]
    readonly_fields = ["who"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("decided by"))
    def who(self, decision: Decision) -> str:
        return decision.by_name or gettext("the spam checks")

    @admin.display(description=_("comment"))
    def excerpt(self, decision: Decision) -> str:
        return f"{decision.comment.name}: {Truncator(decision.comment.text).chars(80)}"
