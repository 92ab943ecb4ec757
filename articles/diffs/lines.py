"""A story's text as lines: paragraphs, subheadings, items of lists, rows, pictures, embeds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from articles.diffs.words import PLAIN, Piece, Style
from articles.editor import PULL_QUOTE
from articles.html.tree import MARKS, SPACES, Element, parse, picture_id

HEADINGS = ("h2", "h3")
BETWEEN_CELLS = " | "


@dataclass(frozen=True)
class Line:
    """What is read in one go.

    `kind` is what a reader sees it as; `shape` what else its markup says: how deep in a list, how
    wide the cells. A picture's words are its alternative text, an embed's its address.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    shape: str = ""
    picture: int | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def lines(html: str) -> tuple[Line, ...]:
    """All words and pictures of a text in its canonical form, in their order."""
    return tuple(_Reader().read(parse(html).children, Line("p")))


@dataclass
class _Reader:
    """Collects the words of a line until a block begins or ends."""

    pieces: list[Piece] = field(default_factory=list)

    def read(self, children: Iterable[Element | str], around: Line) -> Iterator[Line]:
        """The lines of these children; a line's kind and shape are those of `around`."""
        for child in children:
            if isinstance(child, Element) and child.tag not in (*MARKS, "br"):
                yield from self.end(around)
                yield from self._block(child, around)
                yield from self.end(around)
            else:
                yield from self._words(child, around, PLAIN)
        yield from self.end(around)

    def end(self, around: Line) -> Iterator[Line]:
        if any(piece.text.strip() for piece in self.pieces):
            yield replace(around, pieces=_joined(self.pieces))
        self.pieces = []

    def _words(self, child: Element | str, around: Line, style: Style) -> Iterator[Line]:
        if isinstance(child, str):
            self.pieces.append(Piece(SPACES.sub(" ", child), style))
        elif child.tag == "br":
            self.pieces.append(Piece("\n", style))
        elif child.tag in MARKS:
            for each in child.children:
                yield from self._words(each, around, _within(child, style))
        else:
            yield from self.end(around)
            yield from self._block(child, around)

    def _block(self, element: Element, around: Line) -> Iterator[Line]:
        tag = element.tag
        if tag in ("ul", "ol"):
            yield from self._items(element, around)
        elif tag == "table":
            yield from _rows(element, around)
        elif tag == "img":
            words = (Piece(element.attributes.get("alt", "")),)
            yield Line("picture", words, picture=picture_id(element))
        elif tag == "hr":
            yield Line("rule")
        elif address := element.attributes.get("data-embed"):
            yield Line("embed", (Piece(address),))
            # Its link says the same once more.
            yield from self.read(_captions(element), around)
        else:
            yield from self.read(element.children, _inside(element, around))

    def _items(self, element: Element, around: Line) -> Iterator[Line]:
        counting = [element.attributes.get(name, "") for name in ("start", "type")]
        for number, item in enumerate(element.children):
            first = " ".join([element.tag, *counting]).strip() if number == 0 else ""
            shape = f"{around.shape}/{first or element.tag}"
            for place, line in enumerate(self.read([item], Line(element.tag, shape=shape))):
                # What follows in an item is no item of its own.
                follows = place and line.shape == shape
                yield replace(line, shape=f"{shape}+") if follows else line


def _captions(figure: Element) -> list[Element | str]:
    children = (each for each in figure.children if isinstance(each, Element))
    return [each for each in children if each.tag == "figcaption"]


def _inside(element: Element, around: Line) -> Line:
    if element.tag == "blockquote":
        pulled = PULL_QUOTE in element.attributes.get("class", "").split()
        return Line("pull-quote" if pulled else "quote", shape=f"{around.shape}/quote")
    if element.tag == "figcaption":
        return Line("caption")
    if element.tag in HEADINGS:
        if around.kind == "p":
            return Line(element.tag)
        return replace(around, shape=f"{around.shape}/{element.tag}")
    return around


def _rows(element: Element, around: Line) -> Iterator[Line]:
    """A line for each row: its cells between bars, those of a heading in bold."""
    for row in (each for each in element.descendants() if each.tag == "tr"):
        pieces: list[Piece] = []
        cells = [each for each in row.children if isinstance(each, Element)]
        for place, cell in enumerate(cells):
            pieces += [Piece(BETWEEN_CELLS)] * bool(place)
            pieces += _trimmed(_flat(cell.children, Style(strong=cell.tag == "th")))
        yield Line("row", _joined(pieces), " ".join(map(_form, cells)))


def _form(cell: Element) -> str:
    spans = [cell.attributes.get(name, "1") for name in ("colspan", "rowspan")]
    return "×".join([cell.tag, *spans])


def _flat(children: Iterable[Element | str], style: Style) -> Iterator[Piece]:
    for child in children:
        if isinstance(child, str):
            yield Piece(SPACES.sub(" ", child), style)
        elif child.tag == "br":
            yield Piece("\n", style)
        elif child.tag == "img":
            yield Piece(f"[{child.attributes.get('alt', '')} #{picture_id(child)}]", style)
        else:
            yield from _flat(child.children, _within(child, style))
            yield from [Piece(" ", style)] * (child.tag not in MARKS)


def _trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """Without the space behind the last paragraph."""
    kept = list(pieces)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return kept


def _within(element: Element, style: Style) -> Style:
    if element.tag == "a":
        href, title = (element.attributes.get(name, "") for name in ("href", "title"))
        return replace(style, link=href, title=title)
    return replace(
        style, strong=style.strong or element.tag == "strong", em=style.em or element.tag == "em"
    )


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].style == piece.style:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.style)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
