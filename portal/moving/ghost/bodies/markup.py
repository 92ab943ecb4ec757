"""The HTML that bodies are written in: what any sanitiser takes, and figures named as WordPress
names them, so that both systems' pictures and embeds are known by one sign."""

import re
from collections.abc import Iterable
from html import escape

# Between these no tag is read, so one that is left open hides all that follows.
_SWALLOWING = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|select|template"
_SWALLOWS = re.compile(rf"<(/?)({_SWALLOWING})\b", re.IGNORECASE)
_PLAINTEXT = re.compile(r"<(?=/?plaintext\b)", re.IGNORECASE)
_TAG_BEGINS = re.compile(r"<(?=[a-zA-Z/!?])")
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>", re.IGNORECASE)
_BLOCK = re.compile(r"\s*<(?:p|div|ul|ol|h[1-6]|blockquote|figure|table|pre)\b", re.IGNORECASE)


def closed(html: str) -> str:
    """A fragment that hides nothing of what follows it: its comments and tags have an end."""
    html = _PLAINTEXT.sub("&lt;", html)
    if html.rfind("<!--") > html.rfind("-->"):
        html += "-->"
    html = _with_end_of_tag(html)
    opened: dict[str, bool] = {}
    for found in _SWALLOWS.finditer(html):
        opened[found[2].lower()] = not found[1]
    return html + "".join(f"</{name}>" for name, is_open in opened.items() if is_open)


def _with_end_of_tag(html: str) -> str:
    """The beginnings of tags that never end are shown instead."""
    end = html.rfind(">") + 1
    return html[:end] + _TAG_BEGINS.sub("&lt;", html[end:])


def element(tag: str, html: str, **attributes: str) -> str:
    """Nothing where it would be empty."""
    return f"<{tag}{_written(attributes)}>{html}</{tag}>" if html.strip() else ""


def link(address: str, html: str) -> str:
    """Words without an address stay words; an address without words is its own."""
    html = html if html.strip() else escape(address)
    begin = link_begin(address)
    return f"{begin}{html}</a>" if begin else html


def link_begin(address: str) -> str:
    return f'<a href="{escape(address)}">' if address.strip() else ""


def paragraph(html: str) -> str:
    """In a paragraph, unless it is in one already."""
    return html if _BLOCK.match(html) else element("p", html)


def line(html: str) -> str:
    """What is in the one paragraph that this is; other HTML as it is."""
    text = html.strip()
    begins = _PARAGRAPH.match(text)
    ends = text.lower().find("</p>") if begins else -1
    return text[begins.end() : ends] if begins and ends == len(text) - 4 else html


def joined(parts: Iterable[str], *, by: str = "") -> str:
    return by.join(part for part in parts if part.strip())


def figure(kind: str, html: str, *, caption: str = "") -> str:
    """A figure as WordPress has them; without anything in it only its caption, as a paragraph."""
    if not html.strip():
        return paragraph(closed(caption))
    below = element("figcaption", line(closed(caption)))
    return f'<figure class="wp-block-{kind}">{html}{below}</figure>'


def picture(address: str, *, alt: str = "", caption: str = "", href: str = "") -> str:
    html = f'<img src="{escape(address)}" alt="{escape(alt)}">' if address.strip() else ""
    return figure("image", link(href, html) if html and href.strip() else html, caption=caption)


def embed(address: str, *, caption: str = "") -> str:
    return figure("embed", escape(address), caption=caption)


def code_block(text: str, *, language: str = "") -> str:
    name = _written({"class": f"language-{language}"}) if language.strip() else ""
    return f"<pre><code{name}>{escape(text, quote=False)}</code></pre>" if text.strip() else ""


def _written(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items() if value
    )
