"""A form as one window of several: its key, those that it goes on with, who took it over."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.autosaves import Window
from articles.models import FormSession

# Fields that tell of the form, and not of the story.
OF_THE_FORM = {"session", "number", "continues"}
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


def as_sent(session: FormSession) -> MultiValueDict[str, str]:
    """What a form holds, as a form reads it; based on the newest revision that it contains."""
    base = {"base_revision": [str(session.based_on_id)]} if session.based_on_id else {}
    return MultiValueDict({name: list(values) for name, values in session.fields.items()} | base)


class WindowForm(forms.ModelForm):
    """A form that says which window it is; `number` is that of what it sends.

    One that goes on with what was typed earlier and not saved is not judged before it is sent.
    """

    session = forms.UUIDField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_NUMBER, widget=forms.HiddenInput
    )
    continues = WindowsField(required=False, widget=forms.HiddenInput)
    # What was typed earlier and not saved, and is gone on with.
    continued: FormSession | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if self.continued and not args and kwargs.get("data") is None:
            kwargs["data"] = as_sent(self.continued)
        else:
            self.continued = None
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if self.continued:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @cached_property
    def changed_data(self) -> list[str]:
        """What the admin's log names."""
        return [name for name in super().changed_data if name not in OF_THE_FORM]

    @cached_property
    def own_session(self) -> FormSession | None:
        """This form as the newsroom knows it."""
        window = self.window()
        return FormSession.objects.filter(key=window.key).first() if window else None

    def window(self) -> Window | None:
        """This form by its key, if it has one."""
        key, continues = self.cleaned_data.get("session"), self.cleaned_data.get("continues")
        return Window(key=key, continues=continues or ()) if key else None

    def refuse_if_taken_over(self) -> None:
        session = self.own_session
        if session is None or session.taken_over_at is None:
            return
        params = {
            "name": session.taken_over_by_name,
            "moment": date_format(timezone.localtime(session.taken_over_at), "TIME_FORMAT"),
        }
        message = _(
            "%(name)s took this story over (%(moment)s), so yours was not saved yet. It stands"
            " below, as you typed it. Talk to each other, or take it back."
        )
        raise ValidationError(message, params=params, code="taken_over")
