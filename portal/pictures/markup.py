"""What a page says of a picture: only files that exist; without its crops it is shown uncropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.utils.safestring import SafeString

from portal.pictures.encoding import FORMATS
from portal.pictures.picture import Picture, Rendition
from portal.pictures.renditions import WIDTHS, box_of

# The first is painted with the text around it; no other may hold that up while it is decoded.
_LOADING = {
    "lazy": ['loading="lazy"', 'decoding="async"'],
    "eager": ['decoding="async"'],
    "first": ['fetchpriority="high"', 'decoding="sync"'],
}
# For what does not choose among several formats and widths.
PLAIN, PLAIN_WIDTH = FORMATS[-1].extension, 960


@dataclass(frozen=True, kw_only=True)
class Still:
    """One file, with the size it is to be shown in or announced with."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All that is printed of a picture."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    css_class: str
    loading: str


def sources(
    picture: Picture,
    ratio: str = "original",
    *,
    alt: str,
    sizes: str = "100vw",
    css_class: str = "",
    loading: str = "lazy",
) -> Shown:
    """The picture in a ratio or, until that is made, its own.

    `loading` is "lazy", "eager" for what every page begins with, or "first" for the one picture of
    a page that is asked for before all others, and named in its head by `preload`.
    """
    files = _Files.of(picture, ratio)
    largest = files.still(max(WIDTHS))
    return Shown(
        sources=tuple(
            Source(type=form.type, srcset=files.srcset(form.extension))
            for form in FORMATS[:-1]
            if form.extension in files.made
        ),
        src=files.still(PLAIN_WIDTH).url,
        srcset=files.srcset(PLAIN) if PLAIN in files.made else "",
        sizes=sizes,
        width=largest.width,
        height=largest.height,
        alt=alt,
        css_class=css_class,
        loading=loading,
    )


def render(
    picture: Picture | None,
    ratio: str = "original",
    *,
    alt: str,
    sizes: str = "100vw",
    css_class: str = "",
    loading: str = "lazy",
) -> SafeString:
    """What the template tag prints; nothing without a picture.

    Remembered by all that it is made of: the front page has forty pictures, at 250 µs each. Not
    where addresses are signed, as a signature has its time.
    """
    if picture is None:
        return SafeString("")
    stem = prefix()
    write = _written.__wrapped__ if stem is None else _written
    return write(picture, ratio, stem, alt, sizes, css_class, loading)


@lru_cache(maxsize=4096)
def _written(
    picture: Picture, ratio: str, _stem: str | None, alt: str, sizes: str, css: str, loading: str
) -> SafeString:
    shown = sources(picture, ratio, alt=alt, sizes=sizes, css_class=css, loading=loading)
    return SafeString("\n".join(["<picture>", *_lines(shown), "</picture>"]))


def _lines(shown: Shown) -> Iterator[str]:
    sizes = escape(shown.sizes)
    for each in shown.sources:
        yield f'<source type="{each.type}" srcset="{escape(each.srcset)}" sizes="{sizes}">'
    attributes = [f'src="{escape(shown.src)}"']
    if shown.srcset:
        attributes += [f'srcset="{escape(shown.srcset)}"', f'sizes="{sizes}"']
    attributes += [
        f'width="{shown.width}"',
        f'height="{shown.height}"',
        f'alt="{escape(shown.alt)}"',
    ]
    if shown.css_class:
        attributes.append(f'class="{escape(shown.css_class)}"')
    attributes += _LOADING[shown.loading]
    yield f"<img {' '.join(attributes)}>"


def preload(picture: Picture | None, ratio: str = "original", *, sizes: str) -> SafeString:
    """What names a picture in the head of a page, in the best format that there is of it.

    Without it a browser comes to the picture only after what stands above. One that cannot read the
    format leaves the link alone.
    """
    if picture is None:
        return SafeString("")
    shown = sources(picture, ratio, alt="", sizes=sizes)
    plain = [Source(type=FORMATS[-1].type, srcset=shown.srcset)] if shown.srcset else []
    best = next(iter([*shown.sources, *plain]), None)
    if best is None:
        what = f'href="{escape(shown.src)}"'
    else:
        srcset = escape(best.srcset)
        what = f'type="{best.type}" imagesrcset="{srcset}" imagesizes="{escape(sizes)}"'
    return SafeString(f'<link rel="preload" as="image" {what} fetchpriority="high">')


def still(picture: Picture, ratio: str = "original", *, width: int) -> Still:
    """The JPEG nearest above a width, for who wants one address: feeds, search, social networks."""
    stem = prefix()
    find = _still.__wrapped__ if stem is None else _still
    return find(picture, ratio, stem, width)


@lru_cache(maxsize=4096)
def _still(picture: Picture, ratio: str, _stem: str | None, width: int) -> Still:
    return _Files.of(picture, ratio).still(width)


def url(picture: Picture, ratio: str = "original", *, width: int) -> str:
    return still(picture, ratio, width=width).url


@dataclass(frozen=True)
class _Files:
    """What there is of a ratio, by format; or else of the picture's own, which may be nothing."""

    picture: Picture
    ratio: str
    made: dict[str, Rendition]
    stem: str | None

    @classmethod
    def of(cls, picture: Picture, ratio: str) -> Self:
        made = {each.format: each for each in picture.renditions if each.ratio == ratio}
        if PLAIN not in made and ratio != "original":
            return cls.of(picture, "original")
        return cls(picture, ratio, made, prefix())

    def address(self, name: str) -> str:
        return default_storage.url(name) if self.stem is None else self.stem + name

    def still(self, width: int) -> Still:
        picture, rendition = self.picture, self.made.get(PLAIN)
        if rendition is None:
            return Still(url=self.address(picture.name), width=picture.width, height=picture.height)
        wide_enough = [each for each in rendition.widths if each >= width]
        chosen = min(wide_enough, default=max(rendition.widths))
        left, top, right, bottom = box_of(picture, self.ratio)
        return Still(
            url=self.address(rendition.name(picture.name, width=chosen)),
            width=chosen,
            height=max(1, round(chosen * (bottom - top) / (right - left))),
        )

    def srcset(self, form: str) -> str:
        rendition = self.made[form]
        return ", ".join(
            f"{self.address(rendition.name(self.picture.name, width=width))} {width}w"
            for width in rendition.widths
        )


def prefix() -> str | None:
    """What stands before the names of all pictures in their addresses; nothing if each is signed.

    Names need no quoting, so unless the storage signs each address it is asked once: a page of
    twenty cards has 260 of them, at 20 µs each.
    """
    return _prefix_of(storages["default"], settings.MEDIA_URL)


@lru_cache(maxsize=8)
def _prefix_of(storage: Storage, _media_url: str) -> str | None:
    address = storage.url("probe")
    return address.removesuffix("probe") if address.endswith("probe") else None
