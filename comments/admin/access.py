"""What the pages of comments have in common: who may, and where they lead."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from comments.admin import decide


class ModeratedAdmin(admin.ModelAdmin):
    """Nobody adds, changes or deletes a row here: what moderators do, verbs do."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def let_in(self, request: HttpRequest) -> None:
        if not self.has_moderate_permission(request):
            raise PermissionDenied

    def page_of(self, request: HttpRequest, pk: int) -> str:
        address = reverse("admin:comments_comment_change", args=[pk])
        return f"{address}?{kept(filters(request))}"

    def list_at(self, request: HttpRequest, pk: str | None = None) -> str:
        """The list as it was, at one of its comments."""
        there = decide.numbers([pk or ""])
        place = f"#comment-{there[0]}" if there and there[0] else ""
        return f"{reverse(decide.LIST)}?{filters(request)}{place}"


def filters(request: HttpRequest) -> str:
    """What the list was narrowed to, as its address said it."""
    return request.GET.get("_changelist_filters", "")


def kept(query: str) -> str:
    return urlencode({"_changelist_filters": query})
