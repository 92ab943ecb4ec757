"""How the desk narrows the list of stories; the trash is only shown when asked for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.saved_filters import BuiltIn
from accounts.models import Author
from articles.admin.moves import staff
from articles.forms.categories import in_order, path_of
from articles.models import Article, Byline, Listing
from articles.text import number

Stories = QuerySet[Article]
PUBLISHED = Article.Status.PUBLISHED


def _in(status: str) -> Callable[[Any], Stories]:
    return lambda stories: stories.kept().filter(status=status)


STATES: dict[str, tuple[Any, Callable[[Any], Stories]]] = {
    "draft": (_("draft"), _in(Article.Status.DRAFT)),
    "in_review": (_("in review"), _in(Article.Status.IN_REVIEW)),
    "scheduled": (_("scheduled"), lambda stories: stories.scheduled()),
    "live": (_("live"), lambda stories: stories.live()),
    "changed": (
        _("with unpublished changes"),
        lambda stories: (
            stories.kept().filter(status=PUBLISHED).exclude(newest_revision=F("live_revision"))
        ),
    ),
    "withdrawn": (_("withdrawn"), _in(Article.Status.WITHDRAWN)),
    "trash": (_("in the trash"), lambda stories: stories.filter(trashed_at__isnull=False)),
}


class StateFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, label) for code, (label, _narrow) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        _label, narrow = STATES.get(self.value() or "", ("", lambda stories: stories.kept()))
        return narrow(queryset)


class MineFilter(admin.SimpleListFilter):
    """For who sees all stories: those that they began, were given or are named in."""

    title = _("whose")
    parameter_name = "mine"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.sees_all = request.user.has_perm("articles.edit_any_article")
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("mine"))] if self.sees_all else []

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        return queryset.of(staff(request)) if self.value() == "yes" else queryset


class CategoryFilter(admin.SimpleListFilter):
    """A section with all its parts, or one of the parts; second categories count."""

    title = _("category")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(category.pk), path_of(category)) for category in in_order()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        pk = number(self.value())
        if pk is None:
            return queryset
        return queryset.filter(pk__in=Listing.objects.filter(category=pk).values("article"))


class AuthorFilter(admin.SimpleListFilter):
    """Of the newsroom only: guests and agencies can be hundreds, and are found by searching."""

    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        authors = Author.objects.filter(kind=Author.Kind.STAFF).order_by("name", "pk")
        return [(str(pk), name) for pk, name in authors.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        pk = number(self.value())
        if pk is None:
            return queryset
        return queryset.filter(pk__in=Byline.objects.filter(author=pk).values("article"))


class PictureFilter(admin.SimpleListFilter):
    title = _("picture")
    parameter_name = "picture"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("with a picture")), ("no", _("without a picture"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(lead_image__isnull=self.value() == "no")


class AgeFilter(admin.SimpleListFilter):
    """Counted from now, so that a filter that was kept means the same tomorrow."""

    title = _("last saved")
    parameter_name = "saved"
    days = {"day": 1, "week": 7, "month": 30}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("day", _("in the last 24 hours")),
            ("week", _("in the last 7 days")),
            ("month", _("in the last 30 days")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Stories:
        days = self.days.get(self.value() or "")
        if days is None:
            return queryset
        return queryset.filter(modified_at__gte=timezone.now() - timedelta(days=days))


# Above the list for everybody; who does not see all stories sees their own in each.
BUILT_IN = (
    BuiltIn(name=_("My drafts"), query="mine=yes&state=draft"),
    BuiltIn(name=_("Given to me"), query="given=me"),
    BuiltIn(name=_("Waiting for review"), query="state=in_review"),
    BuiltIn(name=_("Overdue"), query="due=overdue"),
    BuiltIn(name=_("Scheduled"), query="state=scheduled"),
    BuiltIn(
        name=_("Live without a picture"),
        query="picture=no&state=live",
        permission="articles.publish_article",
    ),
)
