"""A text in its tokens: tags, comments of blocks, shortcodes, and the words between them.

Everything is read once, from its beginning to its end; what never ends is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

Kind = Literal["text", "tag", "end", "block", "block-end", "code", "code-end", "mark"]

# What is read as its own text up to its end tag, whatever stands in it.
RAW = ("script", "style", "iframe", "xmp", "noembed", "noframes", "textarea", "title")
MARKS = ("more", "nextpage")
# A tag that is never closed costs a walk to the end of the text: so many of these are borne.
MOST_WALKS = 20
_NEXT = re.compile(r"<(?=[a-zA-Z/!?])|\[(?=/?[a-zA-Z])|\[(?=\[/?[a-zA-Z])")
_NEXT_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_NO_TAG = re.compile(r"<(?:[!?]|/(?![a-zA-Z]))")
_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)?)*+)>"
)
_BARE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)()>")
_SIMPLE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
_CODE = re.compile(r"(\[?)\[(/?)([a-zA-Z][a-zA-Z0-9_-]*+)((?:[\s=/][^\[\]]*+)?)\](\]?)")
_ATTRIBUTE = re.compile(r"([^\s/>=\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


@dataclass(slots=True)
class Token:
    """`source` is how it stands in the text, `rest` what follows its name there.

    `is_void` says of a block or a shortcode that it closes itself, `is_escaped` of a shortcode that
    it stands in brackets of its own and means none, `is_alone` that it has its line for itself,
    `is_empty` of a tag that its element ends where it begins.
    """

    kind: Kind
    source: str
    name: str = ""
    rest: str = ""
    is_void: bool = False
    is_escaped: bool = False
    is_alone: bool = False
    is_empty: bool = False


def attributes(rest: str) -> dict[str, str]:
    """What a tag says besides its name; of two of one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def scan(text: str, *, codes: bool) -> list[Token]:
    """The tokens of the text in their order; shortcodes among them if it may hold `codes`."""
    return list(_Scanner(text, codes=codes).tokens())


class _Scanner:
    def __init__(self, text: str, *, codes: bool) -> None:
        self.text = text
        self.next = _NEXT if codes else _NEXT_TAG
        self.walks = MOST_WALKS
        self.never: set[str] = set()
        self.ends: dict[str, int] = {}

    def tokens(self) -> Iterator[Token]:
        start = at = 0
        while found := self.next.search(self.text, at):
            at = found.start()
            token = self._code(at) if self.text[at] == "[" else self._markup(at)
            if token is None:
                at += 1
                continue
            if start < at:
                yield Token("text", self.text[start:at])
            yield token
            start = at = at + len(token.source)
        if start < len(self.text):
            yield Token("text", self.text[start:])

    def _code(self, at: int) -> Token | None:
        found = _CODE.match(self.text, at)
        if found is None:
            return None
        opened, slash, name, rest, closed = found.groups()
        source = found[0].removesuffix("]") if closed and not (opened or slash) else found[0]
        rest = rest.strip()
        before, end = self.text[max(at - 1, 0) : at], at + len(source)
        return Token(
            "code-end" if slash else "code",
            source,
            name,
            rest.removesuffix("/"),
            is_void=rest.endswith("/"),
            is_escaped=bool(opened or (slash and closed)),
            is_alone=before in ("", "\n", ">") and self.text[end : end + 1] in ("", "\n", "<"),
        )

    def _markup(self, at: int) -> Token | None:
        found = _BARE_TAG.match(self.text, at)
        if found is None:
            if _NO_TAG.match(self.text, at):
                return self._comment(at)
            found = self._tag(at)
        if found is None:
            return None
        slash, name, rest = found.groups()
        # Office programs write elements of their own, such as "o:p"; a colon is never one of HTML.
        name = "span" if ":" in name else name.lower()
        if slash:
            return Token("end", found[0], name)
        source = found[0]
        if name in _RAW_ENDS:
            source += self._raw(name, found.end())
        return Token("tag", source, name, rest)

    def _tag(self, at: int) -> re.Match[str] | None:
        if self._find(">", at) < 0:
            return None
        if self.walks:
            if found := _TAG.match(self.text, at):
                return found
            self.walks -= 1
        return _SIMPLE_TAG.match(self.text, at)

    def _raw(self, name: str, at: int) -> str:
        """The text of an element that has no other markup, with its end tag."""
        if name in self.never:
            return ""
        found = _RAW_ENDS[name].search(self.text, at)
        end = self._find(">", found.end()) if found else -1
        if end < 0:
            self.never.add(name)
            return ""
        return self.text[at : end + 1]

    def _comment(self, at: int) -> Token | None:
        """A comment of a block, or nothing to be seen."""
        is_comment = self.text.startswith("<!--", at)
        end = self._find("-->" if is_comment else ">", at + 2)
        if end < 0:
            return Token("mark", "<!--") if is_comment else None
        end += 3 if is_comment else 1
        source = self.text[at:end]
        return _block(source) if is_comment else Token("mark", source)

    def _find(self, what: str, at: int) -> int:
        """The next of these; each is looked for once, however many tags stand before it."""
        end = self.ends.get(what, at - 1)
        if -1 < end < at or what not in self.ends:
            end = self.ends[what] = self.text.find(what, at)
        return end


def _block(source: str) -> Token:
    inner = source[4:-3].strip()
    if inner.startswith("wp:"):
        name, *others = inner.split(None, 1)
        rest = others[0] if others else ""
        is_void = inner.endswith("/")
        return Token("block", source, _named(name), rest.removesuffix("/").strip(), is_void=is_void)
    if inner.startswith("/wp:"):
        return Token("block-end", source, _named(inner[1:]))
    name = next((mark for mark in MARKS if inner.startswith(mark)), "")
    return Token("mark", source, name)


def _named(name: str) -> str:
    """How the block is called here: those of all embeds alike, those of WordPress by their name."""
    name = name.removeprefix("wp:").removesuffix("/").lower()
    return "embed" if name.startswith("core-embed/") else name.removeprefix("core/")
