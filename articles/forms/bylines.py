"""Bylines as lines of a name and a role, in the order shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Script
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from accounts.folding import fold
from accounts.models import Author
from articles.content import Credit
from articles.models import Byline

# Lines to fill in where scripts cannot add one.
SPARE = 2


class Line(NamedTuple):
    name: str
    role: str = Byline.Role.TEXT


def labels(names: Iterable[str] | None = None) -> dict[int, str]:
    """How the form calls each author: by name, and by address too where two have one name.

    Of all, or of whoever has one of these names, however it is spelled.
    """
    rows = Author.objects.order_by("name", "pk")
    if names is not None:
        called_so = Q(pk__in=())
        for name in names:
            called_so |= Q(folded__startswith=f"{fold(' '.join(name.split()))}\n")
        rows = rows.filter(called_so)
    authors = list(rows.values_list("pk", "name", "slug"))
    called = Counter(name.casefold() for _pk, name, _slug in authors)
    return {
        pk: f"{name} ({slug})" if called[name.casefold()] > 1 else name
        for pk, name, slug in authors
    }


class BylinesInput(forms.Widget):
    template_name = "admin/articles/widgets/bylines.html"
    use_fieldset = True
    suggestions: tuple[str, ...] = ()

    @property
    def media(self) -> Media:
        return Media(
            importmap=ImportMap({"desk/combobox": "js/admin/combobox.js"}),
            js=[Script("js/admin/bylines.js", type="module")],
        )

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[Line]:
        if not isinstance(data, MultiValueDict):
            return data.get(name) or []
        lines = zip(data.getlist(f"{name}-author"), data.getlist(f"{name}-role"), strict=False)
        return [Line(author.strip(), role) for author, role in lines if author.strip()]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return f"{name}-author" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        spare = 0 if context["widget"]["attrs"].get("disabled") else SPARE
        return context | {
            "lines": [*(value or []), *[Line("")] * spare],
            "roles": Byline.Role.choices,
            "suggestions": self.suggestions,
            "address": reverse("admin:articles_article_authors"),
        }

    def id_for_label(self, id_: str) -> str:
        return ""


class BylinesField(forms.Field):
    """Cleans to a tuple of credits; a name that no author has is refused, never made up."""

    widget = BylinesInput
    default_error_messages = {
        "unknown": _(
            "There is no author “%(name)s”. Choose one of the list, or ask an editor to add the"
            " author first."
        ),
        "role": _("“%(role)s” is not a role of a byline."),
    }

    def load(self) -> None:
        """Read the authors, once for each form."""
        self.labels = labels()
        self.widget.suggestions = tuple(self.labels.values())

    def prepare_value(self, value: Any) -> list[Line]:
        return [
            Line(self.labels.get(each.author_id, f"#{each.author_id}"), each.role)
            if isinstance(each, Credit)
            else each
            for each in value or ()
        ]

    def to_python(self, value: Any) -> tuple[Credit, ...]:
        keys = {label.casefold(): pk for pk, label in self.labels.items()}
        lines = self.prepare_value(value)
        unknown = [
            ValidationError(
                self.error_messages["unknown"], code="unknown", params={"name": line.name}
            )
            for line in lines
            if line.name.casefold() not in keys
        ]
        if unknown:
            raise ValidationError(unknown)
        found = (Credit(author_id=keys[line.name.casefold()], role=line.role) for line in lines)
        return tuple(dict.fromkeys(found))

    def validate(self, value: Any) -> None:
        super().validate(value)
        for credit in value:
            if credit.role not in Byline.Role.values:
                raise ValidationError(
                    self.error_messages["role"], code="role", params={"role": credit.role}
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != [Line(*line) for line in data or ()]
