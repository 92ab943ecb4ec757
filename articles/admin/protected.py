"""Tells why a row that stories need cannot be deleted, instead of what it would take with it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.moves import link
from articles.models import Article

# Stories named as the reason; a section has thousands.
NAMED = 20


class ProtectedAdmin(admin.ModelAdmin):
    def protecting(self, rows: Any) -> QuerySet[Article]:
        """The stories that need one of these rows."""
        raise NotImplementedError

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[Any, int], set[str], list[Any]]:
        """What protects the rows; none of that is deleted, so no permission for it is missing."""
        keys = [row.pk for row in objs]
        stories = self.protecting(keys).order_by("-modified_at", "-pk").only("headline")
        named: list[str] = [
            format_html("{}: {}", _("Story"), link(story)) for story in stories[:NAMED]
        ]
        if named:
            if more := stories.count() - len(named):
                text = ngettext("… and %(n)d more story", "… and %(n)d more stories", more)
                named.append(text % {"n": more})
            return [], {}, set(), named
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set() if protected else missing, protected
