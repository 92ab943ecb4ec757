"""The form field of a picture: a file, the point that every crop keeps, a way to remove both."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from portal.pictures import intake
from portal.pictures.intake import Intake
from portal.pictures.picture import NewPicture, Picture
from portal.pictures.waiting import Waiting
from portal.pictures.widgets import PictureInput, Posted

_PERCENT_MESSAGE = _(
    "The focal point is a place in the picture, in percent: whole numbers from 0 to 100."
)


class PictureFormField(forms.FileField):
    """Cleans to the present picture, its focal point perhaps moved; to a NewPicture; or to None."""

    widget = PictureInput
    percent = forms.IntegerField(
        min_value=0,
        max_value=100,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _PERCENT_MESSAGE),
    )

    def clean(self, data: Any, initial: Picture | None = None) -> Picture | NewPicture | None:
        if self.disabled:
            return initial
        data = data or Posted()
        if data.clear and data.upload and not self.required:
            raise ValidationError(self.error_messages["contradiction"], code="contradiction")
        if data.upload:
            x, y = self._focal(data, None)
            return NewPicture(intake=_read(data.upload), focal_x=x, focal_y=y)
        if data.clear and not self.required:
            return None
        if initial:
            return initial.with_focal(*self._focal(data, initial))
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def bound_data(self, data: Any, initial: Any) -> Any:
        return replace(data, present=initial) if isinstance(data, Posted) else initial

    def has_changed(self, initial: Picture | None, data: Any) -> bool:
        if self.disabled or not isinstance(data, Posted):
            return False
        if data.upload or (data.clear and initial):
            return True
        try:
            return initial is not None and initial != initial.with_focal(
                *self._focal(data, initial)
            )
        except ValidationError:
            return True

    def _focal(self, data: Posted, initial: Picture | None) -> tuple[float, float]:
        """What was typed; what was left as shown keeps all its decimals."""
        before = (initial.focal_x, initial.focal_y) if initial else (0.5, 0.5)
        x, y = (
            was
            if (percent := self.percent.clean(typed)) in (None, round(was * 100))
            else percent / 100
            for typed, was in zip((data.focal_x, data.focal_y), before, strict=True)
        )
        return x, y


def _read(upload: File) -> Intake:
    return upload.intake if isinstance(upload, Waiting) else intake.read(upload)
