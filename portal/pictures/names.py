"""Names of picture files: 128 random bits, so nobody guesses the pictures of a story to come.

A name never gets other bytes, so whoever has a file may keep it: new crops get a new generation.
"""

import re
import secrets

_NAME = re.compile(
    r"pictures/[0-9a-f]{2}/[0-9a-f]{32}/(?:master|[0-9a-f]{8}/[0-9a-z]{1,20}-[0-9]{1,5})\.[a-z]{3,4}"
)


def new_master(extension: str) -> str:
    token = secrets.token_hex(16)
    return f"pictures/{token[:2]}/{token}/master.{extension}"


def new_generation() -> str:
    return secrets.token_hex(4)


def rendition(master: str, *, generation: str, ratio: str, width: int, extension: str) -> str:
    return f"{master.rpartition('/')[0]}/{generation}/{ratio}-{width}.{extension}"


def is_name(path: str) -> bool:
    """Whether a path is one that this module makes, and so leads nowhere else."""
    return _NAME.fullmatch(path) is not None
