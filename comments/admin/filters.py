"""How moderators narrow their list: by status, what waits first, and by what the checks found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.paging import MOST
from comments import spam
from comments.models import Comment

ALL = "all"
# What its writer took back, moderators have nothing to do with.
SHOWN = [each for each in Comment.Status.choices if each[0] != Comment.Status.WITHDRAWN]


@dataclass(frozen=True, kw_only=True)
class StatusChip:
    """A status in reach above the list; `count` is how many have it, or that they are too many."""

    label: str | Promise
    query: str
    chosen: bool
    count: str = ""


class StatusFilter(admin.SimpleListFilter):
    """Comments that wait for a moderator, unless another status is asked for; shown as chips."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*SHOWN, (ALL, _("all"))]

    def value(self) -> str:
        return super().value() or Comment.Status.PENDING

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return queryset if self.value() == ALL else queryset.filter(status=self.value())

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == str(value),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }


class ReasonFilter(admin.SimpleListFilter):
    """Comments that one of the checks has something to say of."""

    title = _("what the checks found")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(spam.LABELS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Comment]:
        return queryset.with_reason(self.value()) if self.value() else queryset


def chips(changelist: ChangeList) -> list[StatusChip]:
    """A query for each status, which counts no further than the list does."""
    asked = changelist.params.get("status", Comment.Status.PENDING)
    return [
        StatusChip(
            label=capfirst(str(label)),
            query=changelist.get_query_string({"status": value}, ["p"]),
            chosen=asked == value,
            count="" if value == ALL else _count(value),
        )
        for value, label in [*SHOWN, (ALL, _("all"))]
    ]


def _count(status: str) -> str:
    count = Comment.objects.filter(status=status)[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else str(count)
