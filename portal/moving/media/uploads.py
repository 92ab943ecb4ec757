"""Finds the files of the old site in a copy of its folder of uploads, and nothing outside of it."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from portal.moving.media.fetched import Fetched, Refused, without
from portal.moving.media.sizes import closest, folded, sized

LONGEST_ADDRESS, MOST_SEGMENTS, LONGEST_NAME = 4_000, 40, 255
# Where a copy that was made further up has the uploads; Ghost has them in parts of its content.
_INSIDE = ("wp-content/uploads", "app/uploads", "content", "uploads")
# What stands in an address before the name that the folder knows, the surest first.
_MARKERS = ("uploads", "content", "files", "images", "media")
_SIZE_OF_GHOST = re.compile(r"/size/[wh\d]{2,12}/(?:format/\w{1,9}/)?")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]|^\.|^[A-Za-z]:")
# What a copy that was made further up has beside pictures, and nobody may have.
_SECRETS = frozenset({
    "php", "phtml", "phar", "inc", "sql", "log", "env", "ini", "conf", "cnf", "bak", "old", "sh",
    "py", "key", "pem", "yml", "yaml", "json", "db", "sqlite", "sqlite3",
})  # fmt: skip
# Listings of folders that are kept; a folder of a month has some thousand names.
_KEPT_LISTINGS = 64

Listing = Mapping[str, tuple[str, ...]]


class Uploads:
    """A copy of `wp-content/uploads`, of one site or of a whole network."""

    def __init__(self, folder: Path) -> None:
        self._folder = _uploads_in(folder.resolve())
        self._listing = lru_cache(maxsize=_KEPT_LISTINGS)(_listing)

    def find(self, address: str) -> Path | None:
        """The file of an address of the old site, or of a path below its uploads.

        Where it is not here in its size, its original stands for it; without that, its largest.
        """
        found = (self._exactly(segments) or self._nearly(segments) for segments in _places(address))
        path = next(filter(None, found), None)
        return path if path and path.suffix.lower().removeprefix(".") not in _SECRETS else None

    def fetch(self, addresses: Iterable[str]) -> Iterator[Fetched]:
        """What is found at each address, told as of files that are fetched."""
        for address in addresses:
            if path := self.find(address):
                yield Fetched(address=address, path=path, size=path.stat().st_size)
            else:
                yield without(address, Refused("absent"))

    def _exactly(self, segments: tuple[str, ...]) -> Path | None:
        found = _resolved(self._folder.joinpath(*segments), within=self._folder)
        return found if found and found.is_file() else None

    def _nearly(self, segments: tuple[str, ...]) -> Path | None:
        *folders, wanted = segments
        path: Path | None = self._folder
        for folder in folders:
            names = self._listing(path) if path else {}
            alike = (each for each in names.get(sized(folder).base, ()) if _is_same(each, folder))
            path = self._inside(path, next(alike, None))
        names = self._listing(path) if path else {}
        found = self._inside(path, closest(wanted, names.get(sized(wanted).base, ())))
        return found if found and found.is_file() else None

    def _inside(self, path: Path | None, name: str | None) -> Path | None:
        return _resolved(path / name, within=self._folder) if path and name else None


def _uploads_in(folder: Path) -> Path:
    """Where the uploads are; what lies beside them may have passwords in it."""
    if any(folder.glob("[12][0-9][0-9][0-9]")):
        return folder
    inside = (_resolved(folder / each, within=folder) for each in _INSIDE)
    return next((each for each in inside if each and each.is_dir()), folder)


def _places(address: str) -> Iterator[tuple[str, ...]]:
    """Where below a folder of uploads a file may lie, the likeliest place first."""
    if len(address) > LONGEST_ADDRESS:
        return
    try:
        parts = urlsplit(address.strip())
        written = _SIZE_OF_GHOST.sub("/", parts.path)
        decoded = os.fsdecode(unquote_to_bytes(written))
    except ValueError:
        return
    if parts.scheme not in ("", "http", "https"):
        return
    # Some systems keep the letters of a name as the signs that stand for them in an address.
    for path in dict.fromkeys((decoded, written)):
        segments = tuple(segment for segment in path.split("/") if segment)
        if segments and len(segments) <= MOST_SEGMENTS and all(map(_is_allowed, segments)):
            yield from _below(segments, is_relative=not parts.netloc)


def _is_allowed(segment: str) -> bool:
    return not _FORBIDDEN.search(segment) and len(os.fsencode(segment)) <= LONGEST_NAME


def _below(segments: tuple[str, ...], *, is_relative: bool) -> Iterator[tuple[str, ...]]:
    if is_relative:
        yield segments
    folders = [segment.lower() for segment in segments[:-1]]
    marker = next((each for each in _MARKERS if each in folders), None)
    if marker is None:
        return
    rest = segments[folders.index(marker) + 1 :]
    yield rest
    # A copy of one site of a network begins below its number, one of Ghost below its kinds.
    if len(rest) > 2 and rest[0] == "sites" and rest[1].isdigit():
        yield rest[2:]
    elif marker == "content" and len(rest) > 1:
        yield rest[1:]


def _resolved(path: Path, *, within: Path) -> Path | None:
    """What is at this path, wherever links lead, if that is within the folder."""
    try:
        found = path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    return found if found.is_relative_to(within) else None


def _listing(folder: Path) -> Listing:
    """The names in a folder, by what is alike for all sizes of one picture."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    try:
        for name in sorted(each.name for each in folder.iterdir()):
            if _is_allowed(name):
                found[sized(name).base].append(name)
    except OSError:
        return {}
    return {base: tuple(names) for base, names in found.items()}


def _is_same(name: str, wanted: str) -> bool:
    return folded(name) == folded(wanted)
