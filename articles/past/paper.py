"""The newspaper as it was at a moment, its stories apart: the sections, and what is above them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import connection

from articles.models import Category
from portal.publicmodels import past


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`categories` are those of that moment by their keys, in order, each with its section."""

    at: datetime
    categories: dict[int, Category]

    @classmethod
    def of(cls, at: datetime) -> Self:
        """Three queries. Of a moment to come they are those of today."""
        found = past.as_of(Category, at)
        for category in found.values():
            category.parent = found.get(category.parent_id or 0)
        return cls(at=at, categories={key: found[key] for key in _in_order(found.values())})

    def menu(self) -> list[Category]:
        return [each for each in self.categories.values() if each.in_menu and not each.parent_id]

    def parts_of(self, category: Category) -> list[Category]:
        return [each for each in self.categories.values() if each.parent_id == category.pk]

    def within(self, key: int) -> set[int]:
        """The keys of a category and its parts."""
        return {each.pk for each in self.categories.values() if key in (each.pk, each.parent_id)}

    def opinion_of(self, sections: Collection[int]) -> set[int]:
        """Of these sections, by their keys, and their parts those that are opinion."""
        within = (self.categories[key] for section in sections for key in self.within(section))
        return {each.pk for each in within if each.is_opinion}


def _in_order(categories: Iterable[Category]) -> list[int]:
    """Their keys as a database sorts them, each of which has its own idea of the order of names."""
    rows = [(each.pk, each.position, each.name) for each in categories]
    if not rows:
        return []
    values = ", ".join(["(%s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT column1 FROM (VALUES {values}) AS named ORDER BY column2, column3, column1",  # noqa: S608  # places for values alone
            [value for row in rows for value in row],
        )
        return [key for (key,) in cursor.fetchall()]
