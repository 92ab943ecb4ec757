"""What Ghost's Markdown cards say, as HTML."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Ghost lets HTML through and breaks lines where they are broken.
_reader = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(
    ["table", "strikethrough"]
)
# Of the worst text so long, brackets alone, the reader takes five seconds.
LONGEST = 200_000
# A text may name one long address in every third character.
LONGEST_ADDRESSES = 2_000_000
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def from_markdown(text: str) -> str:
    """As HTML; a text that is longer than any article stays as it is, in paragraphs."""
    if len(text) > LONGEST:
        return _plainly(text)
    tokens = _reader.parse(text)
    if _addresses(tokens) > LONGEST_ADDRESSES:
        return _plainly(text)
    return str(_reader.renderer.render(tokens, _reader.options, {}))


def _addresses(tokens: Sequence[Token]) -> int:
    """How long all addresses in it are together."""
    return sum(
        len(str(value))
        for token in tokens
        for inner in token.children or ()
        for value in inner.attrs.values()
    )


def _plainly(text: str) -> str:
    return "".join(
        f"<p>{escape(part, quote=False)}</p>" for part in _EMPTY_LINE.split(text) if part.strip()
    )
