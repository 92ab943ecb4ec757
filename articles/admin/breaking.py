"""The page from which breaking news is shown on every page, and taken away again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.moves import staff
from articles.forms.breaking import LONGEST, BreakingForm
from portal.site import banners
from portal.site.models import Banner
from portal.site.moments import printed

NAME = "site_settings_banner"
# Of what was shown before, the newest.
SHOWN = 30


@admin.register(Banner)
class BannerAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        page = require_http_methods(["GET", "HEAD", "POST"])(self.page_view)
        return [
            path("", self._wrapped(page), name=f"{NAME}_changelist"),
            path("stop/", self._wrapped(require_POST(self.stop_view)), name=f"{NAME}_stop"),
            path("extend/", self._wrapped(require_POST(self.extend_view)), name=f"{NAME}_extend"),
        ]

    def _wrapped(self, view: Callable[..., HttpResponse]) -> Any:
        return self.admin_site.admin_view(view)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return staff(request).has_perm("site_settings.break_news")

    has_module_permission = has_change_permission = has_view_permission

    def page_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        shown = banners.at(now)
        said = {"text": shown.text, "url": shown.url} if shown else None
        form = BreakingForm(request.POST if request.method == "POST" else None, initial=said)
        if form.is_valid() and self._start(request, form):
            return _back()
        past = Banner.objects.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[:SHOWN]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Breaking news"),
            "opts": self.opts,
            "form": form,
            "shown": shown,
            "past": past,
            "longest": LONGEST,
            "zone": timezone.get_current_timezone_name(),
        }
        template = "admin/site_settings/banner/change_list.html"
        status = 422 if form.errors else 200
        return TemplateResponse(request, template, context, status=status)

    @staticmethod
    def _start(request: HttpRequest, form: BreakingForm) -> bool:
        said, lasts = form.cleaned_data, timedelta(minutes=form.cleaned_data["minutes"])
        try:
            banner, before = banners.start(
                said["text"], said["url"], by=staff(request), ends_at=timezone.now() + lasts
            )
        except banners.Refused as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, _stays(banner))
        if before:
            told = _("It took the place of “%(text)s”, which %(person)s had begun.")
            messages.info(request, told % {"text": before.text, "person": before.by_name})
        return True

    def stop_view(self, request: HttpRequest) -> HttpResponse:
        if banner := banners.stop(by=staff(request)):
            told = _("“%(text)s” is gone from every page.")
            messages.success(request, told % {"text": banner.text})
        else:
            messages.info(request, _("It has ended already."))
        return _back()

    def extend_view(self, request: HttpRequest) -> HttpResponse:
        try:
            messages.success(request, _stays(banners.extend(by=staff(request))))
        except banners.Refused as refusal:
            messages.error(request, str(refusal))
        return _back()


def _back() -> HttpResponse:
    return redirect(reverse(f"admin:{NAME}_changelist"))


def _stays(banner: Banner) -> str:
    told = _("Every page shows “%(text)s” until %(moment)s; then it is gone by itself.")
    return told % {"text": banner.text, "moment": printed(banner.ends_at, "DATETIME_FORMAT")}
