"""What somebody else saved while a form was open, beside what was typed into it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles.forms.content import PLAIN, ROWS, ContentForm, shown


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field as both have it, as words."""

    label: str
    theirs: str
    yours: str


def differences(form: ContentForm) -> list[Difference]:
    """The fields in which a form that was refused differs from what is saved, in its order."""
    theirs, yours = shown(form.before), shown(form.content())
    names = {*PLAIN, *ROWS, "other_categories"}
    return [
        Difference(
            label=str(field.label),
            theirs=_words(form, name, theirs[name]),
            yours=_words(form, name, yours[name]),
        )
        for name, field in form.fields.items()
        if name in names and theirs[name] != yours[name]
    ]


def _words(form: ContentForm, name: str, value: Any) -> str:
    field: Any = form.fields[name]
    if name == "body":
        return "\n\n".join(line for line in strip_tags(_paragraphs(value)).split("\n") if line)
    if name == "credits":
        return ", ".join(line.name for line in field.prepare_value(value))
    if name in ("category", "other_categories"):
        chosen = {str(value)} if isinstance(value, int) else {str(each) for each in value or ()}
        return ", ".join(str(label) for key, label in _choices(field.choices) if str(key) in chosen)
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value) if value else ""


def _choices(choices: Any) -> Any:
    for key, label in choices:
        if isinstance(label, list):
            yield from label
        else:
            yield key, label


def _paragraphs(text: str) -> str:
    for tag in ("</p>", "</h2>", "</h3>", "</li>", "<br>", "</figcaption>", "</td>"):
        text = text.replace(tag, f"{tag}\n")
    return text
