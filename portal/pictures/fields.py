"""One column per picture, one value in Python: `Picture`, `NewPicture` until saved, or None."""

import json
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform

from portal.pictures.forms import PictureFormField
from portal.pictures.picture import NewPicture, Picture, as_json, from_json
from portal.pictures.storage import store


class PictureField(models.JSONField):
    """A JSON column that holds one picture; saving the row stores the file of a `NewPicture`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if isinstance(expression, KeyTransform):
            return super().from_db_value(value, expression, connection)
        return None if value is None else _read(value)

    def to_python(self, value: Any) -> Any:
        return from_json(value) if isinstance(value, dict) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, NewPicture):
            value = store(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, NewPicture):
            raise TypeError("A new picture is stored by saving its row.")
        return super().get_prep_value(as_json(value) if isinstance(value, Picture) else value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value is not None and not isinstance(value, Picture | NewPicture):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        # What JSONField checks beyond this, that the value is JSON, holds for every picture.
        models.Field.validate(self, value, model_instance)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return as_json(value) if isinstance(value, Picture) else value

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, **{"form_class": PictureFormField, **kwargs})


@lru_cache(maxsize=4096)
def _read(column: str) -> Picture | None:
    """One value for all rows that hold the same: it cannot be changed, and takes 100 µs to make."""
    value = json.loads(column)
    return from_json(value) if isinstance(value, dict) else value


def picture_fields(model: type[models.Model]) -> list[PictureField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, PictureField)]
