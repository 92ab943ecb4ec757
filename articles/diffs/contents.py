"""Two contents of a story compared field by field."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from articles.content import Content
from articles.diffs.body import LineChange, compare_bodies
from articles.diffs.sequences import matches
from articles.diffs.words import Run, compare_texts

# The fields of Content as they are read; those that hold sentences or words.
TEXTS = (
    "kicker", "headline", "standfirst", "lead_alt", "lead_caption", "source", "front_headline",
    "social_headline", "slug", "seo_title", "seo_description", "canonical_url",
)  # fmt: skip
LISTS = ("tags", "credits", "other_category_ids")
ORDER = (
    "kicker", "headline", "standfirst", "body", "category_id", "tags", "credits", "source",
    "lead_image_id", "lead_alt", "lead_caption", "publish_at", "unpublish_at", "embargo_until",
    "comment_policy", "comment_days", "front_headline", "social_headline", "other_category_ids",
    "slug", "language", "seo_title", "seo_description", "canonical_url", "noindex",
)  # fmt: skip

Part = Literal["kept", "moved", "added", "removed"]


@dataclass(frozen=True)
class TextChange:
    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class BodyChange:
    name: str
    lines: tuple[LineChange, ...]


@dataclass(frozen=True)
class Entry:
    """One of several values of a field, as tags are; `moved` is what stands in another order."""

    part: Part
    value: Any


@dataclass(frozen=True)
class ListChange:
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ValueChange:
    name: str
    old: Any
    new: Any


FieldChange = TextChange | BodyChange | ListChange | ValueChange


def compare(old: Content, new: Content) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order in which they are read."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in ORDER)
    found = (compare_field(name, was, now) for name, was, now in pairs if was != now)
    return tuple(change for change in found if says_something(change))


def compare_field(name: str, old: Any, new: Any) -> FieldChange:
    if name == "body":
        return BodyChange(name, compare_bodies(old, new))
    if name in TEXTS:
        return TextChange(name, compare_texts(old, new))
    if name in LISTS:
        return ListChange(name, tuple(_entries(old, new)))
    return ValueChange(name, old, new)


def says_something(change: FieldChange) -> bool:
    """Whether a reader or a colleague can see it: pictures get new addresses by themselves."""
    return not isinstance(change, BodyChange) or any(line.fate != "same" for line in change.lines)


def _entries(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Entry]:
    """Those of now in their order, then those that are gone."""
    stayed = {place for _old, place in matches(old, new)}
    now = [
        Entry("kept" if place in stayed else "moved" if value in old else "added", value)
        for place, value in enumerate(new)
    ]
    return [*now, *(Entry("removed", value) for value in old if value not in new)]
