"""Titles and excerpts, which are plain words here and may have had markup there."""

from portal.moving.texts.preparing import prepare
from portal.moving.texts.reading import visible


def plain(html: str) -> str:
    """The words on one line, without tags and shortcodes."""
    prepared = prepare(html, form="wordpress", keeps_unknown=False)
    return " ".join(visible(prepared.tokens, also=False).split())
