"""The last step of a text: our pictures, our addresses, our form, and the account of its losses."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from articles.embeds import at
from articles.html import clean
from portal.moving.texts.comparing import compare
from portal.moving.texts.preparing import sound
from portal.moving.texts.results import Converted, Losses, Picture, Settled

_SHOWN = re.compile(
    r'<figure><img data-shown="([0-9]+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)
_ATTACHED = re.compile(r'<figure data-attached="([0-9]+)"></figure>')
_LINK = re.compile(r'<a href="([^"]*)"')
_FILE = re.compile(
    r'<figure data-embed="([^"]*)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL
)


def settle(
    converted: Converted,
    *,
    pictures: Mapping[int, Picture],
    links: Callable[[str], str],
    attached: Mapping[str, Sequence[Picture]] | None = None,
) -> Settled:
    """The text with our pictures, by the numbers of those it shows, and its links where `links`
    has them lead.

    `attached` are the pictures of the posts that its galleries show whole; that of the text itself
    is an empty one. A picture that is missing goes with its caption.
    """
    settling = _Settling(converted, pictures=pictures, links=links, attached=attached or {})
    return settling.settled()


class _Settling:
    def __init__(
        self,
        converted: Converted,
        *,
        pictures: Mapping[int, Picture],
        links: Callable[[str], str],
        attached: Mapping[str, Sequence[Picture]],
    ) -> None:
        self.converted = converted
        self.pictures = pictures
        self.links = links
        self.attached = attached
        self.addresses: dict[int, str] = {}
        self.losses = Losses()

    def settled(self) -> Settled:
        self.losses.add_all(self.converted.losses)
        html = _ATTACHED.sub(self._gallery, _SHOWN.sub(self._picture, self.converted.html))
        html = _FILE.sub(self._embed, _LINK.sub(self._link, html))
        body = clean(sound(html), pictures=self.addresses)
        self._account_for_words(body)
        return Settled(body=body, losses=self.losses.all(), shortcodes=self.converted.shortcodes)

    def _picture(self, found: re.Match[str]) -> str:
        shown = self.converted.shown[int(found[1])]
        picture = self.pictures.get(int(found[1]))
        if picture is None:
            self.losses.add("picture", shown.address or shown.attachment)
            return ""
        of_file = "" if shown.address else picture.caption
        return self._figure(picture, alt=shown.alt or picture.alt, caption=found[2] or of_file)

    def _gallery(self, found: re.Match[str]) -> str:
        post = self.converted.attached[int(found[1])]
        pictures = self.attached.get(post, ())
        if not pictures:
            self.losses.add("gallery", post)
        return "".join(
            self._figure(picture, alt=picture.alt, caption=picture.caption) for picture in pictures
        )

    def _figure(self, picture: Picture, *, alt: str, caption: str) -> str:
        self.addresses[picture.id] = picture.address
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure><img data-file="{picture.id}" alt="{escape(alt)}">{below}</figure>'

    def _embed(self, found: re.Match[str]) -> str:
        """An embed; a recording that has moved with the site may be no more than a link now."""
        address = unescape(found[1])
        embed = at(address)
        moved = self.links(address) if embed and embed.shape == "file" else address
        if at(moved):
            return found[0].replace(found[1], escape(moved), 1)
        self.losses.add("audio", address)
        return f'<p><a href="{escape(moved)}">{found[1]}</a> {found[2] or ""}</p>'

    def _link(self, found: re.Match[str]) -> str:
        return f'<a href="{escape(self.links(unescape(found[1])))}"'

    def _account_for_words(self, body: str) -> None:
        beside = " ".join(
            shown.credit
            for number, shown in enumerate(self.converted.shown)
            if number in self.pictures
        )
        comparison = compare(self.converted.said, body, beside=beside)
        if comparison.missing:
            sample = " … ".join(comparison.missing_samples)
            self.losses.add("words", sample, count=comparison.missing)
