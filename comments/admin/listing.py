"""The moderators' list: the stock list of the admin, with cards for rows and chips for statuses."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.text import number
from comments import moderation
from comments.admin import access, bounded, decide
from comments.admin.cards import BUTTONS, options, talks
from comments.admin.filters import (
    FLAGGED,
    SORTS,
    WRITER_OF,
    LikelihoodFilter,
    ReasonFilter,
    SortFilter,
    StatusFilter,
    WriterFilter,
    chips,
    sort_of,
    status_of,
)
from comments.models import Comment, Decision

Action = Decision.Action

# What says which comments are meant, and how they were seen.
SENT_AGAIN = ("_selected_action", "select_across", "newest", "seen")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class CommentListing(bounded.BoundedAdmin):
    moment_field = "created_at"
    list_filter = [StatusFilter, SortFilter, LikelihoodFilter, ReasonFilter, WriterFilter]
    search_fields = ["text", "name", "email", "article__headline"]
    search_help_text = _(
        "Searches the newest 2,000 of what the list shows: comments, names, addresses, headlines. "
        "A whole email address is looked for in all."
    )
    list_per_page = 30
    show_facets = admin.ShowFacets.NEVER
    actions = ["approve", "reject", "mark_spam"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.for_moderators().select_related("parent")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """A whole address by its index."""
        if ADDRESS.fullmatch(search_term.strip()):
            return queryset.of_writer(search_term.strip()), False
        return super().get_search_results(request, queryset, search_term)

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
        filters, writer_of = request.GET.urlencode(), number(request.GET.get(WRITER_OF))
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
            "is_narrowed": bool(
                cl.query or writer_of or {"reason", "likelihood"} & {*request.GET}
            ),
            # The page of the comment from which one came.
            "one_writer": writer_of and self.page_of(request, writer_of),
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
