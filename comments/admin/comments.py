"""The moderators' list and the page of a comment; both call the verbs of `moderation`."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage
from django.db.models import Count, Max
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.paging import MOST, BoundedPaginator
from comments import moderation
from comments.admin import decide
from comments.admin.cards import BUTTONS, card, talks
from comments.admin.filters import ReasonFilter, StatusFilter, chips
from comments.models import Comment, Decision
from portal.publicmodels.ways import Way

Action = Decision.Action


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


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_filter = [StatusFilter, ReasonFilter]
    search_fields = ["text", "name", "email", "article__headline"]
    search_help_text = _("Searches comments, names, email addresses and headlines.")
    list_per_page = 50
    list_max_show_all = 0
    paginator = Pages
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["approve", "reject", "mark_spam"]

    class Media:
        css = {"all": ["css/admin/comments.css", "css/admin/cards.css"]}
        js = [
            Script("js/admin/selection.js", type="module"),
            Script("js/admin/moderate.js", type="module"),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CommentList

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.for_moderators().select_related("parent")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Who has waited longest comes first; what is decided is looked for among the newest."""
        waiting = request.GET.get("status", Comment.Status.PENDING) == Comment.Status.PENDING
        return ["created_at", "pk"] if waiting else ["-created_at", "-pk"]

    # --- the list ------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The stock list; its rows as cards, its statuses as chips."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None)
        if shown and (cl := shown.get("cl")):
            may_decide = self.has_moderate_permission(request)
            filters = request.GET.urlencode()
            shown["talks"] = talks(list(cl.result_list), may_decide=may_decide, filters=filters)
            shown["states"] = chips(cl)
            shown["bulk"] = [(a, BUTTONS[a]) for a in moderation.MOVES] if may_decide else []
            shown["narrow"] = [each for each in cl.filter_specs if isinstance(each, ReasonFilter)]
            shown["is_narrowed"] = bool(cl.query or request.GET.get("reason"))
            shown["undo"] = f"{reverse('admin:comments_comment_undo')}?{_kept(filters)}"
        return response

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: Any) -> None:
        decide.many(request, decide.chosen(request, queryset), Action.APPROVE)

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, Action.REJECT)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, Action.MARK_SPAM)

    def _ask(self, request: HttpRequest, queryset: Any, action: Action) -> HttpResponse | None:
        """What one press cannot undo is asked for first; what came since is not meant."""
        chosen = decide.chosen(request, queryset)
        for newest in decide.numbers(request.POST.getlist("newest")):
            chosen = chosen.filter(pk__lte=newest)
        found = chosen.aggregate(count=Count("pk"), newest=Max("pk"))
        if found["count"] <= decide.UNDONE_AT_ONCE or request.POST.get("sure") == "yes":
            decide.many(request, chosen, action)
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": BUTTONS[action],
            "action": action,
            **found,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/comments/comment/ask.html", context)

    # --- the page of a comment -------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/decide/",
                wrap(require_POST(self.decide_view)),
                name="comments_comment_decide",
            ),
            path("undo/", wrap(require_POST(self.undo_view)), name="comments_comment_undo"),
        ]
        return own + super().get_urls()

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The comment with all that a moderator may know of it, the buttons and the log."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        comment = self.get_object(request, object_id)
        if comment is None:
            raise Http404
        filters = _filters(request)
        here = f"{reverse('admin:comments_comment_decide', args=[comment.pk])}?{_kept(filters)}"
        undo = {"comment": comment.pk, "_changelist_filters": filters}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Comment by %(name)s") % {"name": comment.name},
            "media": self.media,
            "back": f"{reverse(decide.LIST)}?{filters}",
            "card": card(comment),
            "comment": comment,
            "buttons": [
                (a, BUTTONS[a]) for a in moderation.allowed(comment, to=decide.moderator(request))
            ],
            "decide": here,
            "undo": f"{reverse('admin:comments_comment_undo')}?{urlencode(undo)}",
            "decisions": comment.decisions.newest_first(),
        }
        return TemplateResponse(request, "admin/comments/comment/detail.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button of the list, which goes on to the next comment, or of the comment's page."""
        self._let_in(request)
        comment = get_object_or_404(Comment.objects.for_moderators(), pk=pk)
        action, then = request.POST.get("decision", ""), request.GET.get("then")
        back = [] if then else [Way(self._list(request), _("Back to the list"))]
        if action == Action.UNDO:
            last = comment.decisions.standing().newest_first().select_related("comment")[:1]
            decide.undo(request, last, back=back)
        elif action in moderation.MOVES:
            decide.one(request, comment, action, back=back)
        else:
            return HttpResponseBadRequest()
        return redirect(self._list(request, then) if then else self._page(request, pk))

    def undo_view(self, request: HttpRequest) -> HttpResponse:
        """The button of a message: takes back what it told of."""
        self._let_in(request)
        pks = decide.numbers(request.POST.get("decisions", "").split(","))[: decide.UNDONE_AT_ONCE]
        decisions = list(Decision.objects.filter(pk__in=pks).select_related("comment"))
        page = decide.numbers([request.GET.get("comment", "")])
        back = [Way(self._list(request), _("Back to the list"))] if page else []
        decide.undo(request, decisions, back=back)
        if page:
            return redirect(self._page(request, page[0]))
        return redirect(self._list(request, str(decisions[0].comment_id) if decisions else "0"))

    def _let_in(self, request: HttpRequest) -> None:
        if not self.has_moderate_permission(request):
            raise PermissionDenied

    def _page(self, request: HttpRequest, pk: int) -> str:
        address = reverse("admin:comments_comment_change", args=[pk])
        return f"{address}?{_kept(_filters(request))}"

    def _list(self, request: HttpRequest, pk: str = "0") -> str:
        """The list as it was, at one of its comments."""
        there = decide.numbers([pk])
        place = f"#comment-{there[0]}" if there and there[0] else ""
        return f"{reverse(decide.LIST)}?{_filters(request)}{place}"


def _filters(request: HttpRequest) -> str:
    """What the list was narrowed to, as its address said it."""
    return request.GET.get("_changelist_filters", "")


def _kept(filters: str) -> str:
    return urlencode({"_changelist_filters": filters})
