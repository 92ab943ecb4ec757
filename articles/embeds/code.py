"""The addresses in the code that sites give out for their pages to stand in others."""

from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

# Elements that stand for a page of theirs, by class; links in these name it.
_HOLDERS = frozenset(
    {
        "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed",
        "fb-post", "fb-video", "fb-reel", "wp-block-embed",
    }
)  # fmt: skip
_NAMED_BY = ("cite", "data-instgrm-permalink", "data-href")


class _Code(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "audio", "source"):
            self.is_code = True
            self.found.append(given.get("src", ""))
        elif _HOLDERS & set(given.get("class", "").split()):
            self.is_code = True
            self.found += [given.get(name, "") for name in _NAMED_BY]
        elif tag == "a" and self.is_code:
            self.found.append(given.get("href", ""))


def addresses_in(code: str) -> Iterator[str]:
    """Those that an embed may be of, in their order; none of markup that is no embed's."""
    read = _Code()
    # The parser gives up at what browsers take for a comment, such as "<![foo]>".
    with suppress(AssertionError):
        read.feed(code)
    yield from (address.strip() for address in read.found if address.strip())
