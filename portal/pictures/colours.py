"""Brings the pixels of any camera or program to 8 bits in sRGB, which every screen shows alike."""

from io import BytesIO

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")


def in_eight_bits(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled; RGBA where anything may be transparent."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Pillow would clip 16 bits to white instead of scaling them.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in RGB or RGBA, by its colour profile where it has one that fits."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError):
            # The profile is for other colours than these pixels: plain colours beat no picture.
            pass
    return image.convert(mode)


def has_transparent_parts(image: Image.Image) -> bool:
    return "A" in image.getbands() and image.getchannel("A").getextrema() != (255, 255)
