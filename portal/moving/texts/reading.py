"""What a reader saw of a text: its words without markup, a space wherever a line ended."""

from collections.abc import Iterable
from html import unescape

from articles.embeds import at
from portal.moving.texts.codes import UNSEEN
from portal.moving.texts.shortcodes import said
from portal.moving.texts.tokens import Token, attributes, scan
from portal.moving.texts.tree import BLOCKS

_PARTING = BLOCKS | {"br", "hr", "img", "amp-img", "iframe", "embed", "object", "audio", "video"}
# Stands apart from the words before it by its style alone.
FILE_BUTTON = "wp-block-file__button"
_CAPTIONED = ("caption", "wp_caption")


def visible(tokens: Iterable[Token], *, also: bool = True) -> str:
    """The words of these; `also` with those that pictures have instead of being seen."""
    pieces: list[str] = []
    unseen = ""
    for token in tokens:
        if unseen:
            unseen = "" if token.kind == "code-end" and token.name == unseen else unseen
        elif token.kind == "text":
            pieces.append(_without_embeds(token.source))
        elif token.kind in ("tag", "end"):
            pieces.append(_of_tag(token, also=also))
        elif token.kind == "code":
            pieces.append(_of_code(token))
            unseen = token.name if token.name in UNSEEN and not token.is_void else ""
        elif token.name:
            pieces.append(" ")
    return unescape("".join(pieces))


def _of_tag(token: Token, *, also: bool) -> str:
    if token.name not in _PARTING:
        return " " if token.name == "a" and FILE_BUTTON in token.rest else ""
    if also and token.rest and token.name in ("img", "amp-img"):
        alt = attributes(token.rest).get("alt", "").replace("&", "&amp;")
        return f" {alt} "
    return " "


def _of_code(token: Token) -> str:
    if token.name not in _CAPTIONED:
        return " "
    words = scan(said(token.rest).first("caption"), codes=False)
    return f" {''.join(each.source for each in words if each.kind == 'text')} "


def _without_embeds(text: str) -> str:
    """Without the lines that are the address of what is shown in their place."""
    if "://" not in text:
        return text
    lines = text.split("\n")
    return "\n".join("" if _is_embed(line) else line for line in lines)


def _is_embed(line: str) -> bool:
    return "://" in line and at(unescape(line.strip())) is not None
