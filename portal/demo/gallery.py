"""Draws pictures and makes all their sizes, several at a time; no database is involved."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from django.core.files.base import ContentFile

from portal.demo import drawing
from portal.pictures import intake, renditions
from portal.pictures.picture import NewPicture, Picture
from portal.pictures.storage import store

type Paint = Callable[[str], bytes]
# The place that every crop keeps: shares of width and height.
type Focal = tuple[float, float]


def paint(key: str) -> bytes:
    """The scene or portrait of this name, as the bytes of a file."""
    return drawing.scene(key) if key in drawing.SCENES else drawing.portrait(key)


def hang(keys: Mapping[str, Focal], *, paint: Paint) -> Iterator[tuple[str, Picture]]:
    """Each picture, stored with all its sizes, as soon as it is ready."""
    # Pillow works outside of Python's lock: threads use all cores.
    pool = ThreadPoolExecutor(max_workers=os.cpu_count())
    try:
        asked: dict[Future[Picture], str] = {
            pool.submit(_make, key, focal, paint): key for key, focal in keys.items()
        }
        for done in as_completed(asked):
            yield asked[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _make(key: str, focal: Focal, paint: Paint) -> Picture:
    """The same intake as for an upload; what every browser shows is made at once, so that the first page looks as it should."""
    taken = intake.read(ContentFile(paint(key)))
    return renditions.make_next(store(NewPicture(intake=taken, focal_x=focal[0], focal_y=focal[1])))
