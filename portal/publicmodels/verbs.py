"""Writes of rows that readers see: each stamps its cache tags in the transaction of the write."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from portal.pagecache import clock
from portal.pictures import tasks
from portal.publicmodels import addresses, past
from portal.publicmodels.models import Trashed


class CannotRestore(Exception):
    """What was trashed no longer fits what is on the site now; the message tells an editor why."""


@transaction.atomic
def save(row: models.Model, *, tags: Iterable[str]) -> None:
    """Save a row; new pictures get their sizes after the commit, old addresses lead to the new."""
    before = addresses.of(row)
    if _is_renamed(row):
        tell(row)
    with past.kept(row):
        row.save()
    after = addresses.of(row) if before else ""
    if before != after:
        addresses.lead_on(before, after)
    tasks.ensure(row)
    clock.touch(*tags)


@transaction.atomic
def trash(row: models.Model, *, by: AbstractUser | None, tags: Iterable[str]) -> Trashed:
    """Take a row, and what only makes sense with it, out of the site, keeping all for `restore`.

    Raises ProtectedError while something that stands by itself still refers to it.
    """
    _locked(row)
    collector = Collector(using=row._state.db or "default", origin=row)
    collector.collect([row])
    doomed = [instance for _model, instance in collector.instances_with_model()]
    doomed += [instance for rows in collector.fast_deletes for instance in rows]
    # Rows of plain many-to-many tables are kept with the row that declares the field.
    doomed = [instance for instance in doomed if not instance._meta.auto_created]
    kept = Trashed.objects.create(
        label=str(row)[:250],
        kind=row._meta.label_lower,
        rows=json.loads(serializers.serialize("json", doomed)),
        tags=sorted(set(tags)),
        by_id=by.pk if by else None,
        by_name=(by.get_full_name() or _("a colleague")) if by else "",
        at=timezone.now(),
    )
    tell(row)
    past.going(doomed)
    row.delete()
    clock.touch(*kept.tags)
    return kept


@transaction.atomic
def restore(trashed: Trashed) -> None:
    """Bring back what was trashed, under the same keys, without what is outdated since.

    Raises CannotRestore where its place is taken. Of what went with it, a row whose own place is
    taken does not come back: a story that is part of another series by now stays there.
    """
    try:
        entries = list(serializers.deserialize("json", json.dumps(trashed.rows)))
        company = [entry.object for entry in entries]
        with transaction.atomic(), _returning(company, since=trashed.at) as outdated:
            rows = [
                each.object
                for each in entries
                if each.object not in outdated and _put_back(each, kind=trashed.kind)
            ]
            _check_references()
    except (IntegrityError, serializers.base.DeserializationError) as error:
        message = _(
            "“%(label)s” cannot come back: its name or address is in use, "
            "or a row it belongs to is gone."
        )
        raise CannotRestore(message % {"label": trashed.label}) from error
    tags = trashed.tags
    tell(*rows)
    past.returned(rows)
    trashed.delete()
    clock.touch(*tags)


def tell(*rows: models.Model) -> None:
    """Say that others have what these are called, to those of a higher floor that keep it.

    `save` and `trash` do so of their row. Call it of several that are locked before the first of
    them is written: nobody may wait for what is said here with the clock in hand.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if follower := settings.FOLLOWED.get(row._meta.label):
            said[follower].add(f"{row._meta.model_name}:{row.pk}")
    for follower, subjects in said.items():
        import_string(follower)(*subjects)


def _put_back(entry: DeserializedObject, *, kind: str) -> bool:
    """Whether the row is there again; an error of the database where it is of this kind itself."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        if entry.object._meta.label_lower == kind:
            raise
        return False
    return True


def _is_renamed(row: models.Model) -> bool:
    stored = _stored(row)
    return stored is not None and str(stored) != str(row)


def _stored(row: models.Model) -> models.Model | None:
    """The row as it is in the database, locked before anything is said of it."""
    if row._state.adding or row._meta.label not in settings.FOLLOWED:
        return None
    return _locked(row)


def _locked(row: models.Model) -> models.Model | None:
    """The row, which nobody else changes, and nothing new belongs to, until this is over."""
    return type(row)._base_manager.select_for_update().filter(pk=row.pk).first()


def _returning(
    rows: list[models.Model], *, since: datetime
) -> AbstractContextManager[Collection[models.Model]]:
    around: AbstractContextManager[Collection[models.Model]]
    around = import_string(settings.RETURNING)(rows, since=since)
    return around


def _check_references() -> None:
    # Both databases check references at commit, which is too late to explain.
    connection = transaction.get_connection()
    connection.check_constraints()
