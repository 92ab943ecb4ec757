"""`{% picture image.picture "16x9" alt=image.alt sizes="(min-width: 60rem) 40rem, 100vw" %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.pictures import markup
from portal.pictures.picture import Picture

register = template.Library()


@register.simple_tag(name="picture")
def show(picture: Picture | None, ratio: str = "original", **attributes: Any) -> SafeString:
    """A picture in a ratio, or nothing where there is none; `alt` must be given, if only as ""."""
    if not picture:
        return SafeString("")
    attributes["css_class"] = attributes.pop("class", "")
    return markup.render(picture, ratio, **attributes)


@register.simple_tag
def preload(picture: Picture | None, ratio: str = "original", *, sizes: str) -> SafeString:
    """For the head of a page: the picture that is seen before all others, as it is shown below."""
    return markup.preload(picture or None, ratio, sizes=sizes)


@register.simple_tag
def still(picture: Picture, width: int, ratio: str = "original") -> markup.Still:
    """One file of a picture that everything can show, with its size."""
    return markup.still(picture, ratio, width=width)
