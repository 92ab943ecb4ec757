"""What an admin says after saving: what happened, and what next."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.publicmodels import ways
from portal.publicmodels.ways import Way


class TellingAdmin(admin.ModelAdmin):
    """Leads on from its messages: to what readers see, and back to the list; and from no rows."""

    change_list_template = "admin/lists/plain.html"
    # Said in place of a list that has no rows.
    nothing_yet: str | Promise = ""

    def what_happened(self, obj: Any, *, is_new: bool) -> str:
        """A sentence in which {name} leads to the page of the row."""
        return _("{name} is added.") if is_new else _("{name} is saved.")

    def ways_on(self, request: HttpRequest, obj: Any) -> list[Way]:
        """Where readers find it, if they do."""
        address = self.get_view_on_site_url(obj)
        return [Way(address, _("View it on the site"))] if address else []

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._answer(request, obj, is_new=True)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._answer(request, obj, is_new=False)

    def _answer(self, request: HttpRequest, obj: Any, *, is_new: bool) -> HttpResponse:
        stays = "_continue" in request.POST or "_addanother" in request.POST
        back = [Way(self._address("changelist"), _("Back to the list"))] if stays else []
        said = format_html(self.what_happened(obj, is_new=is_new), name=self._named(request, obj))
        on = ways.on([*self.ways_on(request, obj), *back])
        messages.success(request, said + on)
        if not stays:
            return self.response_post_save_change(request, obj)
        pk = [quote(obj.pk)] if "_continue" in request.POST else []
        address = self._address("change" if pk else "add", *pk)
        kept: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(kept, address))

    def _named(self, request: HttpRequest, obj: Any) -> SafeString:
        if not self.has_view_or_change_permission(request, obj):
            return format_html("“{}”", obj)
        return format_html(
            '“<a href="{}">{}</a>”', self._address("change", quote(obj.pk)), str(obj)
        )

    def _address(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)
