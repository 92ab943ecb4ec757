"""The guides of docs/ as pages of the admin: one text for who reads the project and who works in
it."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from accounts.slugs import make_slug

FOLDER = Path(settings.BASE_DIR) / "docs"
# By the last part of its address; the first has none.
GUIDES: dict[str, tuple[str, str | Promise]] = {
    "": ("editors.md", _("For writers and editors")),
    "moderators": ("moderators.md", _("For moderators")),
}
_PICTURES = "pictures/"


@dataclass(frozen=True, kw_only=True)
class Guide:
    """`parts` are the names of its headings, each with what leads to it."""

    body: SafeString
    parts: tuple[tuple[str, str], ...]


@cache
def guide(name: str) -> Guide:
    """Read once in the life of a process: it changes with the software."""
    # Markup in the text is shown, not done: the guide is as safe as what it is made of.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / name).read_text())
    # Its title stands at the head of the page.
    tokens = tokens[3:]
    parts = tuple(_marked(tokens))
    for token in tokens:
        for inner in token.children or ():
            _led_right(inner)
    html = reader.renderer.render(tokens, reader.options, {})
    return Guide(body=SafeString(html), parts=parts)


def _marked(tokens: list[Token]) -> list[tuple[str, str]]:
    """Give each heading the name that leads to it; the names of the larger ones."""
    parts = []
    for token, text in pairwise(tokens):
        if token.type == "heading_open":
            anchor = make_slug(text.content)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                parts.append((text.content, anchor))
    return parts


def _led_right(token: Token) -> None:
    """Pictures come from the static files, and no sooner than one scrolls to them."""
    source = str(token.attrGet("src") or "")
    if token.type == "image" and source.startswith(_PICTURES):
        token.attrSet("src", static(f"help/{source.removeprefix(_PICTURES)}"))
        token.attrSet("loading", "lazy")
