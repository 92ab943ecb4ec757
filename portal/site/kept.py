"""Components that are rendered once for all who show the same in them: a card stands on many pages.

What was rendered is found by the values of all that the component is given, rows and what is loaded
with them included; so there is nothing to throw away when something changes.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from threading import Lock
from typing import Any

from django.db import models
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.pictures import markup

# Some ten megabytes: a card with its picture in thirteen sizes has three kilobytes.
MOST = 3000

_kept: OrderedDict[Hashable, SafeString] = OrderedDict()
_lock = Lock()


def render(template: Template, values: Mapping[str, Any]) -> SafeString:
    """What the template makes of these values alone."""
    stem = markup.prefix()
    if stem is None:
        # Addresses of pictures that are signed have their time.
        return template.render(Context(values))
    said = tuple([(name, value_of(value)) for name, value in values.items()])
    key = (template, said, stem, get_language(), timezone.get_current_timezone())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = template.render(Context(values))
    with _lock:
        _kept[key] = made
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def value_of(given: Any, *, within: tuple[models.Model, ...] = ()) -> Hashable:
    """All that a template can read of it without a query; TypeError if that cannot be known.

    `within` are the rows that it was loaded with, which a row may refer back to.
    """
    if isinstance(given, models.Model):
        return _row(given, within)
    if isinstance(given, list | tuple | models.QuerySet):
        return tuple([value_of(each, within=within) for each in given])
    hash(given)
    return given


def _row(row: models.Model, within: tuple[models.Model, ...]) -> Hashable:
    held = vars(row)
    columns = tuple([item for item in held.items() if item[0][0] != "_"])
    loaded = row._state.fields_cache | held.get("_prefetched_objects_cache", {})
    inner = (*within, row)
    related = tuple(
        [
            (name, value_of(each, within=inner))
            for name, each in loaded.items()
            if not any(each is outer for outer in inner)
        ]
    )
    return type(row), columns, related
