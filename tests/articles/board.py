"""A front as a test of the desk has it: its addresses, its form, and what is pinned."""

from django.urls import reverse

from articles.fronts import versions
from articles.fronts.layout import Layout

BOARD = reverse("admin:articles_front_changelist")


def address(name="changelist", *args, category=None):
    own = [category.pk] if category else []
    return reverse(f"admin:articles_front_{name}", args=[*own, *args])


def pins(version, zone="lead"):
    """The keys of the stories that are pinned in a zone, in their order."""
    found = Layout.from_json(version.layout).zone(zone)
    return [slot.story for slot in found.slots] if found else []


def newest(category=None):
    return versions.newest(versions.front_of(category))


def live(category=None):
    return versions.live(versions.front_of(category))
