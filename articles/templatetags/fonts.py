"""Which font file a page needs first, for browsers to ask before they have read a style."""

from django import template
from django.utils.translation import get_language

register = template.Library()

# The letters of languages that are not written in Latin ones; cut as deploy/make-fonts says.
_LETTERS = {
    "bg": "cyrillic",
    "mk": "cyrillic",
    "ru": "cyrillic",
    "sr": "cyrillic",
    "sr-cyrl": "cyrillic",
    "uk": "cyrillic",
    "el": "greek",
}


@register.inclusion_tag("components/fonts.html")
def fonts(language: str = "") -> dict[str, str]:
    """The serif, of which headlines and text are, with the letters of the story or else the site.

    One file alone: each more would share the line with the style sheet and the lead picture. What
    comes later has a stand-in of the same width (fonts.css), so nothing moves.
    """
    letters = _LETTERS.get((language or get_language() or "").lower(), "latin")
    return {"file": f"serif-{letters}"}
