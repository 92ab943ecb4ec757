"""Picture files that are sent while their words are still being typed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.moves import staff
from portal.pictures import waiting
from portal.pictures.intake import PictureRefused

# The field of the form, and that of the token which stands for its file.
FILE, TOKEN = "picture", "waiting"


class SendingAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.send_view))
        return [path("send/", view, name="articles_image_send"), *super().get_urls()]

    def send_view(self, request: HttpRequest) -> JsonResponse:
        """Keep a file for the form that comes; why not, where it could not become a picture."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = request.FILES.get(FILE)
        if not isinstance(upload, UploadedFile):
            return _refused([_("No file came.")])
        try:
            token = waiting.keep(upload, owner=_owner(request))
        except PictureRefused as refusal:
            return _refused(refusal.messages)
        return JsonResponse({"token": token}, status=201)

    def sent_files(self, request: HttpRequest) -> Any:
        """The files of a form, with that which came before it."""
        files = request.FILES.copy()
        if FILE not in files and (found := waiting.fetch(_token(request), owner=_owner(request))):
            files[FILE] = found
        return files

    def forget_sent(self, request: HttpRequest) -> None:
        waiting.forget(_token(request), owner=_owner(request))


def _refused(reasons: list[str]) -> JsonResponse:
    return JsonResponse({"reason": " ".join(reasons)})


def _token(request: HttpRequest) -> str:
    return request.POST.get(TOKEN, "")


def _owner(request: HttpRequest) -> int:
    return staff(request).pk
