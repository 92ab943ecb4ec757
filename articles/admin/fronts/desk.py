"""The addresses of the desk's fronts: that of the front page, and the same below each section."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import search
from articles.admin import wire
from articles.admin.fronts import (
    finding,
    history,
    pages,
    previewing,
    saving,
    saying,
    travelling,
)
from articles.admin.fronts.opened import Opened, opened
from articles.admin.fronts.sheets import media
from articles.admin.moves import staff
from articles.deeds import Refused
from articles.fronts import presence, versions
from articles.models import Category, Front, FrontVersion
from articles.text import number as number_of

# A front has some hundred fields, and a slot eight more.
MOST_FIELDS = 2000


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """No rows to list, to add or to delete: each page has its front, which is shaped here."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return versions.may_curate(staff(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return versions.may_curate(staff(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return versions.may_curate(staff(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [*self._below(""), *self._below("<int:category>/")]

    def _below(self, place: str) -> Iterator[URLPattern]:
        both = require_http_methods(["GET", "HEAD", "POST"])
        for part, view, name in (
            ("", both(self.board_view), "changelist"),
            ("find/", require_safe(self.find_view), "find"),
            ("preview/", both(self.preview_view), "preview"),
            ("travel/", require_safe(self.travel_view), "travel"),
            ("history/", require_safe(self.launched_view), "history"),
            ("restore/<int:number>/", require_POST(self.restore_view), "restore"),
        ):
            guarded = self.admin_site.admin_view(view)
            yield path(f"{place}{part}", guarded, name=f"articles_front_{name}")
        # What scripts ask is answered in JSON, whoever asks.
        for name, view in (("save", self.save_view), ("present", self.present_view)):
            asked = never_cache(require_POST(view))
            yield path(f"{place}{name}/", asked, name=f"articles_front_{name}")

    # --- the board -----------------------------------------------------------------------------

    def board_view(self, request: HttpRequest, category: int | None = None) -> HttpResponse:
        """The newest version, or an older one to go on with; by POST what was sent is saved."""
        page = self._opened(request, category)
        if request.method != "POST":
            return self._board(request, page, saving.untouched(page, _asked(request, page)))
        outcome = saving.save(page, request.POST, by=staff(request))
        if outcome.kind in ("invalid", "conflict"):
            return self._board(request, page, outcome, status=422)
        messages.success(request, saying.done(page, outcome))
        if outcome.refusal:
            messages.warning(request, outcome.refusal)
        return redirect(page.address())

    def _board(
        self, request: HttpRequest, page: Opened, outcome: saving.Outcome, *, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": media(),
            "title": page.label,
            **pages.board(page, outcome),
            **pages.finder(search.tidy(request.GET.get("q", ""))),
            "said": "",
            "page": json.dumps(self._to_scripts(request, page, outcome)),
        }
        return TemplateResponse(request, "admin/articles/front/page.html", context, status=status)

    @staticmethod
    def _to_scripts(
        request: HttpRequest, page: Opened, outcome: saving.Outcome
    ) -> dict[str, str | int]:
        """What the page says of itself to static/js/admin/front."""
        return {
            "save": page.address("save"),
            "present": page.address("present"),
            "again": reverse("admin:login_again"),
            "person": str(staff(request).pk),
            "front": str(page.front.pk),
            "number": outcome.number,
            "older": request.GET.get("number", ""),
        }

    def find_view(self, request: HttpRequest, category: int | None = None) -> HttpResponse:
        self._opened(request, category)
        typed = search.tidy(request.GET.get("q", ""))
        context = {"found": finding.found(typed), "typed": typed}
        return render(request, "admin/articles/front/find.html", context)

    # --- what scripts send ---------------------------------------------------------------------

    @wire.answering
    def save_view(self, request: HttpRequest, category: int | None = None) -> dict[str, Any]:
        """Save, or launch too; the board as it is then, for what of it has changed."""
        sent, page = wire.sent(request), self._opened(request, category)
        data = QueryDict(mutable=True)
        for name, values in wire.fields(sent, most=MOST_FIELDS).items():
            data.setlist(name, values)
        data["based_on"] = str(sent.get("based_on"))
        if sent.get("press") in ("launch", "discard"):
            data[sent["press"]] = "1"
        outcome = saving.save(page, data, by=staff(request))
        shown = pages.board(page, outcome)
        template = "admin/articles/front/answer.html"
        return {
            "kind": outcome.kind,
            "number": outcome.number,
            "moved": list(outcome.moved),
            "said": saying.state(outcome, shown["changes"]),
            "html": render_to_string(template, shown, request),
        }

    @wire.answering
    def present_view(self, request: HttpRequest, category: int | None = None) -> dict[str, Any]:
        """Note that the page stands open, or was closed; who else has it, and what is newest."""
        sent, page = wire.sent(request), self._opened(request, category)
        if sent.get("closed") is True:
            presence.leave(by=staff(request), key=wire.key(sent))
            return {}
        visits = presence.come(page.front, by=staff(request), key=wire.key(sent))
        names = {each.by_name for each in visits if each.by_id != staff(request).pk}
        others = [_("%(name)s is on this page too.") % {"name": name} for name in sorted(names)]
        if any(each.by_id == staff(request).pk for each in visits):
            others.append(_("You have this page open in another window."))
        return {"others": others, "number": page.front.number}

    # --- looking, and the past -----------------------------------------------------------------

    def preview_view(self, request: HttpRequest, category: int | None = None) -> HttpResponse:
        """The page as readers would get it: what the form holds by POST, a version by GET."""
        page = self._opened(request, category)
        return previewing.answer(request, page)

    def travel_view(self, request: HttpRequest, category: int | None = None) -> HttpResponse:
        """The page of any minute, gone by or to come, which nobody keeps."""
        page = self._opened(request, category)
        shown = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": media(),
            "title": _("Time travel"),
            **travelling.context(request, page),
        }
        return TemplateResponse(request, "admin/articles/front/travel.html", shown)

    def launched_view(self, request: HttpRequest, category: int | None = None) -> HttpResponse:
        page = self._opened(request, category)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": media(),
            "title": _("What was launched"),
            "crumbs": [*page.crumbs, (page.label, page.address())],
            "address": page.address(),
            "rows": history.rows(page),
            "now": page.live.number if page.live else None,
        }
        return TemplateResponse(request, "admin/articles/front/history.html", context)

    def restore_view(
        self, request: HttpRequest, number: int, category: int | None = None
    ) -> HttpResponse:
        """Give readers an older front, and say which way leads back."""
        page = self._opened(request, category)
        before, draft = page.live, page.newest
        try:
            versions.restore(page.front, by=staff(request), number=number)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(page.address("history"))
        messages.success(request, saying.restored(page, number, before, draft))
        return redirect(page.address("history"))

    def _opened(self, request: HttpRequest, category: int | None) -> Opened:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return opened(category)
        except Category.DoesNotExist as error:
            raise Http404 from error


def _asked(request: HttpRequest, page: Opened) -> FrontVersion | None:
    """The version that an address names, if it names one; Http404 if there is no such one."""
    if "number" not in request.GET:
        return None
    version = page.version(number_of(request.GET["number"]) or 0)
    if version is None:
        raise Http404
    return version
