"""Uploads that come before their words: masters that wait a day for the form they belong to.

While somebody describes a picture it is on its way already, and is refused before they are done.
"""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from django.core import signing
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.pictures import intake
from portal.pictures.intake import Intake

# The site serves nothing of it, and a web server in front only what has a name that nobody guesses.
FOLDER = "pictures/waiting"
KEPT_FOR = timedelta(days=1)
SALT = "portal.pictures.waiting"


class Waiting(SimpleUploadedFile):
    """A file of a form that was read when it came."""

    def __init__(self, read: Intake) -> None:
        super().__init__(f"waiting.{read.extension}", read.master)
        self.intake = read


def keep(upload: File, *, owner: int) -> str:
    """Put the master of an upload aside; the token it is fetched by, or PictureRefused."""
    read = intake.read(upload)
    name = f"{FOLDER}/{secrets.token_hex(16)}.{read.extension}"
    name = default_storage.save(name, ContentFile(read.master))
    return signing.dumps([owner, name, read.width, read.height], salt=SALT)


def fetch(token: str, *, owner: int) -> Waiting | None:
    """What waits under a token of this owner's, if it still does."""
    if not (found := _read(token, owner)):
        return None
    name, width, height = found
    try:
        with default_storage.open(name) as file:
            master = file.read()
    except OSError:
        return None
    extension = name.rpartition(".")[2]
    return Waiting(Intake(master=master, width=width, height=height, extension=extension))


def forget(token: str, *, owner: int) -> None:
    """Once it is stored under its own name, or its writer chose another."""
    if found := _read(token, owner):
        default_storage.delete(found[0])


def clear(at: datetime | None = None) -> int:
    """Remove what nobody came for; says how many files that were."""
    oldest = (at or timezone.now()) - KEPT_FOR
    try:
        files = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    names = [f"{FOLDER}/{file}" for file in files]
    old = [name for name in names if _kept_since(name) < oldest]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _kept_since(name: str) -> datetime:
    with suppress(FileNotFoundError):
        return default_storage.get_modified_time(name)
    # Somebody came for it just now.
    return timezone.now()


def _read(token: str, owner: int) -> tuple[str, int, int] | None:
    try:
        whose, name, width, height = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return (name, width, height) if whose == owner else None
