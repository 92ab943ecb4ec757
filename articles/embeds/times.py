"""The moment at which a video begins, and what else its address may carry."""

import re
from collections.abc import Mapping

_TIME = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)


def seconds(text: str | None) -> int:
    """Of “90”, “90s” or “1h2m3s”; 0 of anything else."""
    found = _TIME.fullmatch(text or "")
    hours, minutes, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return 3600 * hours + 60 * minutes + rest


def youtube_start(parts: Mapping[str, str | None]) -> dict[str, str]:
    since = seconds(parts["since"])
    return {"t": f"&t={since}s", "start": f"?start={since}"} if since else {"t": "", "start": ""}


def vimeo_extras(parts: Mapping[str, str | None]) -> dict[str, str]:
    """A video that is not listed is found only with the key that its address ends in."""
    key = parts["hash"]
    return {"slash_hash": f"/{key}", "h": f"&h={key}"} if key else {"slash_hash": "", "h": ""}
