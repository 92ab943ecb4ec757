"""Components that are rendered once for all who show the same in them: a card stands on many pages.

What was rendered is found by the values of all that the component is given, rows and what is loaded
with them included; so there is nothing to throw away when something changes.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any

from django.db import models
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

from portal.pictures import markup

# Bytes in each process, the values that components are found by included: the pages of about a
# hundred stories, with the cards below them; what is counted is a third more than what is taken.
MOST = 16 * 1024 * 1024

_kept: OrderedDict[Hashable, tuple[SafeString, int]] = OrderedDict()
_size = 0
_lock = Lock()


def render(template: Template, values: Mapping[str, Any]) -> SafeString:
    """What the template makes of these values alone."""
    said = tuple([(name, value_of(value)) for name, value in values.items()])
    return once((template, said), lambda: template.render(Context(values)))


def once(of: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """What is made of these values, which say all that it depends on but language and time zone."""
    stem = markup.prefix()
    if stem is None:
        # Addresses of pictures that are signed have their time.
        return make()
    key = (of, stem, get_language(), timezone.get_current_timezone())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][0]
    made = make()
    _keep(key, made)
    return made


def _keep(key: Hashable, made: SafeString) -> None:
    global _size  # of what is kept for the whole process
    weight = _weight(key) + _weight(made)
    if weight > MOST // 8:
        # It would drive out what many pages are made of.
        return
    with _lock:
        _size += weight - _kept.pop(key, (made, 0))[1]
        _kept[key] = made, weight
        while _size > MOST:
            _size -= _kept.popitem(last=False)[1][1]


def _weight(given: Hashable) -> int:
    """Bytes, near enough: what rows share, such as a category, counts for each of them."""
    if isinstance(given, tuple):
        return sys.getsizeof(given) + sum([_weight(each) for each in given])
    return 0 if isinstance(given, type) else sys.getsizeof(given)


def value_of(given: Any, *, within: tuple[models.Model, ...] = ()) -> Hashable:
    """All that a template can read of it without a query; TypeError if that cannot be known.

    `within` are the rows that it was loaded with, which a row may refer back to.
    """
    if isinstance(given, models.Model):
        return _row(given, within)
    if isinstance(given, list | tuple | models.QuerySet):
        return tuple([value_of(each, within=within) for each in given])
    hash(given)
    # Equal to the same words unescaped.
    return (SafeData, given) if isinstance(given, SafeData) else given


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
