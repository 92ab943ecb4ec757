"""Names of one picture in its sizes: `a.jpg`, `a-300x200.jpg`, `a-scaled.jpg`, `a-rotated.jpg`."""

import re
import unicodedata
from dataclasses import dataclass

# WordPress makes a copy of 2560 pixels of what is larger, and turns what lies on its side.
_SIZE = re.compile(r"-(?:(?P<width>\d{1,5})x(?P<height>\d{1,5})|scaled|rotated)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sized:
    """The name of a file without its size: `base`, which is alike for all sizes of one picture.

    `pixels` is nothing where the name does not say how many; `is_original` where it has no size.
    """

    base: str
    is_original: bool
    pixels: int | None = None


def folded(name: str) -> str:
    """Alike for names that differ in case, or in how their letters are put together."""
    return unicodedata.normalize("NFC", name.casefold())


def sized(name: str) -> Sized:
    """What the name of a file says of its size."""
    stem, point, extension = name.rpartition(".")
    if not point:
        stem, extension = name, ""
    found = _SIZE.search(stem)
    if not found:
        return Sized(base=folded(name), is_original=True)
    base = folded(stem[: found.start()] + point + extension)
    if found["width"] is None:
        return Sized(base=base, is_original=False)
    return Sized(base=base, is_original=False, pixels=int(found["width"]) * int(found["height"]))


def closest(wanted: str, names: tuple[str, ...]) -> str | None:
    """Of names that have the base of this one, the one that should stand for it.

    Itself, in any case; else the original, else the largest size.
    """
    return max(names, key=lambda name: _worth(name, wanted=folded(wanted)), default=None)


def _worth(name: str, *, wanted: str) -> tuple[bool, bool, bool, int, str]:
    size = sized(name)
    has_all = size.pixels is None  # "scaled" and "rotated" are as large as they can be
    return folded(name) == wanted, size.is_original, has_all, size.pixels or 0, name
