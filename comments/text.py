"""Readers' plain text as safe HTML: escaped, in paragraphs, with links that lend no weight."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString

LINK = re.compile(r"\b(?:https?://|www\.)\w[^\s<>\"“”«»]*", re.IGNORECASE)
REL = "nofollow ugc noopener"

# A quotation, and one within it.
_QUOTES = 2
_QUOTED = re.compile("^> ?", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_SENTENCE_ENDS = ".,:;!?…'’"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def to_html(text: str) -> SafeString:
    """Paragraphs at empty lines, breaks at the others, quotations where lines begin with “>”.

    Nothing else that was typed becomes markup.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    # Every piece of it comes from escape().
    return SafeString("\n".join(_blocks(lines, _QUOTES) if ">" in lines else _paragraphs(lines)))


def _paragraphs(lines: str) -> Iterable[str]:
    parts = (part.strip("\n") for part in _BLANK_LINES.split(lines))
    return [f'<p dir="auto">{_with_breaks(part)}</p>' for part in parts if part]


def _blocks(lines: str, quotes: int) -> Iterator[str]:
    """Paragraphs, and as many quotations within each other as there may be."""
    for is_quoted, run in groupby(lines.split("\n"), key=lambda line: line.startswith(">")):
        typed = "\n".join(run)
        within = _QUOTED.sub("", typed) if is_quoted and quotes else ""
        if within.strip():
            yield f"<blockquote>\n{'\n'.join(_blocks(within, quotes - 1))}\n</blockquote>"
        else:
            yield from _paragraphs(typed)


def own_words(text: str) -> str:
    """What was said on one line, without what was quoted, unless that is all."""
    lines = text.splitlines()
    own = [line for line in lines if not line.startswith(">")]
    return " ".join(" ".join(own).split()) or " ".join(text.split())


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
