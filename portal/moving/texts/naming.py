"""What losses are called where people read of them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES: Mapping[str, Promise] = {
    "anchor": gettext_lazy("Links to a place in the same text, of which the words stay"),
    "audio": gettext_lazy("Recordings that are links now"),
    "background": gettext_lazy("Pictures behind words"),
    "embed": gettext_lazy("Pages of other sites that are links now"),
    "frame": gettext_lazy("Frames of other sites that are links now"),
    "gallery": gettext_lazy("Galleries without a picture"),
    "link": gettext_lazy("Links that lead nowhere, of which the words stay"),
    "more": gettext_lazy("Marks where the front page cut the text off"),
    "nextpage": gettext_lazy("Marks where a new page of the text began"),
    "picture": gettext_lazy("Pictures that are missing"),
    "picture-link": gettext_lazy("Links of pictures to another page"),
    "pixel": gettext_lazy("Pictures that cannot be seen and count readers"),
    "playlist": gettext_lazy("Lists of recordings"),
    "styling": gettext_lazy("Colours, sizes and other styling"),
    "video": gettext_lazy("Films that are links now"),
    "words": gettext_lazy("Words"),
}


def named(code: str) -> str:
    """The kind of a loss in words."""
    kind, _colon, name = code.partition(":")
    if kind == "element":
        return _("Markup of the kind “%(name)s”") % {"name": name}
    if kind == "block":
        return _("Blocks of the kind “%(name)s”, which the old site filled") % {"name": name}
    return str(NAMES.get(code, code))
