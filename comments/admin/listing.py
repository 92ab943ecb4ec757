"""The moderators' list: the stock list of the admin, with cards for rows and chips for statuses."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import EmptyPage
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.paging import MOST, BoundedPaginator
from comments import moderation
from comments.admin import access, decide
from comments.admin.cards import BUTTONS, options, talks
from comments.admin.filters import (
    FLAGGED,
    SORTS,
    ReasonFilter,
    SortFilter,
    StatusFilter,
    chips,
    sort_of,
    status_of,
)
from comments.models import Comment, Decision

Action = Decision.Action

# Words are looked for in so many of the comments that the list is narrowed to.
NEWEST = 5_000
# What says which comments are meant, and how they were seen.
SENT_AGAIN = ("_selected_action", "select_across", "newest", "seen")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class Pages(BoundedPaginator):
    """Deciding empties the list: who was on a page that is gone finds the last one."""

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except EmptyPage:
            return self.num_pages


class CommentList(ChangeList):
    """Counts, and pages, no further than anybody reads."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.page_num = self.paginator.validate_number(self.page_num)
        self.is_cut_short, self.most = self.result_count > MOST, MOST


class CommentListing(access.ModeratedAdmin):
    list_filter = [StatusFilter, SortFilter, ReasonFilter]
    search_fields = ["text", "name", "email", "article__headline"]
    search_help_text = _(
        "Searches the newest 5,000 of what the list shows: comments, names, addresses, headlines. "
        "A whole email address is looked for in all."
    )
    # As many as one press takes back; a page of them is rendered in 0.15 s.
    list_per_page = 100
    list_max_show_all = 0
    paginator = Pages
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["approve", "reject", "mark_spam"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CommentList

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.for_moderators().select_related("parent")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """A whole address by its index; words among the newest, read once and no further.

        Of a million comments, words were looked for in each, twice: 5 s. What is done to all that
        was found is done to what the pages of the list can show.
        """
        if ADDRESS.fullmatch(search_term.strip()):
            return queryset.of_writer(search_term.strip()), False
        if not search_term:
            return super().get_search_results(request, queryset, search_term)
        newest = queryset.order_by("-created_at", "-pk").values_list("created_at", flat=True)
        # A moment, since the same as a list of keys was planned as if it were of two or three.
        found = queryset
        for before in newest[NEWEST : NEWEST + 1]:
            found = queryset.filter(created_at__gt=before)
        found, _doubled = super().get_search_results(request, found, search_term)
        return queryset.filter(pk__in=list(found.values_list("pk", flat=True)[: MOST + 1])), False

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return SORTS[sort_of(request.GET.dict())][1]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None)
        if shown and (cl := shown.get("cl")):
            shown |= self._shown(request, cl)
        return response

    def _shown(self, request: HttpRequest, cl: ChangeList) -> dict[str, Any]:
        may_decide = self.has_moderate_permission(request)
        filters = request.GET.urlencode()
        return {
            "talks": talks(
                list(cl.result_list), user=decide.moderator(request), may_decide=may_decide,
                filters=filters,
            ),
            "states": chips(cl),
            "bulk": [(a, BUTTONS[a]) for a in moderation.MOVES] if may_decide else [],
            "reasons": options() if may_decide else "",
            "newest": Comment.objects.aggregate(newest=Max("pk"))["newest"],
            "narrow": [e for e in cl.filter_specs if isinstance(e, SortFilter | ReasonFilter)],
            "is_narrowed": bool(cl.query or request.GET.get("reason")),
            "is_flagged": status_of(request.GET.dict()) == FLAGGED,
            "undo": f"{reverse('admin:comments_comment_undo')}?{access.kept(filters)}",
        }  # fmt: skip

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, Action.APPROVE)

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, Action.REJECT)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, Action.MARK_SPAM)

    def _ask(self, request: HttpRequest, queryset: Any, action: Action) -> HttpResponse | None:
        """What one press cannot undo is asked for first; what came since is not meant."""
        chosen = decide.chosen(request, queryset)
        count = chosen.count()
        if count <= decide.UNDONE_AT_ONCE or request.POST.get("sure") == "yes":
            decide.many(request, chosen, action)
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": BUTTONS[action],
            "action": action,
            "count": count,
            # What was sent is sent again, and nothing else.
            "sent": [(name, value) for name in SENT_AGAIN for value in request.POST.getlist(name)],
            "reason": decide.note(request, decide.BULK_REASON),
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/comments/comment/ask.html", context)
