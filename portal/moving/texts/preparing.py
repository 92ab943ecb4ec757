"""A text in tokens that mean what they say: blocks put in, shortcodes known, nothing hidden."""

import re
from collections.abc import Mapping

from articles.html.tree import UNPRINTABLE
from portal.moving.texts.blocks import settings, text
from portal.moving.texts.codes import KNOWN
from portal.moving.texts.fallbacks import without_fallbacks
from portal.moving.texts.shortcodes import Resolved, resolve
from portal.moving.texts.tokens import Token, scan

# What is put in for reusable blocks, and how deep these may name each other.
MOST_PUT_IN, DEEPEST = 500_000, 8
_HALVES = re.compile("[\ud800-\udfff]")


def prepare(
    body: str, *, form: str, blocks: Mapping[str, str] | None = None, keeps_unknown: bool = True
) -> Resolved:
    """The tokens of a text in this form; `blocks` are the texts of reusable ones, by number."""
    is_wordpress = form == "wordpress"
    tokens = scan(sound(body), codes=is_wordpress)
    if any(token.name == "block" for token in tokens):
        tokens = _Blocks(blocks or {}).put_in(tokens)
    resolved = resolve(tokens, known=KNOWN, keeps_unknown=keeps_unknown)
    return Resolved(without_fallbacks(resolved.tokens), resolved.unknown)


def sound(body: str) -> str:
    """The text in signs that can be stored and shown, its lines ending in one way."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    return _HALVES.sub("\ufffd", UNPRINTABLE.sub("", body))


class _Blocks:
    def __init__(self, blocks: Mapping[str, str]) -> None:
        self.blocks = blocks
        self.left = MOST_PUT_IN

    def put_in(self, tokens: list[Token], depth: int = 0) -> list[Token]:
        """With the tokens of reusable blocks in their places; those that nobody knows stay."""
        found: list[Token] = []
        for token in tokens:
            is_reused = token.kind == "block" and token.name == "block"
            body = self.blocks.get(text(settings(token.rest).get("ref")), "") if is_reused else ""
            if body and depth < DEEPEST and len(body) <= self.left:
                self.left -= len(body)
                found += self.put_in(scan(sound(body), codes=True), depth + 1)
            else:
                found.append(token)
        return found
