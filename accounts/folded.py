"""A column for what a row is looked for by, in whatever spelling; and what is looked for in it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import connection, models
from django.db.models import Case, Q, When
from django.db.models.query_utils import DeferredAttribute
from django.utils.text import smart_split, unescape_string_literal

from accounts.folding import fold, spellings

# A longer list of words finds hardly anything, and each is looked for in every row.
LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


class _Computed(DeferredAttribute):
    """Read when a row is saved, in whatever way: what the columns say then, not what was loaded."""

    field: "FoldedField"

    def __get__(self, row: models.Model | None, kind: type | None = None) -> Any:
        return self if row is None else self.field.of(row)

    def __set__(self, row: models.Model, value: str) -> None:
        row.__dict__[self.field.attname] = value


class FoldedField(models.TextField[str, str]):
    """What columns of its row say, each folded on a line, and on a last one other spellings.

    An UPDATE of the columns alone leaves it behind: `save(update_fields=…)`, `bulk_update` and
    `update` have to name it too, which tests.behind sees to. No longer than `max_length`.
    """

    descriptor_class = _Computed

    def __init__(
        self,
        *columns: str,
        max_length: int | None = None,
        default: str = "",
        editable: bool = False,
    ) -> None:
        self.columns = columns
        super().__init__(max_length=max_length, default=default, editable=editable)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, _columns, options = super().deconstruct()
        return name, path, self.columns, options

    def of(self, row: models.Model) -> str:
        """What the field of a row has to be."""
        return _folded(getattr(row, column) for column in self.columns)[: self.max_length]


def fill(model: type[models.Model], field: str, *, batch: int = 1000) -> None:
    """Compute the field of rows that are there already, for a migration.

    A `bulk_update` took ten times as long: 160 s of 100,000 stories.
    """
    folded = cast("FoldedField", model._meta.get_field(field))
    rows = model._base_manager.order_by("pk").only(*folded.columns)
    names = (model._meta.db_table, folded.column, model._meta.pk.column)
    table, column, key = (connection.ops.quote_name(str(name)) for name in names)
    last = 0
    while found := list(rows.filter(pk__gt=last)[:batch]):
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE {key} = %s",  # noqa: S608  # quoted above
                [(folded.of(row), row.pk) for row in found],
            )
        last = found[-1].pk


def words(typed: str) -> list[str]:
    """The words that are looked for, folded, each once, without signs alone.

    What stands between quotation marks is one word. What does not show, and what is longer than
    anybody types, is left out.
    """
    shown = "".join(sign for sign in typed if sign.isprintable() or sign.isspace())
    text = unicodedata.normalize("NFC", " ".join(shown.split()))[:LONGEST]
    found = (
        unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] else bit
        for bit in smart_split(text.translate(_QUOTATION_MARKS))
    )
    folded = (fold(word).strip() for word in found)
    return list(dict.fromkeys(word for word in folded if any(map(str.isalnum, word))))


def matching[Rows: models.QuerySet[Any]](rows: Rows, typed: str) -> Rows:
    """Those in whose `folded` each word stands, or a word that has it for a part.

    All where nothing is typed, none where only signs are.
    """
    wanted = words(typed)
    if not wanted:
        return rows.none() if typed.strip() else rows
    for word in wanted:
        rows = rows.filter(folded__contains=word)
    return rows


def nearest[Rows: models.QuerySet[Any]](rows: Rows, typed: str) -> Rows:
    """Those that match, of which names that begin with it stand first, then those with such a word.

    None where nothing is typed.
    """
    start = " ".join(words(typed))
    if not start:
        return rows.none()
    within = Q(folded__contains=f" {start}") | Q(folded__contains=f"\n{start}")
    place = Case(When(folded__startswith=start, then=0), When(within, then=1), default=2)
    return matching(rows, typed).order_by(place, "name", "pk")


def _folded(texts: Iterable[str]) -> str:
    said = [" ".join(text.split()) for text in texts]
    others = [
        other for text in said for word in _WORD.findall(text) for other in spellings(word)[1:]
    ]
    return "\n".join([*map(fold, said), " ".join(dict.fromkeys(others))]).rstrip()
