"""From the text of another system to HTML that waits for its pictures and its links."""

from collections.abc import Mapping

from portal.moving.texts import blocks as of_blocks
from portal.moving.texts import codes, elements, figures, players
from portal.moving.texts.preparing import prepare, sound
from portal.moving.texts.reading import visible
from portal.moving.texts.results import Converted
from portal.moving.texts.tokens import scan
from portal.moving.texts.tree import build
from portal.moving.texts.writer import Lines, Writer

HANDLERS = (
    elements.HANDLERS | figures.HANDLERS | players.HANDLERS | codes.HANDLERS | of_blocks.HANDLERS
)


def convert(
    body: str,
    *,
    form: str = "wordpress",
    blocks: Mapping[str, str] | None = None,
    footnotes: str = "",
) -> Converted:
    """The text with places for its pictures, and what it asks for to be whole.

    `blocks` are the bodies of reusable blocks by their number, `footnotes` is what WordPress keeps
    of these beside the text, in JSON.
    """
    prepared = prepare(body, form=form, blocks=blocks)
    has_blocks = any(token.kind == "block" for token in prepared.tokens)
    notes = sound(footnotes)
    writer = Writer(HANDLERS, lines=_lines(form, has_blocks=has_blocks), footnotes=notes)
    writer.embeds_addresses = form == "wordpress"
    writer.write(build(prepared.tokens))
    said = visible(prepared.tokens)
    if notes and "wp:footnotes" in body:
        said += "".join(
            f" {visible(scan(note, codes=False))}" for note in of_blocks.contents(notes)
        )
    return Converted(
        html="".join(writer.out),
        shown=tuple(writer.shown),
        attached=tuple(writer.attached),
        losses=writer.losses.all(),
        shortcodes=dict(prepared.unknown),
        said=said,
    )


def _lines(form: str, *, has_blocks: bool) -> Lines:
    """What a new line means: only the classic editor of WordPress breaks lines where one is."""
    if form != "wordpress":
        return Lines.JOINED
    return Lines.PARAGRAPHS if has_blocks else Lines.BROKEN
