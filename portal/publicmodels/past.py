"""Rows as they were: what each said is kept whenever a verb changes it."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core import serializers
from django.db import models
from django.utils import timezone

from portal.publicmodels.models import PastRow

type Fields = dict[str, Any]


@contextmanager
def kept(row: models.Model) -> Iterator[None]:
    """Around the write of a row: what it said until then is kept if it says anything else now."""
    if not _is_of_interest(row):
        yield
        return
    # Locked, or of two who write it at once the second would not know what the first wrote.
    rows = type(row)._base_manager.select_for_update(no_key=True)
    before = _said(rows.filter(pk=row.pk))
    yield
    if before != _said([row]):
        _until_now([(row, before)])


def going(rows: Iterable[models.Model]) -> None:
    """Keep what these said, which are about to be deleted."""
    _until_now((row, _said([row])) for row in rows if _is_of_interest(row))


def returned(rows: Iterable[models.Model]) -> None:
    """Keep that these were not there until now."""
    _until_now((row, {}) for row in rows if _is_of_interest(row))


def as_of[Row: models.Model](
    model: type[Row], at: datetime, *, keys: Collection[int] | None = None
) -> dict[int, Row]:
    """Rows as they were at a moment, by their keys: those of these keys, or all; two queries.

    Pictures have the files that there were when the row was changed next, or are now.
    """
    rows = model._base_manager.all()
    past = PastRow.objects.filter(kind=model._meta.label_lower, until__gt=at)
    if keys is not None:
        rows, past = rows.filter(pk__in=keys), past.filter(key__in=keys)
    found = {row.pk: row for row in rows}
    # The last word is that of the earliest change after the moment.
    for each in past.order_by("-until", "-pk"):
        found.pop(each.key, None)
        if each.fields:
            found[each.key] = _row(model, each)
    return found


def forget(*, before: datetime, limit: int) -> int:
    """Let so many go of what was over by then; how many there were."""
    old = PastRow.objects.filter(until__lt=before).order_by("until", "pk")
    keys = list(old.values_list("pk", flat=True)[:limit])
    return PastRow.objects.filter(pk__in=keys).delete()[0]


def _is_of_interest(row: models.Model) -> bool:
    return row._meta.label in settings.PAST_IS_KEPT


def _said(rows: Iterable[models.Model]) -> Fields:
    """The fields of the one row, or none."""
    written = json.loads(serializers.serialize("json", rows))
    return written[0]["fields"] if written else {}


def _until_now(said: Iterable[tuple[models.Model, Fields]]) -> None:
    now = timezone.now()
    PastRow.objects.bulk_create(
        PastRow(kind=row._meta.label_lower, key=row.pk, until=now, fields=fields)
        for row, fields in said
    )


def _row[Row: models.Model](model: type[Row], past: PastRow) -> Row:
    """What an update of the software took away since is left out."""
    entry = {"model": past.kind, "pk": past.key, "fields": past.fields}
    (found,) = serializers.deserialize("python", [entry], ignorenonexistent=True)
    return cast("Row", found.object)
