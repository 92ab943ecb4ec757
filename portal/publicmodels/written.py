"""What somebody wrote into a form that could not be taken: given back, to be copied."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.db import models
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags
from django.utils.text import capfirst

# To be written in, on pages that are not the form of a model.
BOXES = frozenset({"text", "note", "reason"})


@dataclass(frozen=True, kw_only=True)
class Written:
    label: str
    text: str

    @property
    def rows(self) -> int:
        """Of a text area: some for a line, many for a text."""
        return 20 if len(self.text) > 200 else 3


def written(sent: MultiValueDict[str, str], desk: ModelAdmin[Any] | None) -> list[Written]:
    """What was sent from each field that people write in, in the order of the form.

    `desk` is the admin of the model that the form is of, if it is of one. Of fields that it does
    not know, what has several words. Never a password, and nothing that was chosen or pressed.
    """
    labels = dict(_labels(desk)) if desk else {}
    return [
        Written(label=labels.get(name) or _worded(name), text=value.strip())
        for name, values in sent.lists()
        if not name.startswith("_") and "password" not in name.lower()
        for value in values
        if _says_something(value) and (name in labels or name in BOXES or len(value.split()) > 1)
    ]


def _says_something(value: str) -> bool:
    """An editor that nobody wrote in sends an empty paragraph."""
    return bool(strip_tags(value).strip()) or "<img" in value


def _worded(name: str) -> str:
    return capfirst(name.replace("_", " ").replace("-", " "))


def _labels(desk: ModelAdmin[Any]) -> Iterator[tuple[str, str]]:
    declared = desk.form.base_fields
    for field in desk.model._meta.fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        if is_text and field.name not in declared:
            yield field.name, capfirst(str(field.verbose_name))
    for name, shown in declared.items():
        if isinstance(shown, forms.CharField) and not shown.widget.is_hidden:
            yield name, str(shown.label or _worded(name))
