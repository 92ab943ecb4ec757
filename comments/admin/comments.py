"""The moderators' list: shows comments and calls the verbs of `moderation`; it has no other way."""

from collections.abc import Callable
from itertools import batched
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from comments import moderation, spam
from comments.admin.filters import ReasonFilter, StatusFilter
from comments.models import Comment, Decision

Action = Decision.Action

# Comments locked and written in one transaction; a flood of spam is thousands.
BATCH = 500

VERBS: dict[str, Callable[..., Comment]] = {
    Action.APPROVE: moderation.approve,
    Action.REJECT: moderation.reject,
    Action.MARK_SPAM: moderation.mark_spam,
    Action.UNDO: moderation.undo,
}

BUTTONS: dict[str, Promise] = {
    Action.APPROVE: _("Approve"),
    Action.REJECT: _("Reject"),
    Action.MARK_SPAM: _("Mark as spam"),
    Action.UNDO: _("Undo the last decision"),
}

DONE = {
    Action.APPROVE: ngettext_lazy("%(n)d comment approved", "%(n)d comments approved", "n"),
    Action.REJECT: ngettext_lazy("%(n)d comment rejected", "%(n)d comments rejected", "n"),
    Action.MARK_SPAM: ngettext_lazy(
        "%(n)d comment marked as spam", "%(n)d comments marked as spam", "n"
    ),
}

ALREADY = {
    Action.APPROVE: ngettext_lazy("%(n)d was already approved", "%(n)d were already approved", "n"),
    Action.REJECT: ngettext_lazy("%(n)d was already rejected", "%(n)d were already rejected", "n"),
    Action.MARK_SPAM: ngettext_lazy(
        "%(n)d was already marked as spam", "%(n)d were already marked as spam", "n"
    ),
}


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["excerpt", "name", "story", "badge", "findings", "age"]
    list_filter = [StatusFilter, ReasonFilter]
    search_fields = ["text", "name", "email", "article__headline"]
    search_help_text = _("Searches comments, names, email addresses and headlines.")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["approve", "reject", "mark_spam"]

    class Media:
        css = {"all": ["css/admin/comments.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.for_moderators()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Who has waited longest comes first; what is decided is looked for among the newest."""
        waiting = request.GET.get("status", Comment.Status.PENDING) == Comment.Status.PENDING
        return ["created_at", "pk"] if waiting else ["-created_at", "-pk"]

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> str:
        return Truncator(comment.text).chars(140)

    @admin.display(description=_("story"))
    def story(self, comment: Comment) -> str | SafeString:
        article = comment.article
        if not article.is_live():
            return article.headline
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.headline)

    @admin.display(description=_("status"))
    def badge(self, comment: Comment) -> SafeString:
        return format_html(
            '<span class="comment-status comment-status--{}">{}</span>',
            comment.status,
            comment.get_status_display(),
        )

    @admin.display(description=_("what the checks found"))
    def findings(self, comment: Comment) -> SafeString:
        reasons = (
            (spam.LABELS.get(reason["code"], reason["code"]), reason["evidence"])
            for reason in comment.reasons
        )
        return format_html_join("", '<p class="comment-finding">{}: <q>{}</q></p>', reasons)

    @admin.display(description=_("age"))
    def age(self, comment: Comment) -> SafeString:
        return format_html(
            '<time datetime="{}">{}</time>',
            comment.created_at.isoformat(timespec="seconds"),
            timesince(comment.created_at, depth=1),
        )

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, Action.APPROVE)

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, Action.REJECT)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, Action.MARK_SPAM)

    def _decide(self, request: HttpRequest, queryset: Any, action: Action) -> None:
        changed = unchanged = 0
        chosen = Comment.objects.filter(pk__in=_chosen(request, queryset)).only("pk")
        for batch in batched(chosen.order_by("pk"), BATCH):
            outcome = moderation.decide(batch, action, by=_moderator(request))
            changed += len(outcome.changed)
            unchanged += outcome.unchanged
        parts = [DONE[action] % {"n": changed}] if changed else []
        parts += [ALREADY[action] % {"n": unchanged}] if unchanged else []
        level = messages.SUCCESS if changed else messages.WARNING
        self.message_user(request, f"{'; '.join(parts)}.", level)

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(require_POST(self.decide_view))
        own = [path("<int:pk>/decide/", decide, name="comments_comment_decide")]
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
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Comment by %(name)s") % {"name": comment.name},
            "media": self.media,
            "preserved_filters": self.get_preserved_filters(request),
            "comment": comment,
            "badge": self.badge(comment),
            "findings": self.findings(comment),
            "story": self.story(comment),
            "buttons": [
                (a, BUTTONS[a]) for a in moderation.allowed(comment, to=_moderator(request))
            ],
            "decisions": comment.decisions.newest_first(),
        }
        return TemplateResponse(request, "admin/comments/comment/detail.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One press of a button on the page of a comment."""
        comment = get_object_or_404(Comment, pk=pk)
        verb = VERBS.get(request.POST.get("action", ""))
        if verb is None:
            return HttpResponseBadRequest()
        note = " ".join(request.POST.get("note", "").split())[:300]
        try:
            comment = verb(comment, by=_moderator(request), note=note)
        except moderation.Refused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        else:
            status = comment.get_status_display()
            self.message_user(request, _("The comment is now: %(status)s.") % {"status": status})
        address = reverse("admin:comments_comment_change", args=[pk])
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return redirect(add_preserved_filters(filters, address))


def _chosen(request: HttpRequest, queryset: Any) -> Any:
    """The keys of the rows that were ticked, also of those that another moderator decided since.

    The list's own filter would leave these out, and say nothing of them.
    """
    if request.POST.get("select_across") == "1":
        return queryset.order_by().values("pk")
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return [int(pk) for pk in ticked if pk.isascii() and pk.isdecimal() and len(pk) < 19]


def _moderator(request: HttpRequest) -> User:
    # The admin lets nobody in who is not logged in; the verbs ask for the permission.
    return cast("User", request.user)
