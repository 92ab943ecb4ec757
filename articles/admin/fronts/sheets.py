"""The scripts and sheets of the pages of fronts, as they name each other."""

from django.forms import Script
from js_asset import ImportMap, Media

from articles.forms.images import ImageInput
from articles.forms.moments import MomentInput

PARTS = ("answers", "cards", "device", "dragging", "finding", "moving", "pinning", "saving")
WRITING = ("again", "fields", "wire")


def media() -> Media:
    scripts = {
        "desk/lead": "js/admin/lead.js",
        **{f"desk/front/{name}": f"js/admin/front/{name}.js" for name in PARTS},
        **{f"desk/writing/{name}": f"js/admin/writing/{name}.js" for name in WRITING},
    }
    own = Media(
        importmap=ImportMap(scripts),
        css={"all": [f"css/admin/{name}.css" for name in SHEETS]},
        js=[Script("js/admin/front.js", type="module")],
    )
    return ImageInput().media + MomentInput().media + own


SHEETS = (
    "editor/dialogs", "story-times", "story-preview", "front", "front-cards", "front-history",
    "front-travel",
)  # fmt: skip
