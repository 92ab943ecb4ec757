"""What the fields of an export hold, of whatever type they are.

Exports pass through tools and hands: a number may stand where words belong, and a list where a date
does. Nothing of that is an error, it is only not what was looked for.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

# What a page, a feed and a database cannot hold; in JSON it can be written all the same.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_DIGITS = re.compile("-?[0-9]{1,15}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Of a longer number Python would make no text again.
_LONGEST_NUMBER = 18
_TRUE: tuple[object, ...] = (True, 1, "1", "true")


def parsed(text: str) -> object:
    """The JSON in this text; raises ValueError (JSONDecodeError if it is none) or RecursionError.

    Control characters within its texts are none of JSON, but do no harm: words() drops them.
    """
    return json.loads(text, strict=False, parse_int=_integer, parse_constant=lambda name: None)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def words(value: object) -> str:
    """A text or a number as text; empty for all else."""
    if isinstance(value, str):
        # True of most texts, and far quicker than to look for what is not.
        if value.isprintable():
            return value
        return _HALVES.sub("\ufffd", _CONTROL.sub("", value))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return ""
    return str(int(value) if value == int(value) else value)


def moment(value: object) -> datetime | None:
    """When that was, in UTC; Ghost wrote milliseconds once, and ISO 8601 since."""
    text = words(value).strip()
    try:
        if _DIGITS.fullmatch(text):
            return _EPOCH + timedelta(milliseconds=int(text))
        found = datetime.fromisoformat(text)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    # At the ends of the calendar there is no other time zone to tell it in.
    return found if 1 < found.year < 9999 else None


@dataclass(frozen=True)
class Row:
    """One row of a table, or one object within it; of several names the first that says a thing."""

    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        for name in names:
            if found := words(self.values.get(name)):
                return found
        return ""

    def moment(self, *names: str) -> datetime | None:
        return next((found for name in names if (found := moment(self.values.get(name)))), None)

    def is_true(self, name: str) -> bool:
        value = self.values.get(name)
        return isinstance(value, bool | int | str) and value in _TRUE

    def number(self, name: str) -> float:
        """Zero where there is none."""
        value = self.values.get(name)
        is_number = isinstance(value, int | float) and math.isfinite(value)
        return float(value) if is_number else 0.0  # type: ignore[arg-type]

    def row(self, name: str) -> "Row":
        value = self.values.get(name)
        return Row(value) if isinstance(value, dict) else Row()

    def rows(self, name: str) -> list["Row"]:
        return rows(self.values.get(name))

    @cached_property
    def id(self) -> str:
        return self.text("id").strip()


def rows(value: object) -> list[Row]:
    """The objects of a list; none of what is no list."""
    return (
        [Row(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    )
