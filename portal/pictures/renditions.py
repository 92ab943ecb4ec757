"""Decides which sizes and crops of a picture there are, and makes those that are missing."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from portal.pictures import names
from portal.pictures.encoding import FORMATS, QUICK, Format, encode
from portal.pictures.picture import Picture, Rendition

type Box = tuple[int, int, int, int]

RATIOS: Mapping[str, Fraction | None] = {
    "original": None,
    "16x9": Fraction(16, 9),
    "4x3": Fraction(4, 3),
    "1x1": Fraction(1),
}
WIDTHS = (320, 480, 640, 800, 960, 1280, 1600)
# Changes with what is to be made, so that every row made by other rules is found by its column.
RECIPE = hashlib.sha256(
    repr((tuple(RATIOS.items()), WIDTHS, [each.extension for each in FORMATS])).encode()
).hexdigest()[:8]


def is_complete(picture: Picture) -> bool:
    return picture.recipe == RECIPE


def crop_box(width: int, height: int, ratio: str, *, focal_x: float, focal_y: float) -> Box:
    """The largest part in a ratio, the focal point as near its centre as the picture allows."""
    proportion = RATIOS[ratio]
    if proportion is None:
        return 0, 0, width, height
    crop_width = max(1, min(width, round(height * proportion)))
    crop_height = max(1, min(height, round(width / proportion)))
    left = _start(focal_x * width, crop_width, width)
    top = _start(focal_y * height, crop_height, height)
    return left, top, left + crop_width, top + crop_height


def box_of(picture: Picture, ratio: str) -> Box:
    return crop_box(
        picture.width, picture.height, ratio, focal_x=picture.focal_x, focal_y=picture.focal_y
    )


def widths_for(crop_width: int) -> tuple[int, ...]:
    """The widths to make of a crop: none wider than it is; one narrower than all keeps its own."""
    return tuple(width for width in WIDTHS if width <= crop_width) or (crop_width,)


def make(picture: Picture, formats: Sequence[Format] = FORMATS) -> Picture:
    """The picture with its renditions in these formats; what was missing gets new names."""
    missing = _missing(picture, formats)
    made: list[Rendition] = []
    if missing:
        generation = names.new_generation()
        master = _master(picture)
        for ratio, formats in missing.items():
            frames = dict(_frames(master, box_of(picture, ratio)))
            for form in formats:
                rendition = Rendition(
                    ratio=ratio,
                    format=form.extension,
                    generation=generation,
                    widths=tuple(sorted(frames)),
                )
                _write(picture, rendition, frames, form)
                made.append(rendition)
    now = replace(picture, renditions=(*picture.renditions, *made))
    return now if _missing(now, FORMATS) else replace(now, recipe=RECIPE)


def make_next(picture: Picture) -> Picture:
    """The picture with what every browser can show; when it has that, with everything."""
    return make(picture, QUICK if _missing(picture, QUICK) else FORMATS)


def discard(made: Picture, *, but: Picture) -> None:
    """Delete the files of renditions that came too late to be used."""
    for rendition in set(made.renditions) - set(but.renditions):
        for width in rendition.widths:
            default_storage.delete(rendition.name(made.name, width=width))


def _missing(picture: Picture, formats: Sequence[Format]) -> dict[str, list[Format]]:
    there = {(each.ratio, each.format) for each in picture.renditions}
    missing = {
        ratio: [form for form in formats if (ratio, form.extension) not in there]
        for ratio in RATIOS
    }
    return {ratio: formats for ratio, formats in missing.items() if formats}


def _master(picture: Picture) -> Image.Image:
    # Decoded once, and whole: the widest square needs most of the pixels that a master has.
    with (
        default_storage.open(picture.name) as file,
        Image.open(file, formats=("JPEG", "PNG")) as master,
    ):
        master.load()
        return master.copy()


def _frames(master: Image.Image, box: Box) -> Iterator[tuple[int, Image.Image]]:
    """A crop in all its widths, widest first: each is made of the one before, which is quicker."""
    width, height = box[2] - box[0], box[3] - box[1]
    frame = master.crop(box)
    for step in sorted(widths_for(width), reverse=True):
        size = (step, max(1, round(step * height / width)))
        if size != frame.size:
            frame = frame.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield step, frame


def _write(
    picture: Picture, rendition: Rendition, frames: Mapping[int, Image.Image], form: Format
) -> None:
    for width, frame in frames.items():
        default_storage.save(
            rendition.name(picture.name, width=width), ContentFile(encode(frame, form))
        )


def _start(focal: float, length: int, whole: int) -> int:
    return min(max(0, round(focal - length / 2)), whole - length)
