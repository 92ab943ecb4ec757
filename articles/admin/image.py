"""The image library: its pages, and the picker that the desk chooses from."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin import paging
from articles.admin.columns import badge
from articles.admin.library import LibraryAdmin
from articles.admin.moves import staff
from articles.admin.protected import ProtectedAdmin
from articles.admin.sending import SendingAdmin
from articles.models import Article, Image, ImageUse
from portal.pictures import markup
from portal.pictures.intake import MAX_BYTES
from portal.publicmodels.admin import PublicModelAdmin

# Images on a page of the picker.
SHOWN = 24


class ImageForm(forms.ModelForm):
    class Meta:
        model = Image
        fields = ("picture", "alt", "decorative", "caption", "credit")
        help_texts = {
            "picture": _("Readers get it cropped to several shapes; the point stays in sight.")
        }

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())

    def clean_caption(self) -> str:
        return " ".join(self.cleaned_data["caption"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("alt") and not cleaned.get("decorative") and "alt" not in self.errors:
            self.add_error("alt", _("Describe the picture, or mark it as decorative."))
        return cleaned

    def validate_constraints(self) -> None:
        """Told beside the field above; the database keeps to it too."""


def described(image: Image) -> dict[str, Any]:
    """What a page of the desk needs to know of an image to show it and to put it into a text."""
    return {
        "id": image.pk,
        "src": markup.url(image.picture, width=markup.PLAIN_WIDTH),
        "thumbnail": markup.url(image.picture, "4x3", width=320),
        "alt": "" if image.decorative else image.alt,
        "decorative": image.decorative,
        "caption": image.caption,
        "credit": image.credit,
    }


@admin.register(Image)
class ImageAdmin(SendingAdmin, LibraryAdmin, ProtectedAdmin, PublicModelAdmin):
    form = ImageForm
    fieldsets = [
        (None, {"classes": ["image-picture"], "fields": ["picture"]}),
        (
            _("What stands with it"),
            {"classes": ["image-words"], "fields": ["alt", "decorative", "caption", "credit"]},
        ),
    ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A journalist may not change what readers see, nor the images of another's story."""
        if obj is None:
            return super().has_change_permission(request)
        return Image.objects.editable_by(staff(request)).filter(pk=obj.pk).exists()

    def protecting(self, rows: Any) -> QuerySet[Article]:
        used = ImageUse.objects.filter(image__in=rows).values("article")
        return Article.objects.filter(Q(lead_image__in=rows) | Q(pk__in=used))

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Where it is used; of the stories of others, only how many there are."""
        if obj:
            stories = self.protecting([obj.pk]).order_by("-modified_at", "-pk")
            stories = stories.defer("body", "standfirst")
            own = Article.objects.editable_by(staff(request)).values("pk")
            context["stories"] = [
                (story, badge(story)) for story in stories.filter(pk__in=own)[:50]
            ]
            context["others"] = stories.exclude(pk__in=own).count()
            # The page says why there is no such button.
            context["show_delete"] = not (context["stories"] or context["others"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- the picker ---------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("pick/", wrap(require_safe(self.pick_view)), name="articles_image_pick"),
            path(
                "upload/",
                wrap(require_http_methods(["GET", "HEAD", "POST"])(self.upload_view)),
                name="articles_image_upload",
            ),
        ]
        return own + super().get_urls()

    def pick_view(self, request: HttpRequest) -> HttpResponse:
        """A page of the library as a fragment, newest first; one row more tells of more pages.

        Or the one image that `?id=` asks for.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = paging.asked(request)
        images = self.get_queryset(request).order_by("-created_at", "-pk")
        if "id" in request.GET:
            images = images.filter(pk=paging.number(request.GET["id"]))
        images, _duplicates = self.get_search_results(request, images, _typed(request))
        start = (page - 1) * SHOWN
        rows = list(images[start : start + SHOWN + 1])
        context = {
            "images": [described(image) for image in rows[:SHOWN]],
            "next": page + 1 if len(rows) > SHOWN else None,
            "typed": _typed(request),
            "first": page == 1,
        }
        return render(request, "admin/articles/image/results.html", context)

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """The form of a new image as a fragment; sent, it answers with the image or its errors."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        # Identifiers of its own: it stands in the page of another form.
        is_sent = request.method == "POST"
        files = self.sent_files(request) if is_sent else None
        form = ImageForm(request.POST if is_sent else None, files, auto_id="upload-%s")
        if form.is_valid():
            image = form.save(commit=False)
            self.save_model(request, image, form, change=False)
            self.log_addition(request, image, [{"added": {}}])
            self.forget_sent(request)
            return JsonResponse(described(image), status=201)
        context = {"form": form, "address": request.path, "max_bytes": MAX_BYTES}
        return render(request, "admin/articles/image/upload.html", context)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:100]
