"""The list of bans, each to be read and lifted."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin import columns
from comments import moderation
from comments.admin import access, decide
from comments.models import Ban


class StandingFilter(admin.SimpleListFilter):
    """Bans that stand, unless those that were lifted are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("standing", _("standing")), ("lifted", _("lifted")), ("all", _("all"))]

    def value(self) -> str:
        return super().value() or "standing"

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Ban]:
        kinds = {"standing": queryset.standing(), "all": queryset}
        return kinds.get(self.value(), queryset.filter(lifted_at__isnull=False))

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }


@admin.register(Ban)
class BanAdmin(access.ModeratedAdmin):
    change_list_template = "admin/lists/plain.html"
    nothing_yet = _(
        "No ban here. The page of a comment, or the key b in the list, bans its writer."
    )
    list_display = ["who", "kind", "by_name", "moment", "note", "lifted"]
    list_filter = [StandingFilter, "kind"]
    search_fields = ["value", "note", "by_name"]
    search_help_text = _("Searches addresses, domains, reasons and moderators.")
    ordering = ["-at", "-pk"]
    sortable_by = ()
    show_full_result_count = False
    actions = ["lift"]
    fields = ["who", "kind", "note", "by_name", "at", "lifted_by_name", "lifted_at"]
    readonly_fields = ["who"]

    class Media:
        css = {"all": ["css/admin/comments.css"]}

    @admin.display(description=_("who"))
    def who(self, ban: Ban) -> str:
        """Of a network, what is kept is nothing that people can read."""
        return gettext("a network") if ban.kind == Ban.Kind.NETWORK else ban.value

    @admin.display(description=_("banned at"), ordering="at")
    def moment(self, ban: Ban) -> str:
        return columns.moment(ban.at)

    @admin.display(description=_("lifted"))
    def lifted(self, ban: Ban) -> str:
        if ban.lifted_at is None:
            return ""
        return f"{columns.moment(ban.lifted_at)}, {ban.lifted_by_name}"

    @admin.action(description=_("Lift"), permissions=["moderate"])
    def lift(self, request: HttpRequest, queryset: Any) -> None:
        n = moderation.lift(queryset, by=decide.moderator(request))
        if not n:
            messages.warning(request, gettext("They were lifted before."))
            return
        said = ngettext("%(n)d ban is lifted.", "%(n)d bans are lifted.", n)
        messages.success(request, said % {"n": n})
