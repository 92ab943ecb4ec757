"""Watches each test: what a FoldedField is made of is never updated without it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection

from accounts.folded import FoldedField

UPDATE = re.compile(r'UPDATE "(\w+)" SET (.*)|INSERT INTO "(\w+)" .* DO UPDATE SET (.*)', re.DOTALL)
COLUMN = re.compile(r'"(\w+)" = ')


@cache
def folded() -> dict[str, list[FoldedField]]:
    """The fields by their tables."""
    return {
        model._meta.db_table: fields
        for model in apps.get_models()
        if (fields := [each for each in model._meta.fields if isinstance(each, FoldedField)])
    }


def left_behind(sql: str) -> list[str]:
    """The FoldedFields that a statement leaves as they were, though it changes what they say."""
    if not (update := UPDATE.match(sql)):
        return []
    table, changes = update[1] or update[3], update[2] or update[4]
    columns = set(COLUMN.findall(changes))
    return [
        str(field)
        for field in folded().get(table, ())
        if field.column not in columns and not columns.isdisjoint(field.columns)
    ]


@contextmanager
def watched() -> Iterator[list[str]]:
    """The fields that were left behind while it lasts."""
    found: list[str] = []

    def execute(run, sql, params, many, context):
        found.extend(left_behind(sql))
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield found
