"""How moderators narrow and sort their list: by status, by what was found, by what comes first."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.paging import MOST
from articles.text import number
from comments import spam, training
from comments.models import Comment, Flag

ALL, FLAGGED = "all", "flagged"
# What the list is narrowed to the writer of a comment by.
WRITER_OF = "writer_of"
# What its writer took back, moderators have nothing to do with.
SHOWN = [each for each in Comment.Status.choices if each[0] != Comment.Status.WITHDRAWN]
CHIPS = [*SHOWN, (FLAGGED, _("flagged by readers")), (ALL, _("all"))]

NEWEST, OLDEST = "newest", "oldest"
SORTS: dict[str, tuple[str | Promise, list[Any]]] = {
    OLDEST: (_("oldest first"), ["created_at", "pk"]),
    NEWEST: (_("newest first"), ["-created_at", "-pk"]),
    "score": (_("most suspect first"), ["-score", "created_at", "pk"]),
    "story": (_("story by story"), ["article", "created_at", "pk"]),
    "identity": (_("writer by writer"), [Lower("email"), "created_at", "pk"]),
}


GOOD, UNSURE, UNWANTED = "good", "unsure", "unwanted"
LIKELIHOODS = [
    (GOOD, _("Looks good to the filter")), (UNSURE, _("Not sure")), (UNWANTED, _("Looks unwanted")),
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class StatusChip:
    """A status in reach above the list; `count` is how many have it, or that they are too many."""

    label: str | Promise
    query: str
    chosen: bool
    count: str = ""


def status_of(asked: Mapping[str, str]) -> str:
    return asked.get("status", Comment.Status.PENDING)


def sort_of(asked: Mapping[str, str]) -> str:
    """Who has waited longest comes first; what is decided is looked for among the newest."""
    waits = status_of(asked) in (Comment.Status.PENDING, FLAGGED)
    sort = asked.get("sort", "")
    return sort if sort in SORTS else OLDEST if waits else NEWEST


class StatusFilter(admin.SimpleListFilter):
    """Comments that wait for a moderator, unless another status is asked for; shown as chips."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return CHIPS

    def value(self) -> str:
        return super().value() or Comment.Status.PENDING

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return _of(self.value(), queryset)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == str(value),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }


class SortFilter(admin.SimpleListFilter):
    """Which comments come first; the admin sorts, see CommentListing.get_ordering()."""

    title = _("what comes first")
    parameter_name = "sort"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, (label, _ordering) in SORTS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return queryset

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        sort = sort_of(changelist.params)
        for value, label in self.lookup_choices:
            yield {
                "selected": value == sort,
                "query_string": changelist.get_query_string({self.parameter_name: value}, ["p"]),
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


class WriterFilter(admin.SimpleListFilter):
    """All that the writer of one comment sent; cards lead there, nobody chooses it from a list."""

    title = _("writer")
    parameter_name = WRITER_OF

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        asked = self.value()
        return [(asked, _("one writer"))] if asked is not None else []

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Comment]:
        comment = Comment.objects.filter(pk=number(self.value()) or 0).only("email").first()
        if comment is None:
            return queryset.none()
        # Who is forgotten has nothing in common with others.
        same = queryset.of_writer(comment.email)
        return same if comment.email else queryset.filter(pk=comment.pk)


class LikelihoodFilter(ReasonFilter):
    """Comments that wait, by what the filter that learned said, and its newest lines."""

    title = _("what the learned filter says")
    parameter_name = "likelihood"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return LIKELIHOODS

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Comment]:
        if self.value() not in dict(LIKELIHOODS):
            return queryset
        filter_ = training.newest()
        if filter_ is None:
            return queryset.none()
        waiting = queryset.filter(status=Comment.Status.PENDING)
        good = math.ceil(100 * filter_.pass_below)
        unwanted = math.floor(100 * filter_.hold_above)
        if self.value() == GOOD:
            return waiting.filter(likelihood__lt=good)
        if self.value() == UNWANTED:
            return waiting.filter(likelihood__gt=unwanted)
        return waiting.filter(likelihood__gte=good, likelihood__lte=unwanted)


def chips(changelist: ChangeList) -> list[StatusChip]:
    """A query for each status, which counts no further than the list does."""
    asked = status_of(changelist.params)
    return [
        StatusChip(
            label=capfirst(str(label)),
            query=changelist.get_query_string({"status": value}, ["p"]),
            chosen=asked == value,
            count="" if value == ALL else _count(value),
        )
        for value, label in CHIPS
    ]


def _of(status: str, comments: Any) -> QuerySet[Comment]:
    if status == ALL:
        return comments
    if status == FLAGGED:
        return comments.filter(pk__in=Flag.objects.answerable().values("comment"))
    return comments.filter(status=status)


def _count(status: str) -> str:
    count = _of(status, Comment.objects.all())[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else str(count)
