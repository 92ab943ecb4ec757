"""Pictures of known content, made in memory."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(size=(400, 300), *, mode="RGB", left=RED, right=BLUE):
    """A picture that is red on its left and blue on its right."""
    image = Image.new("RGB", size, right)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def data(image=None, form="JPEG", **options):
    written = BytesIO()
    (image or halves()).save(written, form, **options)
    return written.getvalue()


def upload(content=None, name="photo.jpg"):
    return SimpleUploadedFile(name, data() if content is None else content)


def opened(content):
    return Image.open(BytesIO(content))


def png_that_claims(width, height):
    """A PNG of a few bytes whose header speaks of many pixels."""

    def chunk(kind, content):
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def near(one, other, *, by=12):
    """Whether two colours look alike: JPEG never gives back quite what it got."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
