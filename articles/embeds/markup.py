"""How a text holds an embed: as a link with words below it, which need nothing of others."""

import re
from collections.abc import Iterator
from html import escape, unescape

from articles.embeds.addresses import at
from articles.embeds.embed import Embed

# The one form in which `inert` writes it: its address, and its caption if there is one.
INERT = re.compile(
    r'<figure data-embed="([^"]*)"><a [^>]*>[^<]*</a>(?:<figcaption>(.*?)</figcaption>)?</figure>'
)


def inert(embed: Embed, caption: str) -> str:
    """As a text keeps it; `caption` is HTML that was cleaned."""
    address = escape(embed.address)
    link = f'<a href="{address}" rel="noopener">{escape(embed.provider)}</a>'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-embed="{address}">{link}{below}</figure>'


def in_text(html: str) -> Iterator[Embed]:
    """Those of a text in its canonical form, but for providers that have left the list."""
    for found in INERT.finditer(html):
        if embed := at(unescape(found[1])):
            yield embed


def sources(html: str) -> dict[str, list[str]]:
    """What a page with this text lets in, as directives of a content security policy."""
    frames, media = set[str](), set[str]()
    for embed in in_text(html):
        (media if embed.shape == "file" else frames).add(embed.player)
    directives = {"frame-src": sorted(frames), "media-src": sorted(media)}
    return {name: origins for name, origins in directives.items() if origins}
