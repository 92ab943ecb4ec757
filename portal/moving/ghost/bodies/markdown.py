"""What Ghost's Markdown cards say, as HTML."""

import re
from html import escape

from markdown_it import MarkdownIt

# Ghost lets HTML through and breaks lines where they are broken.
_reader = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(
    ["table", "strikethrough"]
)
LONGEST = 200_000
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def from_markdown(text: str) -> str:
    if len(text) > LONGEST:
        return _plainly(text)
    return _reader.render(text)


def _plainly(text: str) -> str:
    return "".join(
        f"<p>{escape(part, quote=False)}</p>" for part in _EMPTY_LINE.split(text) if part.strip()
    )
