"""Gets renditions made after a picture was saved; the periodic tick makes what a task did not.

The row itself says what is missing, so a task may run twice, late, or never.
"""

import logging
from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.tasks import task

from portal.pagecache import clock
from portal.pictures import renditions
from portal.pictures.fields import picture_fields
from portal.pictures.picture import Picture

logger = logging.getLogger(__name__)

type Address = tuple[str, int, str]


@task
def make_renditions(model_label: str, pk: int, field_name: str) -> None:
    """Make what is missing for one picture of one row; readers see it when this is done.

    The slow formats are another task, behind the quick ones of pictures uploaded meanwhile.
    """
    model = apps.get_model(model_label)
    row = model._base_manager.filter(pk=pk).first()
    seen: Picture | None = getattr(row, field_name, None)
    if seen is None or renditions.is_complete(seen):
        return
    made = renditions.make_next(seen)
    if not _replace(model, pk, field_name, seen=seen, made=made):
        renditions.discard(made, but=seen)
    elif not renditions.is_complete(made):
        make_renditions.enqueue(model_label, pk, field_name)


def ensure(row: models.Model) -> None:
    """Ask for the missing renditions of a row that was just saved, once that is committed."""
    for field in picture_fields(type(row)):
        picture: Picture | None = getattr(row, field.attname)
        if picture and not renditions.is_complete(picture):
            ask = partial(make_renditions.enqueue, row._meta.label_lower, row.pk, field.name)
            # A queue out of reach is no reason for an error: the row is saved, the tick sees it.
            transaction.on_commit(ask, robust=True)


def pending_rows() -> Iterator[Address]:
    """Where renditions are missing: model, key and column, newest rows first."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field in picture_fields(model):
                rows = model._base_manager.exclude(**{f"{field.name}__isnull": True})
                rows = rows.exclude(**{f"{field.name}__recipe": renditions.RECIPE})
                for pk in rows.order_by("-pk").values_list("pk", flat=True):
                    yield model._meta.label_lower, pk, field.name


def repeat(*, limit: int = 50) -> int:
    """Make, here and now, what a lost task left unmade; says for how many pictures."""
    done = 0
    for address in pending_rows():
        if done == limit:
            break
        try:
            make_renditions.call(*address)
            done += 1
        except OSError as error:
            # A master that cannot be read must not keep the others waiting.
            logger.warning("No renditions for %s %s (%s): %s", *address, error)
    return done


@transaction.atomic
def _replace(
    model: type[models.Model], pk: int, field_name: str, *, seen: Picture, made: Picture
) -> bool:
    """Write the column, unless it holds another picture, focal point or set of files by now."""
    row = model._base_manager.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None or getattr(row, field_name) != seen:
        return False
    model._base_manager.filter(pk=pk).update(**{field_name: made})
    clock.touch(*row.cache_tags())  # type: ignore[attr-defined]
    return True
