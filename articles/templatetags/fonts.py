"""Which font files a page will need, for browsers to ask before they have read a style."""

from django import template
from django.utils.translation import get_language

register = template.Library()

# Beyond the Latin of every page, which has figures and punctuation. Cut as deploy/make-fonts says.
_LATIN = ("serif-latin", "sans-latin")
_CYRILLIC = ("serif-cyrillic", "sans-cyrillic")
_GREEK = ("serif-greek", "sans-greek")
_EXTENDED = ("serif-latin-ext", "sans-latin-ext")
_NEEDED = {
    "bg": _CYRILLIC,
    "mk": _CYRILLIC,
    "ru": _CYRILLIC,
    "sr": _CYRILLIC,
    "sr-cyrl": _CYRILLIC,
    "uk": _CYRILLIC,
    "el": _GREEK,
    "bs": _EXTENDED,
    "hr": _EXTENDED,
    "ro": _EXTENDED,
    "sl": _EXTENDED,
    "sr-latn": _EXTENDED,
    "tr": _EXTENDED,
}


@register.inclusion_tag("components/fonts.html")
def fonts(language: str = "") -> dict[str, list[str]]:
    """For the site's own language, and for that of the story when it has another."""
    interface = _NEEDED.get((get_language() or "").lower(), ())
    # A story's own language is set in the serif; what stands around it speaks that of the site.
    text = [name for name in _NEEDED.get(language.lower(), ()) if name.startswith("serif")]
    return {"files": list(dict.fromkeys([*_LATIN, *interface, *text]))}
