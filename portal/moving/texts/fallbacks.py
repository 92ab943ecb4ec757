"""What browsers do not show of a text: what stands in for pictures, films and drawings."""

from articles.embeds import at
from portal.moving.texts.addresses import real
from portal.moving.texts.tokens import Token, attributes

# Shown by a browser only if it cannot play or draw what they hold; then nobody reads them.
HIDING = frozenset({"audio", "video", "object", "canvas", "template", "datalist"})
_PLAYED = frozenset({"param", "source", "embed", "iframe"})
# Quotations that a script makes pages of other sites of.
HOLDERS = frozenset(
    {"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video"}
)
_HOLDING = frozenset({"blockquote", "div"})
_LOOKED_AT = HIDING | _HOLDING | {"noscript"}
# More is no code that a site gives out. Within others without end, each would be read again.
MOST_TOKENS, MOST_LINKS = 300, 20
_NAMED_BY = ("cite", "data-instgrm-permalink", "data-href")


def without_fallbacks(tokens: list[Token]) -> list[Token]:
    """The tokens without what is not shown, and each embed of known sites as one token."""
    ends = _ends(tokens)
    if not ends:
        return tokens
    kept: list[Token] = []
    place, hidden_until = 0, -1
    while place < len(tokens):
        token = tokens[place]
        # What begins in a part that is hidden ends nothing outside of it.
        end = ends.get(place, -1) if place > hidden_until else -1
        within = tokens[place : min(end, place + MOST_TOKENS)] if end > 0 else []
        if token.name == "noscript" and _repeats(kept, within):
            place = end
        elif held := _held(within):
            kept.append(Token("tag", "", "embed", f'src="{held}"'))
            place = end
        elif place >= hidden_until or (token.kind == "tag" and token.name in _PLAYED):
            kept.append(token)
        if end > 0 and token.name in HIDING:
            hidden_until = end
        place += 1
    return kept


def _ends(tokens: list[Token]) -> dict[int, int]:
    """Where those that hide words end; one that never does hides none, and is empty."""
    opened: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.kind == "tag" and token.name in _LOOKED_AT:
            opened.setdefault(token.name, []).append(place)
            token.is_empty = token.name in HIDING
        elif token.kind == "end" and opened.get(token.name):
            begun = opened[token.name].pop()
            tokens[begun].is_empty = False
            if token.name not in _HOLDING or _is_holder(tokens[begun]):
                ends[begun] = place
    return ends


def _repeats(before: list[Token], tokens: list[Token]) -> bool:
    """Whether these show the picture before them once more, for browsers without scripts.

    If that one waits for a script to say where it is, it is here.
    """
    pictures = [token for token in tokens if token.kind == "tag" and token.name == "img"]
    tags = (token for token in reversed(before[-2:]) if token.kind == "tag")
    last = next(tags, None)
    if not pictures or last is None or last.name != "img":
        return False
    if not real(attributes(last.rest)):
        last.rest = pictures[0].rest
    return True


def _is_holder(token: Token) -> bool:
    return "class" in token.rest and not HOLDERS.isdisjoint(
        attributes(token.rest).get("class", "").split()
    )


def _held(tokens: list[Token]) -> str:
    """The address of the page that they stand for, in its one form; empty if nobody knows it."""
    if not 0 < len(tokens) < MOST_TOKENS or tokens[0].name not in _HOLDING:
        return ""
    holder = attributes(tokens[0].rest)
    addresses = [holder.get(name, "") for name in _NAMED_BY]
    links = [token for token in tokens if token.kind == "tag" and token.name == "a"]
    addresses += [attributes(link.rest).get("href", "") for link in links[:MOST_LINKS]]
    found = (at(address) for address in addresses if address)
    return next((embed.address for embed in found if embed), "")
