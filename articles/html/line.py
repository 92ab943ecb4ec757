"""One line of text: runs of words, each with its style, and the shortest markup that says it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from articles.editor import LINK_SCHEMES
from articles.html.tree import MARKS, SPACES, Element

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
EXTERNAL = re.compile(r"(?i)https?:|[/\\]{2}")


@dataclass(frozen=True)
class Style:
    """How a run of text is marked up; the link as its opening tag."""

    link: str = ""
    strong: bool = False
    em: bool = False

    def within(self, element: Element) -> "Style":
        """The style of what stands inside this element."""
        return Style(
            link=(element.tag == "a" and _link(element)) or self.link,
            strong=self.strong or element.tag == "strong",
            em=self.em or element.tag == "em",
        )

    def tags(self) -> list[str]:
        """Opening tags, the outermost first, always in the same order."""
        return [self.link] * bool(self.link) + ["<strong>"] * self.strong + ["<em>"] * self.em


def _link(element: Element) -> str:
    # Checked again: without its unprintable characters, what nh3 took for a path may be a scheme.
    address = re.sub(r"[\t\n\r]", "", element.attributes.get("href", "")).strip()
    scheme = SCHEME.match(address)
    if not address or (scheme and scheme[1].lower() not in LINK_SCHEMES):
        return ""
    try:
        urlsplit(address)
    except ValueError:
        # Nobody can follow it, as "//[z", which begins an IPv6 address and does not end it.
        return ""
    title = SPACES.sub(" ", element.attributes.get("title", "")).strip()
    titled = f' title="{escape(title)}"' if title else ""
    rel = ' rel="noopener"' if EXTERNAL.match(address) else ""
    return f'<a href="{escape(address)}"{titled}{rel}>'


class Line:
    """The text of one block, in runs of one style each; a line break is a newline."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, Style]] = []

    def add(self, text: str, style: Style) -> None:
        text = re.sub(" +", " ", text)
        if self.runs and self.runs[-1][1] == style:
            before = self.runs.pop()[0]
            text = before + (text.removeprefix(" ") if before.endswith(" ") else text)
        self.runs.append((text, style))

    def add_all(self, children: Iterable[Element | str], style: Style) -> None:
        """All words, also of blocks, with a space between these: a caption holds none."""
        for child in children:
            if isinstance(child, str):
                self.add(SPACES.sub(" ", child), style)
            elif child.tag in MARKS:
                self.add_all(child.children, style.within(child))
            else:
                self.add(" ", style)
                self.add_all(child.children, style)
                self.add(" ", style)

    def html(self) -> str:
        """Empty where there is nothing to read."""
        pieces, opened = [], list[str]()
        for text, style in [*self._trimmed(), ("", Style())]:
            wanted = style.tags()
            while opened != wanted[: len(opened)]:
                pieces.append(f"</{opened.pop().strip('<>').split(' ')[0]}>")
            pieces += [*wanted[len(opened) :], escape(text, quote=False)]
            opened = wanted
        return "".join(pieces).replace("\n", "<br>")

    def _trimmed(self) -> Iterator[tuple[str, Style]]:
        whole = "".join(text for text, _style in self.runs)
        if not whole.strip():
            return
        start, end = len(whole) - len(whole.lstrip(" \n")), len(whole.rstrip(" \n"))
        for text, style in self.runs:
            if part := text[max(start, 0) : max(end, 0)]:
                yield part, style
            start, end = start - len(text), end - len(text)
