"""What an answer to our request means: the file, a part of it, or a reason to have none."""

import re
import ssl
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from portal.moving.media.fetched import MayPass, Refused
from portal.moving.media.parts import Note

REDIRECTS = (301, 302, 303, 307, 308)
_GONE, _FORBIDDEN, _BUSY = (404, 410), (401, 402, 403, 451), (429, 503)
_MAY_PASS = (408, 425, 500, 502, 504)
_SECONDS = re.compile(r"\d{1,9}")
_NUMBER = re.compile(r"\d{1,15}")
_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15}|\*)")
# What another try, or another day, may not meet again.
_OF_THE_WAY = (NewConnectionError, ConnectTimeoutError, ProtocolError, ProxyError, SSLError)
_PAGES = ("text/html", "application/xhtml+xml")


class Busy(MayPass):
    """A server that asks to be left alone for so many seconds, or does not say how many."""

    def __init__(self, *, host: str, seconds: float | None) -> None:
        super().__init__("busy", host=host)
        self.host, self.seconds = host, seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """What follows an answer: the bytes from `start` on, of a file of `note`."""

    start: int
    note: Note


def body(answer: BaseHTTPResponse, *, host: str, asked_from: int, most_bytes: int) -> Body:
    """What this answer brings, if it is the file that was asked for; refused if not."""
    _check_status(answer, host=host)
    _check_form(answer, host=host)
    start, total = 0, _length(answer)
    if answer.status == 206:
        start, total = _range(answer, host=host)
        if start != asked_from or not start:
            raise MayPass("answer", host=host)
    if total is not None and total > most_bytes:
        raise Refused("too_large", limit=most_bytes)
    return Body(start=start, note=Note(validator=_validator(answer), total=total))


def refusal(error: HTTPError, *, host: str, silence: float) -> Refused:
    """What an error of the connection means for the file."""
    if isinstance(error, SSLError) and _is_of_the_certificate(error):
        return Refused("certificate", host=host)
    if isinstance(error, ReadTimeoutError):
        return MayPass("silent", host=host, seconds=round(silence))
    if isinstance(error, _OF_THE_WAY):
        return MayPass("connection", host=host)
    return Refused("answer", host=host)


def _check_status(answer: BaseHTTPResponse, *, host: str) -> None:
    status = answer.status
    if status in (200, 206):
        return
    if status in _GONE:
        raise Refused("gone", status=status)
    if status in _FORBIDDEN:
        raise Refused("forbidden", status=status)
    if status in _BUSY:
        raise Busy(host=host, seconds=_retry_after(answer.headers.get("Retry-After", "")))
    if status == 416:  # the part that is here is not of the file that is there
        raise MayPass("answer", host=host)
    kind = MayPass if status in _MAY_PASS else Refused
    raise kind("failing" if status >= 500 else "status", host=host, status=status)


def _check_form(answer: BaseHTTPResponse, *, host: str) -> None:
    """Refuse what would have to be unpacked, which may become a thousand times as long."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    transfer = answer.headers.get("Transfer-Encoding", "").strip().lower()
    if encoding not in ("", "identity") or transfer not in ("", "chunked", "identity"):
        raise Refused("encoded", host=host)
    if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() in _PAGES:
        raise Refused("page")


def _length(answer: BaseHTTPResponse) -> int | None:
    length = answer.headers.get("Content-Length", "").strip()
    is_chunked = "Transfer-Encoding" in answer.headers
    return int(length) if _NUMBER.fullmatch(length) and not is_chunked else None


def _range(answer: BaseHTTPResponse, *, host: str) -> tuple[int, int | None]:
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip().lower())
    if found is None:
        raise MayPass("answer", host=host)
    start, total = found.groups()
    return int(start), None if total == "*" else int(total)


def _validator(answer: BaseHTTPResponse) -> str:
    """What tells one file from another that takes its place; empty where nothing surely does."""
    etag = answer.headers.get("ETag", "").strip()
    if etag.startswith('"') and etag.isascii() and etag.isprintable():
        return etag
    # A file that changed twice within the second of this answer would have the same date.
    modified = answer.headers.get("Last-Modified", "").strip()
    is_usable = modified.isascii() and modified.isprintable()
    return modified if is_usable and modified != answer.headers.get("Date") else ""


def _retry_after(value: str) -> float | None:
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _is_of_the_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.CertificateError):
            return True
        inner = next((each for each in error.args if isinstance(each, BaseException)), None)
        error = inner or error.__cause__
    return False
