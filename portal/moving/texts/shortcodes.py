"""Which words in square brackets are shortcodes, which of them end, and what they say.

One that is known counts wherever it stands. Another one counts if it says something by name
(`[name key=value]`), if it ends (`[name]…[/name]`, `[name /]`), if its name has an underscore, or
if it stands in small letters alone on its line: "[sic]", "[1]" and "[Photo: agency]" do not.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from portal.moving.texts.tokens import Token

# Any quotation marks do: those that an editor made round, or wrote as an entity, were meant too.
_SAID = re.compile(
    r"([\w-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|[“”″„]([^“”″\"]*+)[“”″\"]|([^\s\"'“”″]++))"
    r"|\"([^\"]*+)\"|([^\s\"]++)"
)
_NAMED = re.compile(r"(?:^|\s)[\w-]+\s*=\s*[^\s=]")
# Remarks of editors, which stand alone on a line and in titles too.
_REMARKS = frozenset({"sic", "edit", "note", "photo", "video", "audio"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a shortcode says: by name, and what stands there without one."""

    named: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def first(self, *names: str) -> str:
        """The first of these that says anything."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


def said(rest: str) -> Said:
    named: dict[str, str] = {}
    others: list[str] = []
    # `[youtube=address]` is an old form of naming only one thing.
    text = unescape(rest) if "&" in rest else rest
    for name, *values, quoted, bare in _SAID.findall(text.removeprefix("=")):
        if name:
            named.setdefault(name.lower(), "".join(values))
        elif quoted or bare:
            others.append(quoted or bare)
    return Said(named, tuple(others))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Tokens with shortcodes for known ones only, and how often each other one was there."""

    tokens: list[Token]
    unknown: Counter[str]


def resolve(tokens: list[Token], *, known: frozenset[str], keeps_unknown: bool = True) -> Resolved:
    """Which shortcodes are some, and which end: the known ones that do not are void.

    All others are text again, or gone if those that nobody knows are not to be kept.
    """
    ends = _ends(tokens)
    counted: Counter[str] = Counter()
    resolved: list[Token] = []
    for place, token in enumerate(tokens):
        is_remark = not keeps_unknown and token.source[1:-1] in _REMARKS and place not in ends
        if token.kind not in ("code", "code-end"):
            resolved.append(token)
        elif token.is_escaped or token.name not in known or is_remark:
            has_end = place in ends
            is_one = counts(token, has_end=has_end)
            if is_one:
                counted[token.name] += 1
            if keeps_unknown or not (is_one or (has_end and not token.is_escaped)):
                resolved.append(Token("text", _shown(token, is_whole=has_end)))
        elif token.kind == "code-end" and place not in ends:
            resolved.append(Token("text", token.source))
        else:
            token.is_void = place not in ends
            resolved.append(token)
    return Resolved(resolved, counted)


def counts(token: Token, *, has_end: bool) -> bool:
    """Whether this, which nobody knows, is a shortcode all the same."""
    if token.kind == "code-end" or token.is_escaped:
        return False
    if has_end or token.is_void or "_" in token.name or _NAMED.search(token.rest):
        return True
    is_small = token.source[1:-1].strip() == token.name and token.name.islower()
    return token.is_alone and is_small and token.name not in _REMARKS


def _ends(tokens: list[Token]) -> dict[int, int]:
    """The places of shortcodes that end and of their ends, each with the other's."""
    opened: dict[tuple[str, bool], list[int]] = {}
    ends: dict[int, int] = {}
    for place, token in enumerate(tokens):
        of_its_kind = (token.name, token.is_escaped)
        if token.kind == "code" and not token.is_void:
            opened.setdefault(of_its_kind, []).append(place)
        elif token.kind == "code-end" and opened.get(of_its_kind):
            begun = opened[of_its_kind].pop()
            ends[begun], ends[place] = place, begun
    return ends


def _shown(token: Token, *, is_whole: bool) -> str:
    """As a reader sees it: one that is escaped without its outer brackets."""
    if not token.is_escaped:
        return token.source
    if token.source.startswith("[[") and token.source.endswith("]]"):
        return token.source[1:-1]
    if not is_whole:
        return token.source
    return token.source[1:] if token.kind == "code" else token.source[:-1]
