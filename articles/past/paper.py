"""The newspaper as it was at a moment, its stories apart: the sections, and what is above them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from articles.models import Category
from portal.publicmodels import past


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`categories` are those of that moment by their keys, each with what it belonged to."""

    at: datetime
    categories: dict[int, Category]

    @classmethod
    def of(cls, at: datetime) -> Self:
        """Two queries."""
        categories = past.as_of(Category, at)
        for category in categories.values():
            category.parent = categories.get(category.parent_id or 0)
        return cls(at=at, categories=categories)

    def menu(self) -> list[Category]:
        return _in_order(
            each for each in self.categories.values() if each.in_menu and not each.parent_id
        )

    def parts_of(self, category: Category) -> list[Category]:
        return _in_order(each for each in self.categories.values() if each.parent_id == category.pk)

    def within(self, key: int) -> set[int]:
        """The keys of a category and its parts."""
        return {each.pk for each in self.categories.values() if key in (each.pk, each.parent_id)}

    def opinion_of(self, sections: Collection[int]) -> set[int]:
        """Of these sections, by their keys, and their parts those that are opinion."""
        within = (self.categories[key] for section in sections for key in self.within(section))
        return {each.pk for each in within if each.is_opinion}


def _in_order(categories: Iterable[Category]) -> list[Category]:
    return sorted(categories, key=lambda each: (each.position, each.name, each.pk))
