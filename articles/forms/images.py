"""The choice of an image of the library: by the picker, or by its number without scripts."""

from typing import Any

from django import forms
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from articles.models import Image
from portal.pictures import markup
from portal.pictures.widgets import FOCAL, FOCAL_SHEET

# The scripts of the library's dialog, as they name each other.
PICKER = {
    **FOCAL,
    "desk/picker": "js/admin/picker.js",
    "desk/editor/load": "js/admin/editor/load.js",
    "desk/editor/sending": "js/admin/editor/sending.js",
    "desk/editor/upload": "js/admin/editor/upload.js",
}
SHEETS = (
    "css/tokens.css",
    FOCAL_SHEET,
    "css/admin/editor/pictures.css",
    "css/admin/editor/library.css",
)


class ImageInput(forms.NumberInput):
    template_name = "admin/articles/widgets/image.html"

    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap(PICKER),
            css={"all": SHEETS},
            js=[Script("js/admin/lead.js", type="module")],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        image = self.chosen(value)
        return context | {
            "image": image,
            "shown": markup.still(image.picture, "16x9", width=640) if image else None,
            "library": reverse("admin:articles_image_changelist"),
            "pictures": reverse("admin:articles_image_pick"),
        }

    def chosen(self, value: Any) -> Image | None:
        if isinstance(value, Image) or not value:
            return value or None
        return Image.objects.filter(pk=value).first() if str(value).isdecimal() else None


class ImageField(forms.ModelChoiceField):
    widget = ImageInput
    default_error_messages = {"invalid_choice": _("There is no image with this number.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Image.objects.all(), **kwargs)
