"""Which forms a form goes on with: their keys, and up to which number it has their words."""

from typing import Any
from uuid import UUID

from django import forms

# As many as a form that is refused again and again names.
MOST = 20
MOST_NUMBER = 2**31 - 1


def written(continues: tuple[tuple[UUID, int], ...]) -> str:
    return ",".join(f"{key}:{number}" for key, number in continues[-MOST:])


def read(text: str) -> tuple[tuple[UUID, int], ...]:
    """What `written` wrote; what does not read so is left out."""
    found = []
    for part in text.split(",")[-MOST:]:
        key, _colon, number = part.partition(":")
        if number.isdecimal() and len(number) < 12:
            try:
                found.append((UUID(key), min(int(number), MOST_NUMBER)))
            except ValueError:
                continue
    return tuple(found)


class WindowsField(forms.CharField):
    def clean(self, value: Any) -> tuple[tuple[UUID, int], ...]:
        return read(value or "")
