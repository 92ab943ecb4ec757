"""How moments are written, for readers and for machines, in the time of the newspaper."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import NamedTuple

from django.utils import formats, timezone
from django.utils.translation import get_language


class Written(NamedTuple):
    iso: str
    printed: str


def iso(moment: datetime) -> str:
    """To the second, where the `c` of `date` gives six digits more than HTML allows.

    https://html.spec.whatwg.org/#valid-time-string
    """
    return timezone.localtime(moment).isoformat(timespec="seconds")


def printed(moment: datetime, form: str) -> str:
    """In one of the site's formats, such as DATE_FORMAT."""
    return writer(form)(moment).printed


def writer(form: str) -> Callable[[datetime], Written]:
    """What writes many moments in one of the site's formats.

    They are remembered: a page has up to two hundred, and Django takes 35 µs for each.
    """
    return partial(_written, form, timezone.get_current_timezone(), get_language())


@lru_cache(maxsize=10_000)
def _written(form: str, zone: tzinfo, _language: str | None, moment: datetime) -> Written:
    local = timezone.localtime(moment, zone)
    return Written(local.isoformat(timespec="seconds"), formats.date_format(local, form))
