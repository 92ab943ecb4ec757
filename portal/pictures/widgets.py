"""The inputs of a picture; they work without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from js_asset import ImportMap, Media

from portal.pictures import markup
from portal.pictures.intake import ACCEPT, MAX_BYTES
from portal.pictures.picture import NewPicture, Picture

# What sets a focal point by eye, as scripts name it; also in the dialog of the library.
FOCAL = {"desk/focal": "js/admin/focal.js"}
FOCAL_SHEET = "css/admin/focal.css"


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What a form sent about one picture, and the picture it was about."""

    upload: UploadedFile | None = None
    focal_x: str = ""
    focal_y: str = ""
    clear: bool = False
    present: Picture | None = None


class PictureInput(forms.Widget):
    template_name = "pictures/widgets/picture.html"
    needs_multipart_form = True
    use_fieldset = True

    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap(FOCAL),
            css={"all": [FOCAL_SHEET]},
            js=[forms.Script("js/admin/pictures.js", type="module")],
        )

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> Posted | None:
        if self.value_omitted_from_data(data, files, name):
            return None
        return Posted(
            upload=files.get(name),
            focal_x=data.get(f"{name}-focal_x", ""),
            focal_y=data.get(f"{name}-focal_y", ""),
            clear=f"{name}-clear" in data,
        )

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        names = (f"{name}-focal_x", f"{name}-focal_y", f"{name}-clear")
        return name not in files and not any(each in data for each in names)

    def use_required_attribute(self, initial: Any) -> bool:
        return super().use_required_attribute(initial) and not initial

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        posted = value if isinstance(value, Posted) else _as_posted(value)
        context["widget"] |= {
            "accept": ACCEPT,
            "max_bytes": MAX_BYTES,
            "posted": posted,
            "present": markup.still(posted.present, width=markup.PLAIN_WIDTH)
            if posted.present
            else None,
        }
        return context


def _as_posted(value: Picture | NewPicture | None) -> Posted:
    if value is None:
        return Posted(focal_x="50", focal_y="50")
    return Posted(
        focal_x=str(round(value.focal_x * 100)),
        focal_y=str(round(value.focal_y * 100)),
        present=value if isinstance(value, Picture) else None,
    )
