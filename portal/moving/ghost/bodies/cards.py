"""Ghost's cards as plain HTML: their words and addresses, without what only Ghost can do.

Fields that its editor writes with markup (captions, most texts) are HTML; all others are plain.
"""

import re
from collections.abc import Callable
from html import escape

from portal.moving.ghost.bodies.markdown import from_markdown
from portal.moving.ghost.bodies.markup import (
    closed,
    code_block,
    element,
    embed,
    figure,
    joined,
    line,
    link,
    paragraph,
    picture,
)
from portal.moving.ghost.values import Row

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
# Forms that need Ghost, what only its e-mails had, and the line where a preview of theirs ended.
LEFT_OUT = frozenset(
    ("collection", "email", "email-cta", "emailCta", "paywall", "signup", "transistor")
)
# Where cards that we do not know are likely to keep what can be read.
_WORDS = ("title", "heading", "header", "subheader", "text", "html", "content", "description",
          "caption")  # fmt: skip
_STARS = 5


def is_for_readers(name: str, card: Row) -> bool:
    """Whether somebody who is no member and got no e-mail saw this card."""
    visibility = card.row("visibility")
    is_hidden = (
        visibility.row("web").values.get("nonMember") is False
        or visibility.values.get("showOnWeb") is False
    )
    return name not in LEFT_OUT and not is_hidden


def written(name: str, card: Row) -> str | None:
    """The card as HTML; nothing for one of another name than Ghost's."""
    make = CARDS.get(name)
    return make(card) if make else None


def in_words(card: Row) -> str:
    """What can be read of a card that we do not know."""
    return joined(paragraph(closed(card.text(name))) for name in _WORDS)


def _html(card: Row, *names: str) -> str:
    return closed(card.text(*names))


def _button(card: Row) -> str:
    return element("p", link(card.text("buttonUrl"), escape(card.text("buttonText"))))


def _image(card: Row) -> str:
    return picture(
        card.text("src"), alt=card.text("alt"), caption=card.text("caption"), href=card.text("href")
    )


def _gallery(card: Row) -> str:
    return figure("gallery", joined(map(_image, card.rows("images"))), caption=card.text("caption"))


def _bookmark(card: Row) -> str:
    about = Row({**card.values, **card.row("metadata").values})
    source = " · ".join(filter(str.strip, (about.text("author"), about.text("publisher"))))
    lines = (
        link(card.text("url") or about.text("url"), escape(about.text("title"))),
        escape(about.text("description")),
        escape(source),
        line(_html(card, "caption")),
    )
    return element("p", joined(lines, by="<br>"))


def _embed(card: Row) -> str:
    """By its address, from which others can be sure what it is; else by the code of its site."""
    address = card.text("url").strip()
    if _WEB.fullmatch(address):
        return embed(address, caption=card.text("caption"))
    return figure("embed", _html(card, "html"), caption=card.text("caption"))


def _markdown(card: Row) -> str:
    return closed(from_markdown(card.text("markdown")))


def _code(card: Row) -> str:
    block = code_block(card.text("code"), language=card.text("language"))
    return joined((block, paragraph(_html(card, "caption"))))


def _callout(card: Row) -> str:
    text = _html(card, "calloutText")
    sign = escape(card.text("calloutEmoji"))
    return paragraph(joined((sign, line(text)), by=" ")) if text.strip() else ""


def _toggle(card: Row) -> str:
    content = paragraph(_html(card, "content"))
    return joined((element("h4", line(_html(card, "heading"))), content))


def _product(card: Row) -> str:
    stars = min(max(int(card.number("productStarRating")), 0), _STARS)
    is_rated = card.is_true("productRatingEnabled") and stars
    rating = "★" * stars + "☆" * (_STARS - stars) if is_rated else ""
    button = link(card.text("productUrl"), escape(card.text("productButton")))
    return joined(
        (
            picture(card.text("productImageSrc")),
            element("h4", line(_html(card, "productTitle"))),
            element("p", rating),
            paragraph(_html(card, "productDescription")),
            element("p", button) if card.is_true("productButtonEnabled") else "",
        )
    )


def _audio(card: Row) -> str:
    """With a link inside, which is what remains of it where no player may stand."""
    return _player("audio", card, escape(card.text("title")))


def _video(card: Row) -> str:
    return _player("video", card, escape(card.text("fileName")))


def _player(kind: str, card: Row, name: str) -> str:
    address = card.text("src").strip()
    player = element(kind, link(address, name), src=address, controls="controls")
    return figure(kind, player if address else name, caption=card.text("caption"))


def _file(card: Row) -> str:
    name = escape(card.text("fileTitle", "fileName"))
    lines = (link(card.text("src"), name), escape(card.text("fileCaption")))
    return element("p", joined(lines, by="<br>"), class_="wp-block-file")


def _header(card: Row) -> str:
    return joined(
        (
            picture(card.text("backgroundImageSrc")),
            element("h2", line(_html(card, "header"))),
            paragraph(_html(card, "subheader")),
            _button(card) if card.is_true("buttonEnabled") else "",
        )
    )


def _call_to_action(card: Row) -> str:
    return joined(
        (
            paragraph(_html(card, "sponsorLabel")) if card.is_true("hasSponsorLabel") else "",
            picture(card.text("imageUrl")) if card.is_true("hasImage") else "",
            paragraph(_html(card, "textValue")),
            _button(card) if card.is_true("showButton") else "",
        )
    )


def _before_and_after(card: Row) -> str:
    both = joined(_image(card.row(name)) for name in ("beforeImage", "afterImage"))
    return figure("gallery", both, caption=card.text("caption"))


def _rule(card: Row) -> str:
    return "<hr>"


# By the names of Lexical and of Mobiledoc, where these differ.
CARDS: dict[str, Callable[[Row], str]] = {
    "audio": _audio,
    "before-after": _before_and_after,
    "bookmark": _bookmark,
    "button": _button,
    "call-to-action": _call_to_action,
    "callout": _callout,
    "card-markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "embed": _embed,
    "file": _file,
    "gallery": _gallery,
    "header": _header,
    "horizontalrule": _rule,
    "hr": _rule,
    "html": lambda card: _html(card, "html"),
    "image": _image,
    "markdown": _markdown,
    "nft": _embed,
    "product": _product,
    "toggle": _toggle,
    "video": _video,
}
