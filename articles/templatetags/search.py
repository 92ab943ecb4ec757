"""How pages print what was found, with what was looked for marked."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.search.excerpts import Part, Passage

_ENDS_OF_SENTENCES = (".", "!", "?", "”", "“", "»", "’")

register = template.Library()


@register.filter
def marked(parts: Sequence[Part]) -> SafeString:
    """The parts of a text, those that were looked for in `<mark>`."""
    said = ("<mark>{}</mark>" if part.is_hit else "{}" for part in parts)
    return format_html("".join(said), *(part.text for part in parts))


@register.filter
def excerpt(passage: Passage) -> SafeString:
    """A passage, with an ellipsis where the text goes on."""
    before = "… " if passage.begins_within else ""
    is_whole = passage.parts[-1].text.endswith(_ENDS_OF_SENTENCES)
    after = (" …" if is_whole else "…") if passage.ends_within else ""
    return SafeString(f"{before}{marked(passage.parts)}{after}")
