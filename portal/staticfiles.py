"""How static files are collected: hashed, compressed, and each style sheet whole."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("([\w.-]+)"\);\n')

type Found = dict[str, tuple[Storage, str]]


class WholeStylesheets(CompressedManifestStaticFilesStorage):
    """Puts what a style sheet imports into the place of the import.

    A browser finds an import only after it has fetched who imports, which costs a reader on a phone
    a round trip before anything shows. Imports name files beside the one that imports, without a
    condition; every other form is left as it is.
    """

    def post_process(self, paths: Found, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = paths | {
                name: self._whole(name, paths) for name in paths if _imports(name, paths)
            }
        yield from super().post_process(paths, dry_run, **options)

    def _whole(self, name: str, paths: Found) -> tuple[Storage, str]:
        def imported(found: re.Match[str]) -> str:
            beside = posixpath.join(posixpath.dirname(name), found[1])
            # Django tells of one that is missing.
            return _text(beside, paths) if beside in paths else found[0]

        text = _IMPORT.sub(imported, _text(name, paths))
        self.delete(name)
        self.save(name, ContentFile(text.encode()))
        return self, name


def _imports(name: str, paths: Found) -> bool:
    return name.endswith(".css") and _IMPORT.search(_text(name, paths)) is not None


def _text(name: str, paths: Found) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def collect_if_changed() -> bool:
    """Whether they had changed since they were collected; remembered only once that succeeded."""
    stamp = settings.STATIC_ROOT.with_name("static.stamp")
    now = _fingerprint()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Of the name, size and date of every file, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for line in sorted(_files()):
        digest.update(line.encode())
    return digest.hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            modified = storage.get_modified_time(path).timestamp()
            yield f"{path} {storage.size(path)} {modified}\n"
