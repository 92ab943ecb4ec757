"""Blocks in their one canonical form, with pictures of our library only."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from articles.editor import PULL_QUOTE
from articles.embeds import at, inert
from articles.html.line import Line, Style
from articles.html.tree import MARKS, SPACES, Element, picture_id

TEXT_BLOCKS = ("p", "h2", "h3")
LIST_TYPES = ("a", "A", "i", "I")
ROWS = ("tbody", "thead", "tr")
CELLS = ("td", "th")
LONGEST_SPAN = 100
EMPTY_LINE = re.compile(r"\n[ \t\f\r]*\n")


class _Flow:
    """Blocks one after another, as the body, a list item, a quotation and a cell hold them."""

    def __init__(self, pictures: Mapping[int, str]) -> None:
        self.pictures = pictures
        self.blocks: list[str] = []
        self.line = Line()
        self.tag = ""

    def add(self, children: Iterable[Element | str], style: Style) -> None:
        for child in children:
            if isinstance(child, str):
                self._add_text(child, style)
            elif child.tag in MARKS:
                self.add(child.children, style.within(child))
            elif child.tag == "br":
                self.line.add("\n", style)
            else:
                self._add_block(child, style)

    def end_line(self) -> None:
        tag = self.tag or "p"
        if text := self.line.html():
            self.blocks.append(f"<{tag}>{text}</{tag}>")
        self.line = Line()

    def _add_text(self, text: str, style: Style) -> None:
        # Outside any block, as in a text typed without the editor, an empty line parts paragraphs.
        first, *others = [text] if self.tag else EMPTY_LINE.split(text)
        self.line.add(SPACES.sub(" ", first), style)
        for other in others:
            self.end_line()
            self.line.add(SPACES.sub(" ", other), style)

    def _add_block(self, element: Element, style: Style) -> None:
        self.end_line()
        if element.tag in MAKERS:
            self.blocks += MAKERS[element.tag](element, self.pictures)
            return
        outer = self.tag
        self.tag = element.tag if element.tag in TEXT_BLOCKS else outer
        self.add(element.children, style)
        self.end_line()
        self.tag = outer


def blocks(children: Iterable[Element | str], pictures: Mapping[int, str]) -> str:
    flow = _Flow(pictures)
    flow.add(children, Style())
    flow.end_line()
    return "".join(flow.blocks)


def _rule(element: Element, pictures: Mapping[int, str]) -> list[str]:
    return ["<hr>"]


def _quotation(element: Element, pictures: Mapping[int, str]) -> list[str]:
    content = blocks(element.children, pictures)
    pulled = PULL_QUOTE in element.attributes.get("class", "").split()
    kind = f' class="{PULL_QUOTE}"' if pulled else ""
    return [f"<blockquote{kind}>{content}</blockquote>"] if content else []


def _list(element: Element, pictures: Mapping[int, str]) -> list[str]:
    groups: list[list[Element | str]] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            groups.append(child.children)
        elif groups:
            # Word and Google Docs put a list of the next level beside its item, not into it.
            groups[-1] = [*groups[-1], child]
        else:
            groups.append([child])
    items = [f"<li>{item}</li>" for group in groups if (item := blocks(group, pictures))]
    tag, counting = element.tag, _counting(element)
    return [f"<{tag}{counting}>{''.join(items)}</{tag}>"] if items else []


def _counting(element: Element) -> str:
    if element.tag == "ul":
        return ""
    start, kind = _number(element, "start"), element.attributes.get("type", "")
    counting = f' start="{start}"' if start > 1 else ""
    return counting + (f' type="{kind}"' if kind in LIST_TYPES else "")


def _number(element: Element, name: str) -> int:
    found = re.fullmatch("0*([0-9]{1,6})", element.attributes.get(name, ""))
    return int(found[1]) if found else 1


def _table(element: Element, pictures: Mapping[int, str]) -> list[str]:
    """Rows only, the words of a caption above them."""
    rows: list[list[Element]] = [[]]
    others: list[Element | str] = []
    _sort_out(element, rows, others)
    lines = "".join(f"<tr>{_cells(row, pictures)}</tr>" for row in rows if row)
    above = blocks(others, pictures)
    return [above, f"<table><tbody>{lines}</tbody></table>"] if lines else [above]


def _sort_out(element: Element, rows: list[list[Element]], others: list[Element | str]) -> None:
    for child in element.children:
        if isinstance(child, Element) and child.tag in CELLS:
            rows[-1].append(child)
        elif isinstance(child, Element) and child.tag in ROWS:
            rows.append([])
            _sort_out(child, rows, others)
        else:
            others.append(child)


def _cells(row: list[Element], pictures: Mapping[int, str]) -> str:
    return "".join(
        f"<{cell.tag}{_spans(cell)}>{blocks(cell.children, pictures)}</{cell.tag}>" for cell in row
    )


def _spans(cell: Element) -> str:
    spans = {name: min(_number(cell, name), LONGEST_SPAN) for name in ("colspan", "rowspan")}
    return "".join(f' {name}="{span}"' for name, span in spans.items() if span > 1)


def _figure(element: Element, pictures: Mapping[int, str]) -> list[str]:
    """Its pictures of ours, with all its words below the last of them.

    A figure whose pictures are all unknown is gone with its words; one that has none is no figure,
    unless it is an embed.
    """
    if embed := at(element.attributes.get("data-embed", "")):
        return [inert(embed, _caption(element))]
    images = [each for each in element.descendants() if each.tag == "img"]
    if not images:
        return [blocks(element.children, pictures)]
    line = Line()
    line.add_all(element.children, Style())
    caption = line.html()
    ours = [image for image in images if picture_id(image) in pictures]
    last = len(ours) - 1
    return [_show(image, caption * (place == last), pictures) for place, image in enumerate(ours)]


def _caption(element: Element) -> str:
    """The words below an embed; its link is made anew."""
    line = Line()
    for child in element.children:
        if isinstance(child, Element) and child.tag == "figcaption":
            line.add_all(child.children, Style())
            line.add(" ", Style())
    return line.html()


def _image(element: Element, pictures: Mapping[int, str]) -> list[str]:
    return [_show(element, "", pictures)] if picture_id(element) in pictures else []


def _show(image: Element, caption: str, pictures: Mapping[int, str]) -> str:
    number = int(image.attributes["data-file"])
    alt = SPACES.sub(" ", image.attributes.get("alt", "")).strip()
    shown = f'<img data-file="{number}" src="{escape(pictures[number])}" alt="{escape(alt)}">'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{shown}{below}</figure>"


MAKERS: dict[str, Callable[[Element, Mapping[int, str]], list[str]]] = {
    "hr": _rule,
    "blockquote": _quotation,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "figure": _figure,
    "img": _image,
}
