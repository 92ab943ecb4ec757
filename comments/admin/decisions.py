"""The moderation log, to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import columns
from comments.admin import bounded
from comments.models import Decision


@admin.register(Decision)
class DecisionAdmin(bounded.BoundedAdmin):
    moment_field = "at"
    change_list_template = "admin/comments/decision/change_list.html"
    nothing_yet = _("Nothing was decided yet.")
    list_display = ["excerpt", "what", "who", "moment", "note", "undo"]
    list_display_links = None
    list_filter = ["action", "after"]
    search_fields = ["by_name", "note", "comment__name", "comment__text"]
    search_help_text = _(
        "Searches the newest 2,000 of what the list shows: moderators, reasons, names, comments."
    )
    list_select_related = ["comment"]
    ordering = ["-at", "-pk"]
    sortable_by = ()
    fields = ["comment", "who", "action", "before", "after", "note", "at"]
    readonly_fields = ["who"]

    class Media:
        css = {"all": ["css/admin/comments.css", "css/admin/queue.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return Decision.objects.with_undo()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        address = f"{reverse('admin:comments_comment_undo')}?log"
        return super().changelist_view(request, {"undo": address, **(extra_context or {})})

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = super().get_list_display(request)
        return shown if self.has_moderate_permission(request) else shown[:-1]

    @admin.display(description=_("undo"), empty_value="")
    def undo(self, decision: Any) -> SafeString | None:
        """Where it is the last of its comment, and stands."""
        if not decision.can_be_undone:
            return None
        said = gettext("Undo the decision on the comment by %(name)s")
        return format_html(
            '<button class="button" type="submit" form="undo" name="decisions" value="{}"'
            ' aria-label="{}">{}</button>',
            decision.pk,
            said % {"name": decision.comment.name},
            gettext("Undo"),
        )

    @admin.display(description=_("decided by"))
    def who(self, decision: Decision) -> str:
        return str(decision.who)

    @admin.display(description=_("decided at"), ordering="at")
    def moment(self, decision: Decision) -> str:
        return columns.moment(decision.at)

    @admin.display(description=_("decision"))
    def what(self, decision: Decision) -> SafeString:
        return format_html(
            '<span class="comment-status comment-status--{}">{}</span> <span class="was">{}</span>',
            decision.after,
            decision.get_after_display(),
            gettext("was %(status)s") % {"status": decision.get_before_display()},
        )

    @admin.display(description=_("comment"))
    def excerpt(self, decision: Decision) -> SafeString:
        return format_html(
            '<a class="titled" href="{}"><bdi>{}</bdi>: {}</a>',
            reverse("admin:comments_comment_change", args=[decision.comment_id]),
            decision.comment.name,
            Truncator(decision.comment.text).chars(80),
        )
