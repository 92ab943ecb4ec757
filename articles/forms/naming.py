"""How contents are called by people: categories and authors by name, also those that are gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Author
from articles import html
from articles.content import Content, Credit
from articles.forms.bylines import labels
from articles.forms.categories import path_of
from articles.models import Article, Byline, Category, Image
from portal.publicmodels.models import Trashed

CHOICES: dict[str, dict[Any, Any]] = {
    "language": dict(Article._meta.get_field("language").flatchoices),
    "comment_policy": dict(Article.CommentPolicy.choices),
}


@dataclass(frozen=True)
class Names:
    """The rows that some contents name, loaded at once."""

    categories: Mapping[int, str] = field(default_factory=dict)
    authors: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, Image] = field(default_factory=dict)

    def said(self, name: str, value: Any) -> str:
        """A field's value in words; empty where nothing is said."""
        if name in ("category_id", "other_category_ids"):
            return self.categories.get(value, _("no. %d, which is gone") % value) if value else ""
        if isinstance(value, Credit):
            author = self.authors.get(value.author_id, _("no. %d, which is gone") % value.author_id)
            role = dict(Byline.Role.choices).get(value.role, value.role)
            return author if value.role == Byline.Role.TEXT else f"{author} ({role})"
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value is None:
            return ""
        return str(CHOICES.get(name, {}).get(value, value))


def names_of(contents: Iterable[Content]) -> Names:
    """In three queries at most, and one more where something is gone."""
    contents = list(contents)
    categories = {
        pk for each in contents for pk in (each.category_id, *each.other_category_ids) if pk
    }
    authors = {credit.author_id for each in contents for credit in each.credits}
    images = {each.lead_image_id for each in contents} - {None}
    images |= {pk for each in contents for pk in html.picture_ids(each.body)}
    return Names(
        categories=_categories(categories) if categories else {},
        authors=_authors(authors) if authors else {},
        images=Image.objects.in_bulk(images) if images else {},
    )


def _categories(wanted: set[int]) -> dict[int, str]:
    rows = Category.objects.select_related("parent").in_bulk(wanted)
    found = {pk: path_of(category) for pk, category in rows.items()}
    return found | _gone(Category, wanted - found.keys())


def _authors(wanted: set[int]) -> dict[int, str]:
    found = {pk: label for pk, label in labels().items() if pk in wanted}
    return found | _gone(Author, wanted - found.keys())


def _gone(model: type[models.Model], wanted: set[int]) -> dict[int, str]:
    """What lies in the trash still has its name."""
    if not wanted:
        return {}
    kind = model._meta.label_lower
    trashed = Trashed.objects.filter(kind=kind).order_by("pk").values_list("label", "rows")
    keys = {row["pk"]: label for label, rows in trashed for row in rows if row["model"] == kind}
    return {pk: _("%s, which is gone") % keys[pk] for pk in wanted if pk in keys}
