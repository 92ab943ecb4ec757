"""Fronts for tests: zones, slots, and a version that readers have."""

from articles.fronts import versions
from articles.fronts.layout import Layout, Rule, Slot, Source, Zone
from tests.factories import editor

NEWEST = Rule(source=Source.NEWEST)
NOTHING = Rule(source=Source.NOTHING)


def slot(story, **fields):
    """A pin of a story, or of the key of one."""
    key = getattr(story, "pk", story)
    return Slot(name=fields.pop("name", f"s{key}"), story=key, **fields)


def zone(name, *slots, size=3, rule=NEWEST):
    return Zone(name=name, size=size, rule=rule, slots=slots)


def layout(*zones):
    return Layout(zones=zones)


def save(*zones, of=None, by=None, based_on=None):
    front = versions.front_of(of)
    based_on = front.number if based_on is None else based_on
    return versions.save(front, layout(*zones), by=by or editor(), based_on=based_on)


def launch(*zones, of=None, by=None):
    """What readers have from now on; the front."""
    version = save(*zones, of=of, by=by)
    versions.launch(version.front, by=by or editor(), number=version.number)
    return version.front
