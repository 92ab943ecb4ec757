"""Decides which uploads become pictures, and makes their masters.

A master is upright, in sRGB, and keeps no byte of the upload but what can be seen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, UnidentifiedImageError

from portal.pictures.colours import has_transparent_parts, in_eight_bits, to_srgb
from portal.pictures.encoding import MASTER, TRANSPARENT_MASTER, encode

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 3200
MIN_LONG_SIDE = 200
MIN_SHORT_SIDE = 40
# Cameras write about ten scans; thousands of tiny ones keep a decoder busy for hours. The pattern
# is long enough not to occur by chance in the film that some phones append to a photo.
MAX_SCANS = 100
_SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e][\x01-\x04]")

# What makes a file a page, a program or a document to whoever opens it as one. Phones append a film
# to a photo, which is none of these. The last 64 KB are where an archive says that it is one.
_OTHER_FORMATS = (b"<script", b"<?php", b"<!doctype html", b"%pdf-")
_END_OF_ARCHIVE, _TAIL = b"PK\x05\x06", 66_000

READABLE = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/avif"
_TURNS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypheim", b"ftyphevc", b"ftypmif1", b"ftypmsf1")

MESSAGES = {
    "empty": _("This file is empty."),
    "too_many_bytes": _(
        "This file has %(size)s; a picture may have %(limit)s. Export it in a smaller size."
    ),
    "too_many_pixels": _(
        "This picture has more than %(limit)s million pixels. Make it smaller and try again."
    ),
    "too_small": _(
        "This picture is %(width)s × %(height)s pixels, too small or too narrow to be shown."
        " It needs %(long)s pixels on its longer side."
    ),
    "svg": _("SVG drawings are not accepted, because they can contain programs. Export it as PNG."),
    "heic": _(
        "This is an HEIC photo, as iPhones take them; most browsers show none. Export it as JPEG."
    ),
    "damaged": _(
        "This picture is damaged or incomplete. Copy it from the camera or the sender once more."
    ),
    "two_in_one": _(
        "This file is a picture and something else at the same time, as an attacker would make it."
        " Open it in an image program and export it as JPEG or PNG."
    ),
    "not_a_picture": _(
        "This is not a picture the site can read. It takes JPEG, PNG, WebP, GIF and AVIF."
    ),
}


class PictureRefused(ValidationError):
    """An upload that does not become a picture; its message tells a journalist what to do."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(MESSAGES[code], code=code, params=params)


@dataclass(frozen=True, kw_only=True)
class Intake:
    """A master that is not stored yet."""

    master: bytes
    width: int
    height: int
    extension: str


def read(upload: File) -> Intake:
    """Make a master of what an upload holds, whatever its name says; if it moves, of frame one."""
    image = _upright(_decoded(_content(upload)))
    profile = image.info.get("icc_profile")
    image = in_eight_bits(image)
    image = to_srgb(
        image.resize(_fitted(image.size), Image.Resampling.LANCZOS, reducing_gap=3.0), profile
    )
    if has_transparent_parts(image):
        form = TRANSPARENT_MASTER
    else:
        form, image = MASTER, image.convert("RGB")
    return Intake(
        master=encode(image, form), width=image.width, height=image.height, extension=form.extension
    )


def _content(upload: File) -> bytes:
    if upload.size > MAX_BYTES:
        size, limit = filesizeformat(upload.size), filesizeformat(MAX_BYTES)
        raise PictureRefused("too_many_bytes", size=size, limit=limit)
    upload.seek(0)
    content = upload.read()
    if not content:
        raise PictureRefused("empty")
    if content.startswith(b"\xff\xd8") and len(_SCAN.findall(content)) > MAX_SCANS:
        raise PictureRefused("damaged")
    if _is_more_than_a_picture(content):
        raise PictureRefused("two_in_one")
    return content


def _is_more_than_a_picture(content: bytes) -> bool:
    lowered = content.lower()
    is_markup = lowered.lstrip().startswith((b"<", b"%"))
    return not is_markup and (
        any(mark in lowered for mark in _OTHER_FORMATS) or _END_OF_ARCHIVE in content[-_TAIL:]
    )


def _decoded(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=READABLE)
        _check(image.size)
        # A JPEG of more than twice the size we keep is decoded at half: less time, less memory.
        image.draft(None, _fitted(image.size))
        image.load()
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused("too_many_pixels", limit=MAX_PIXELS // 1_000_000) from error
    except UnidentifiedImageError as error:
        raise PictureRefused(_what_it_is(content)) from error
    except Exception as error:  # decoders raise whatever a stranger's broken file makes them raise
        raise PictureRefused("damaged") from error
    return image


def _check(size: tuple[int, int]) -> None:
    """Refuse by the size that the header tells, before anything is decoded."""
    width, height = size
    if width * height > MAX_PIXELS:
        raise PictureRefused("too_many_pixels", limit=MAX_PIXELS // 1_000_000)
    if max(size) < MIN_LONG_SIDE or min(_fitted(size)) < MIN_SHORT_SIDE:
        raise PictureRefused("too_small", width=width, height=height, long=MIN_LONG_SIDE)


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """The size within the longest side of a master; nothing is enlarged."""
    width, height = size
    longest = max(size)
    if longest <= LONGEST_SIDE:
        return size
    return round(width * LONGEST_SIDE / longest), round(height * LONGEST_SIDE / longest)


def _what_it_is(content: bytes) -> str:
    if b"<svg" in content[:4096].lower():
        return "svg"
    if content[4:12] in _HEIC:
        return "heic"
    return "damaged" if content.startswith(_SIGNATURES) else "not_a_picture"


def _upright(image: Image.Image) -> Image.Image:
    turn = _TURNS.get(_orientation(image))
    return image if turn is None else image.transpose(turn)


def _orientation(image: Image.Image) -> object:
    # ImageOps.exif_transpose would write all of the camera's notes anew, and fail on a broken one.
    try:
        return image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # what a camera notes about a picture may be broken while the picture is not
        return None
