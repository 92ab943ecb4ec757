"""How the list is narrowed to what somebody works on, and to what is due."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import planning
from articles.admin.moves import staff
from articles.forms.desk import writers
from articles.models import Article
from articles.text import number

Stories = QuerySet[Article]


class GivenFilter(admin.SimpleListFilter):
    """Who does not hand out work asks for their own only."""

    title = _("given to")
    parameter_name = "given"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        mine = [("me", _("me"))]
        user = staff(request)
        if not planning.may_give_to_anybody(user):
            return mine
        others = [(str(each.pk), each.display_name()) for each in writers().exclude(pk=user.pk)]
        return [*mine, ("nobody", _("nobody")), *others]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        if self.value() == "me":
            return queryset.filter(assigned_to=staff(request))
        if self.value() == "nobody":
            return queryset.filter(assigned_to__isnull=True)
        pk = number(self.value())
        return queryset if pk is None else queryset.filter(assigned_to=pk)


def _end_of_today() -> Any:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)


DUE: dict[str, tuple[Any, Callable[[Any], Stories]]] = {
    "overdue": (_("overdue"), lambda stories: stories.due()),
    "today": (_("until tonight"), lambda stories: stories.due(_end_of_today())),
    "week": (
        _("in the next 7 days"),
        lambda stories: stories.due(timezone.now() + timedelta(days=7)),
    ),
    "some": (_("some day"), lambda stories: stories.unfinished().filter(due_at__isnull=False)),
}


class DueFilter(admin.SimpleListFilter):
    """Of stories that readers do not have yet; what is overdue is due in each."""

    title = _("due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, label) for code, (label, _narrow) in DUE.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        _label, narrow = DUE.get(self.value() or "", ("", lambda stories: stories))
        return narrow(queryset)
