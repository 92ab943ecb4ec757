"""What somebody typed into a story that may not be saved (any more) is given back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.pages import PagesAdmin
from portal.publicmodels.written import written


class UnsavedAdmin(PagesAdmin):
    """A role or a byline can be taken away while a story stands open.

    The page says as little of the story as that of one which there is not.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Who may not save (any more) what was typed is given it back to copy."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            if not written(request.POST, self):
                raise
            return self._give_back(request)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """The same where a story is not among those that this user may edit (any more)."""
        if written(request.POST, self):
            return self._give_back(request)
        return super()._get_obj_does_not_exist_redirect(  # type: ignore[misc]
            request, opts, object_id
        )

    def _give_back(self, request: HttpRequest) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": _("Your text was not saved"),
            "typed": written(request.POST, self),
        }
        template = "admin/articles/article/unsaved.html"
        return TemplateResponse(request, template, context, status=403)
