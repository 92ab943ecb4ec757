"""A story's text as it is read: figures in their sizes, embeds as cards, tables in a box."""

import re
from collections import Counter
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import embeds
from articles.models import Image
from articles.text import plain

# The one form in which articles.html writes figures and tables.
_FIGURE = re.compile(
    r'<figure><img data-file="([0-9]+)" src="[^"]*" alt="([^"]*)">'
    r"(?:<figcaption>(.*?)</figcaption>)?</figure>"
)
_TABLE = re.compile(r"</?table>")
_EMBED = re.compile(r'<figure data-embed="[^"]*">')
_LINK = re.compile(r'<a href="([^"]*)"')


def for_reading(html: str) -> SafeString:
    """The text with its figures filled, in one query; none without figures."""
    images = images_in(html)
    filled = _FIGURE.sub(lambda found: _figure(found, images), html)
    return SafeString(_TABLE.sub(_scroller, _with_cards(filled)))


def images_in(*texts: str) -> Mapping[int, Image]:
    """The images of the figures of these texts, in one query; none without figures."""
    wanted = {int(found[1]) for text in texts for found in _FIGURE.finditer(text)}
    return Image.objects.in_bulk(wanted) if wanted else {}


def for_feeds(html: str, images: Mapping[int, Image], *, address: str) -> SafeString:
    """The text of the story at this address for who reads it elsewhere.

    Its pictures are plain ones, embeds are links, and links lead where they do on the page.
    """

    def led_home(found: re.Match[str]) -> str:
        try:
            target = urljoin(address, unescape(found[1]))
        except ValueError:
            # Saved before such addresses were dropped: half an IPv6 address, in "//[z".
            return found[0]
        return f'<a href="{escape(target)}"'

    template = "components/figure--feed.html"
    linked = _LINK.sub(led_home, _EMBED.sub("<figure>", html))
    return SafeString(_FIGURE.sub(lambda found: _figure(found, images, template), linked))


def _figure(
    found: re.Match[str], images: Mapping[int, Image], template: str = "components/figure.html"
) -> str:
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
    return render_to_string(template, context).strip()


def _with_cards(html: str) -> str:
    """Embeds as cards, which need nothing of others, and the script that shows what they are of."""
    of_each = Counter(embed.provider for embed in embeds.in_text(html))
    if not of_each:
        return html
    cards = embeds.INERT.sub(lambda found: _card(found, of_each), html)
    return cards + render_to_string("components/embed-script.html")


def _card(found: re.Match[str], of_each: Mapping[str, int]) -> str:
    """The card, or the link as it is where its provider has left the list."""
    embed = embeds.at(unescape(found[1]))
    if embed is None:
        return found[0]
    caption = found[2] or ""
    context = {
        "embed": embed,
        "caption": SafeString(caption),
        "title": plain(caption),
        "same": of_each[embed.provider],
    }
    return render_to_string("components/embed.html", context).strip()


def _scroller(found: re.Match[str]) -> str:
    """A table wider than a phone scrolls in a box of its own, also by keyboard."""
    if found[0] == "</table>":
        return "</table></div>"
    label = _("Table")
    return f'<div class="table-scroller" role="region" tabindex="0" aria-label="{label}"><table>'
