"""Tags as words between commas; with scripts, as chips with suggestions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from articles.models import Tag

MOST = 30
LONGEST = Tag._meta.get_field("name").max_length


def split(text: str) -> list[str]:
    """The names in the order typed, each once whatever its capitals."""
    names = (" ".join(name.split()) for name in text.replace("\n", ",").split(","))
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.casefold(), name)
    return [name for name in once.values() if name]


class TagsInput(forms.TextInput):
    template_name = "admin/articles/widgets/tags.html"

    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap({"desk/combobox": "js/admin/combobox.js"}),
            js=[Script("js/admin/tags.js", type="module")],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"suggestions": reverse("admin:articles_tag_suggest")}


class TagsField(forms.Field):
    """Cleans to a tuple of names; tags that there are not yet are made when the story is saved."""

    widget = TagsInput
    default_error_messages = {
        "too_long": _("“%(name)s” is too long for a tag: %(limit)d characters at most."),
        "too_many": _("A story has %(limit)d tags at most."),
    }

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, tuple | list) else value

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Of what is typed, or of names that are split already."""
        return tuple(split(self.prepare_value(value) or ""))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MOST:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"limit": MOST}
            )
        for name in value:
            if len(name) > LONGEST:
                parameters: Mapping[str, Any] = {"name": name, "limit": LONGEST}
                raise ValidationError(
                    self.error_messages["too_long"], code="too_long", params=dict(parameters)
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(initial or ()) != self.to_python(data)
