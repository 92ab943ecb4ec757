"""What a file is by how it begins, whatever its name or a server says."""

import re
from pathlib import Path

from portal.moving.media.reading import beginning

PICTURE, PDF, AUDIO, VIDEO, SVG, OTHER = "picture", "pdf", "audio", "video", "svg", "other"
_BEGINNINGS = (
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG\r\n\x1a\n", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"%PDF-", PDF),
    (b"ID3", AUDIO),
    (b"fLaC", AUDIO),
    (b"MThd", AUDIO),
    (b"\x1aE\xdf\xa3", VIDEO),  # WebM and Matroska
    (b"FLV\x01", VIDEO),
    (b"\x00\x00\x01\xba", VIDEO),  # MPEG
    (b"\x00\x00\x01\xb3", VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", VIDEO),  # of Windows Media, which has its sounds so as well
)
# A file in boxes names its brand, a file of chunks its form; both begin with a length.
_BRANDS = {
    b"avif": PICTURE, b"avis": PICTURE, b"M4A ": AUDIO, b"M4B ": AUDIO, b"M4P ": AUDIO,
    b"heic": OTHER, b"heix": OTHER, b"hevc": OTHER, b"mif1": OTHER, b"msf1": OTHER,
}  # fmt: skip
_FORMS = {b"WEBP": PICTURE, b"WAVE": AUDIO, b"AVI ": VIDEO}
# A frame of MP3 or of AAC; text in UTF-16 begins like sounds of a layer that nobody has.
_FRAME = re.compile(rb"\xff(?:[\xe2-\xe5\xf2-\xf5\xfa-\xfd][\x10-\xef]|[\xf0\xf1\xf8\xf9])")
_MOVES = (b"\x80theora", b"\x01video")
_BEFORE_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<\?[^>]*>|<!--.*?-->|<!doctype\s+svg[^>\[]*(?:\[[^\]]*\])?\s*>)*",
    re.DOTALL | re.IGNORECASE,
)
_SVG = re.compile(rb"<(?:\w+:)?svg[\s>/]", re.IGNORECASE)
_LOOKED_AT = 4096


def kind(path: Path) -> str:
    """One of the kinds above; a picture is what the intake of pictures reads."""
    return kind_of(beginning(path, _LOOKED_AT))


def kind_of(content: bytes) -> str:
    """The kind of a file that begins like this."""
    content = content[:_LOOKED_AT]
    for signature, found in _BEGINNINGS:
        if content.startswith(signature):
            return found
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], VIDEO)
    if content.startswith(b"RIFF"):
        return _FORMS.get(content[8:12], OTHER)
    if content.startswith(b"OggS"):
        return VIDEO if any(mark in content for mark in _MOVES) else AUDIO
    if _FRAME.match(content):
        return AUDIO
    return SVG if _is_svg(content) else OTHER


def _is_svg(content: bytes) -> bool:
    before = _BEFORE_SVG.match(content)
    return bool(before and _SVG.match(content, before.end()))
