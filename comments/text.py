"""Readers' plain text as safe HTML: escaped, in paragraphs, with links that lend no weight."""

import re
from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString

LINK = re.compile(r"\b(?:https?://|www\.)\w[^\s<>\"“”«»]*", re.IGNORECASE)
REL = "nofollow ugc noopener"

_BLANK_LINES = re.compile(r"\n\s*\n")
_SENTENCE_ENDS = ".,:;!?…'’"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def to_html(text: str) -> SafeString:
    """Paragraphs at empty lines, breaks at the others; nothing that was typed becomes markup."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraphs = (part for part in _BLANK_LINES.split(lines) if part)
    # Every piece of it comes from escape().
    return SafeString("\n".join(f'<p dir="auto">{_with_breaks(part)}</p>' for part in paragraphs))


def is_web_address(address: str) -> bool:
    """Whether an address may stand in a link: nothing that a browser would run."""
    return address.lower().startswith(("http://", "https://"))


def _with_breaks(paragraph: str) -> str:
    # Looking for links takes most of the time of a long thread.
    if "://" not in paragraph and "www." not in paragraph.lower():
        return escape(paragraph).replace("\n", "<br>\n")
    return "<br>\n".join("".join(_with_links(line)) for line in paragraph.split("\n"))


def _with_links(line: str) -> Iterator[str]:
    position = 0
    for match in LINK.finditer(line):
        shown = _without_ending(match.group())
        yield escape(line[position : match.start()])
        yield _link(shown)
        position = match.start() + len(shown)
    yield escape(line[position:])


def _without_ending(address: str) -> str:
    """Leave out what ends the sentence and not the address, as does a bracket opened before it."""
    while True:
        last = address[-1]
        opening = _BRACKETS.get(last)
        unbalanced = opening and address.count(last) > address.count(opening)
        if last not in _SENTENCE_ENDS and not unbalanced:
            return address
        address = address[:-1]


def _link(address: str) -> str:
    target = address if is_web_address(address) else f"https://{address}"
    return f'<a href="{escape(target)}" rel="{REL}">{escape(address)}</a>'
