"""Filters in reach above a list: those that it brings, and those that people keep of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import SavedFilterForm
from accounts.models import SavedFilter, User

# More would be a second list above the list.
MOST = 20


@dataclass(frozen=True, kw_only=True)
class BuiltIn:
    """One that a list brings, for who has the permission; its query in the order of its keys."""

    name: Promise
    query: str
    permission: str = ""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """What stands above the list; `own` is the address at which its owner changes it."""

    name: str | Promise
    query: str
    chosen: bool
    own: str = ""


class SavedFiltersAdmin(admin.ModelAdmin):
    built_in: tuple[BuiltIn, ...] = ()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        chips = self._chips(request)
        narrowed = self._narrowed(request.GET)
        context = {
            "chips": chips,
            "to_save": "" if any(chip.chosen for chip in chips) else narrowed,
            "save_address": self._address("filter_save"),
        }
        response = super().changelist_view(request, context | (extra_context or {}))
        if shown := getattr(response, "context_data", None):
            shown["narrowed_to"] = _words(request, shown.get("cl"))
        return response

    def _chips(self, request: HttpRequest) -> list[Chip]:
        user, now = cast("User", request.user), self._narrowed(request.GET)
        everything = Chip(name=_("All"), query="", chosen=not now)
        brought = [
            Chip(name=each.name, query=each.query, chosen=each.query == now)
            for each in self.built_in
            if not each.permission or user.has_perm(each.permission)
        ]
        own = [
            Chip(
                name=each.name,
                query=each.query,
                chosen=each.query == now,
                own=self._address("filter", each.pk),
            )
            for each in self._kept(request)
        ]
        return [everything, *brought, *own]

    def _kept(self, request: HttpRequest) -> Any:
        user = cast("User", request.user)
        return SavedFilter.objects.of(user, screen=self.opts.label_lower)

    def _narrowed(self, asked: Mapping[str, Any]) -> str:
        """What a query says of the list's filters and its search, in one order; nothing else."""
        known = ["q", *(getattr(each, "parameter_name", "") for each in self.list_filter)]
        return urlencode([(key, asked[key]) for key in sorted(known) if asked.get(key)])

    def _address(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    # --- pages --------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap, prefix = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        asks = require_http_methods(["GET", "HEAD", "POST"])
        own = [
            path(
                "filters/", wrap(require_POST(self.save_filter_view)), name=f"{prefix}_filter_save"
            ),
            path("filters/<int:pk>/", wrap(asks(self.rename_filter_view)), name=f"{prefix}_filter"),
            path(
                "filters/<int:pk>/delete/",
                wrap(asks(self.delete_filter_view)),
                name=f"{prefix}_filter_delete",
            ),
        ]
        return own + super().get_urls()

    def save_filter_view(self, request: HttpRequest) -> HttpResponse:
        """Keep what the list shows under a name; then the list again, as it was."""
        self._let_in(request)
        query = self._narrowed(QueryDict(request.POST.get("query", "")))
        form = SavedFilterForm(request.POST, instance=self._new(request, query))
        back = redirect(f"{self._address('changelist')}?{query}")
        if self._kept(request).count() >= MOST:
            text = _("You keep %(most)d filters here already. Delete one, then save this.")
            messages.error(request, text % {"most": MOST})
        elif form.is_valid():
            # A button that is pressed twice saves it twice at the same moment.
            with suppress(IntegrityError), transaction.atomic():
                form.save()
            text = _("The filter “%(name)s” is saved. It stands above the list, for you alone.")
            messages.success(request, text % {"name": form.instance.name})
        else:
            for error in (error for errors in form.errors.values() for error in errors):
                messages.error(request, str(error))
        return back

    def _new(self, request: HttpRequest, query: str) -> SavedFilter:
        user = cast("User", request.user)
        return SavedFilter(owner=user, screen=self.opts.label_lower, query=query)

    def rename_filter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self._own(request, pk)
        form = SavedFilterForm(request.POST or None, instance=kept)
        if request.method == "POST" and form.is_valid():
            form.save()
            text = _("The filter is called “%(name)s” now.")
            messages.success(request, text % {"name": form.instance.name})
            return redirect(f"{self._address('changelist')}?{kept.query}")
        return self._page(request, "rename", kept, title=_("Rename the filter"), form=form)

    def delete_filter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self._own(request, pk)
        if request.method == "POST":
            kept.delete()
            address = self._address("changelist")
            text = _("The filter “{}” is deleted. What it showed is still here.")
            messages.success(request, format_html(str(text), kept.name))
            return redirect(address)
        return self._page(request, "delete", kept, title=_("Delete the filter?"))

    def _own(self, request: HttpRequest, pk: int) -> SavedFilter:
        self._let_in(request)
        kept: SavedFilter = get_object_or_404(self._kept(request), pk=pk)
        return kept

    def _let_in(self, request: HttpRequest) -> None:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, name: str, kept: SavedFilter, **context: Any
    ) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "kept": kept,
            "subtitle": kept.name,
            "list_address": self._address("changelist"),
            "rename_address": self._address("filter", kept.pk),
            "delete_address": self._address("filter_delete", kept.pk),
        }
        return TemplateResponse(request, f"admin/filters/{name}.html", context)


def _words(request: HttpRequest, changelist: Any) -> list[str]:
    """What the filters that the address sets are set to."""
    return [
        str(choice["display"])
        for spec in getattr(changelist, "filter_specs", ())
        if any(request.GET.get(name) for name in spec.expected_parameters())
        for choice in spec.choices(changelist)
        if choice["selected"]
    ]
