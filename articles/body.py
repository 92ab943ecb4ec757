"""A story's text as it is read: figures in the sizes that exist, tables with a box to scroll in."""

import re
from collections.abc import Mapping
from html import unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Image
from articles.text import plain

# The one form in which articles.html writes figures and tables.
_FIGURE = re.compile(
    r'<figure><img data-file="([0-9]+)" src="[^"]*" alt="([^"]*)">'
    r"(?:<figcaption>(.*?)</figcaption>)?</figure>"
)
_TABLE = re.compile(r"</?table>")


def for_reading(html: str) -> SafeString:
    """The text with its figures filled, in one query; none without figures."""
    wanted = {int(found[1]) for found in _FIGURE.finditer(html)}
    images = Image.objects.in_bulk(wanted) if wanted else {}
    filled = _FIGURE.sub(lambda found: _figure(found, images), html)
    return SafeString(_TABLE.sub(_scroller, filled))


def _figure(found: re.Match[str], images: Mapping[int, Image]) -> str:
    """The figure, or nothing where its image left the library: a caption alone would puzzle."""
    image = images.get(int(found[1]))
    if image is None:
        return ""
    caption = found[3] or ""
    context = {
        "picture": image.picture,
        "alt": "" if image.decorative else unescape(found[2]) or image.alt,
        "caption": SafeString(caption),
        # Writers like to put the credit into the caption.
        "credit": "" if image.credit in plain(caption) else image.credit,
    }
    return render_to_string("components/figure.html", context).strip()


def _scroller(found: re.Match[str]) -> str:
    """A table wider than a phone scrolls in a box of its own, also by keyboard."""
    if found[0] == "</table>":
        return "</table></div>"
    label = _("Table")
    return f'<div class="table-scroller" role="region" tabindex="0" aria-label="{label}"><table>'
