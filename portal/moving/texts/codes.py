"""What the shortcodes stand for that WordPress and Jetpack know."""

import re
from html import unescape

from portal.moving.texts.figures import add
from portal.moving.texts.results import Shown
from portal.moving.texts.shortcodes import Said, said
from portal.moving.texts.tokens import scan
from portal.moving.texts.tree import Node, build
from portal.moving.texts.writer import Handler, Writer

MOST_OF_A_GALLERY = 500
# Where each of these is that is named by its number, or by no more than its name there.
PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "facebook": "https://www.facebook.com/{}",
    "tiktok": "https://www.tiktok.com/embed/v2/{}",
    "spotify": "https://open.spotify.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
    "googlemaps": "https://www.google.com/maps?q={}",
    "ted": "https://www.ted.com/talks/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "scribd": "https://www.scribd.com/doc/{}",
}
_FILES = {
    "audio": ("src", "mp3", "m4a", "ogg", "oga", "opus", "wav", "wma", "flac"),
    "video": ("src", "mp4", "m4v", "webm", "ogv", "mov", "flv", "wmv"),
}
_ADDRESSED_BY = ("url", "src", "link", "href", "id", "video_id", "video", "v", "tweet", "track")
_SPOTIFY = re.compile(r"spotify:(\w+):(\w+)")


def caption(writer: Writer, node: Node) -> None:
    """The picture within, and words below it: beside it, or in an attribute of old."""
    told = said(node.rest)
    outer = writer.attachment
    writer.attachment = re.sub(r"[^0-9]", "", told.first("id"))[:18]
    writer.frame(node, caption=_inline(writer, told.first("caption")))
    writer.attachment = outer


def credited(writer: Writer, node: Node) -> None:
    """The picture within, with the name of who made it."""
    name = said(node.rest).first("name")
    if writer.collected is None:
        writer.frame(node, credit=name)
    else:
        writer.children(node)
        writer.credit = name or writer.credit


def gallery(writer: Writer, node: Node) -> None:
    """Pictures by the numbers of their files; without any, all that belong to a post."""
    told = said(node.rest)
    numbers = re.findall(r"[0-9]{1,18}", told.first("ids", "include"))
    for number in numbers[:MOST_OF_A_GALLERY]:
        add(writer, Shown(attachment=number))
    if len(numbers) > MOST_OF_A_GALLERY:
        writer.losses.add("picture", count=len(numbers) - MOST_OF_A_GALLERY)
    if numbers:
        return
    if writer.collected is not None:
        writer.losses.add("gallery", node.rest)
    else:
        writer.out.append(f'<figure data-attached="{len(writer.attached)}"></figure>')
        writer.attached.append(re.sub(r"[^0-9]", "", told.first("id"))[:18])


def embed(writer: Writer, node: Node) -> None:
    address = _content(node) or said(node.rest).first("src", "url")
    writer.embed(address, code="embed")


def file(writer: Writer, node: Node) -> None:
    """One recording; one that names none plays what belongs to the post."""
    name = node.tag[1:]
    told = said(node.rest)
    addresses = [told.named[each] for each in _FILES[name] if told.named.get(each)]
    addresses += [*told.others, _content(node)]
    writer.embed(*[each for each in addresses if each], code=name)


def playlist(writer: Writer, node: Node) -> None:
    """Recordings by numbers of their files, which are no pictures: nothing shows them here."""
    writer.losses.add("playlist", said(node.rest).first("ids"))


def player(writer: Writer, node: Node) -> None:
    name = node.tag[1:]
    address = _named(said(node.rest)) or _content(node)
    if found := _SPOTIFY.fullmatch(address):
        address = f"{found[1]}/{found[2]}"
    if not re.match(r"(?i)https?:|//|www\.", address):
        address = PLAYERS[name].format(address) if address else ""
    writer.embed(address, code="embed")


def _named(told: Said) -> str:
    found = told.first(*_ADDRESSED_BY) or next(iter(told.others), "")
    # `[youtube http://address&w=640]` gives the size of the player with the address.
    return re.sub(r"&(?:amp;)?[wh]=[0-9]+", "", found)


def _content(node: Node) -> str:
    """The address that stands between the two ends, maybe as a link."""
    links = (child.attributes.get("href") for child in node.descendants() if child.tag == "a")
    return next((link for link in links if link), "") or unescape(node.text()).strip()


def _inline(writer: Writer, html: str) -> str:
    """Words of an attribute, with their markup."""
    return writer.apart(build(scan(html, codes=False))) if html else ""


KNOWN = frozenset(
    {"caption", "wp_caption", "media-credit", "gallery", "embed", "audio", "video", "playlist"}
    | PLAYERS.keys()
)
# What stands between the ends of these is an address, which nobody sees.
UNSEEN = KNOWN - {"caption", "wp_caption", "media-credit"}

HANDLERS: dict[str, Handler] = {
    **{f"[{name}": player for name in PLAYERS},
    "[caption": caption,
    "[wp_caption": caption,
    "[media-credit": credited,
    "[gallery": gallery,
    "[embed": embed,
    "[audio": file,
    "[video": file,
    "[playlist": playlist,
}
