"""The choice of a category: both levels are named, parts stand below their section."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import Category

# A key of the database has at most as many.
DIGITS = 18


def path_of(category: Category) -> str:
    """“Politics › Elections”; needs `parent` to be loaded."""
    return f"{category.parent.name} › {category.name}" if category.parent else category.name


def in_order() -> list[Category]:
    """All categories, each section followed by its parts."""
    categories = list(Category.objects.select_related("parent"))
    places = {category.pk: place for place, category in enumerate(categories)}
    return sorted(
        categories,
        key=lambda each: (places[each.top.pk], each.parent is not None, places[each.pk]),
    )


class PathChoices(forms.models.ModelChoiceIterator):
    """One query; sections that have parts are a group of their own and theirs."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        groups: dict[str, list[Any]] = {}
        for category in in_order():
            groups.setdefault(category.top.name, []).append(self.choice(category))
        for name, choices in groups.items():
            yield from choices if len(choices) == 1 else [(name, choices)]


class CategoryField(forms.ModelChoiceField):
    iterator = PathChoices

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"empty_label": _("Choose a category"), **kwargs}
        super().__init__(Category.objects.select_related("parent"), **kwargs)

    def label_from_instance(self, obj: Category) -> str:
        return path_of(obj)


class FlatPathChoices(PathChoices):
    def __iter__(self) -> Iterator[Any]:
        return (self.choice(category) for category in in_order())


class CategoriesField(forms.ModelMultipleChoiceField):
    iterator = FlatPathChoices
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("“%(value)s” is no category: choose one of the list."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Category.objects.select_related("parent"), **kwargs)

    def clean(self, value: Any) -> Any:
        """Refuses by itself what is too large for a key, which no database compares with one."""
        for key in map(str, value or ()):
            if not key.isdecimal() or len(key) > DIGITS:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)

    def label_from_instance(self, obj: Category) -> str:
        return path_of(obj)
