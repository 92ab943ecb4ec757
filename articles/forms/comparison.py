"""Two contents beside each other, as people read them: by the names of fields, rows and moments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import diffs
from articles.content import Content
from articles.diffs import LineChange, Run
from articles.forms.content import ROWS, ContentForm
from articles.forms.naming import Names, names_of
from articles.models import Image
from portal.pictures import markup

# Fields of the form by the names that Content has for them.
FORM_NAMES = {key: name for name, key in ROWS.items()} | {"other_category_ids": "other_categories"}
# Unchanged lines that are shown around a change.
AROUND = 1
KINDS: dict[str, str | Promise] = {
    "p": _("Paragraph"), "h2": _("Subheading"), "h3": _("Smaller subheading"), "ul": _("List"),
    "ol": _("Numbered list"), "quote": _("Quotation"), "pull-quote": _("Pull quote"),
    "row": _("Row of a table"), "picture": _("Picture"), "caption": _("Caption"),
    "rule": _("Line between two parts"), "embed": _("Embed"),
}  # fmt: skip
FATES: dict[str, str | Promise] = {
    "added": _("Added"), "removed": _("Removed"), "moved_here": _("Moved to here"),
    "moved_away": _("Moved away from here"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ShownPicture:
    address: str
    alt: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """One line of the text; `label` says what has become of it where its words do not."""

    change: LineChange
    label: str
    picture: ShownPicture | None

    @property
    def nested(self) -> bool:
        return self.change.line.shape.count("/") > 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """Neighbouring lines; those that are all the same can be folded away."""

    lines: tuple[ShownLine, ...]
    folded: bool


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    part: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A field; `kind` says which of the others it has."""

    name: str
    label: str
    kind: str
    runs: tuple[Run, ...] = ()
    parts: tuple[Part, ...] = ()
    entries: tuple[ShownEntry, ...] = ()
    old: Any = None
    new: Any = None

    @property
    def differs(self) -> bool:
        return bool(self.old != self.new)

    @property
    def old_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.change != "inserted")

    @property
    def new_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.change != "deleted")


def label_of(name: str) -> str:
    """How the form calls a field of Content."""
    found = ContentForm.base_fields[FORM_NAMES.get(name, name)]
    return capfirst(str(found.label))


def compared(old: Content, new: Content) -> list[Row]:
    """The fields that differ, in the order in which they are read."""
    names = names_of([old, new])
    return [Reader(names).row(change) for change in diffs.compare(old, new)]


def alone(content: Content) -> list[Row]:
    """The fields that say anything, with nothing to compare them with."""
    reader = Reader(names_of([content]), whole=True)
    nothing = {each.name: getattr(Content(), each.name) for each in fields(Content)}
    given = ((name, getattr(content, name)) for name in diffs.ORDER)
    return [
        reader.row(diffs.compare_field(name, value, value))
        for name, value in given
        if value != nothing[name]
    ]


@dataclass(frozen=True)
class Reader:
    """Puts differences into words; a `whole` text is not folded."""

    names: Names = field(default_factory=Names)
    whole: bool = False
    fates: Mapping[str, str | Promise] = field(default_factory=lambda: FATES)

    def row(self, change: diffs.FieldChange) -> Row:
        given: dict[str, Any] = {"name": change.name, "label": label_of(change.name)}
        match change:
            case diffs.TextChange():
                return Row(kind="text", runs=change.runs, **given)
            case diffs.BodyChange():
                return Row(kind="body", parts=self.parts(change.lines), **given)
            case diffs.ListChange():
                return Row(kind="list", entries=self._entries(change), **given)
        if change.name == "lead_image_id":
            pictures = self.picture(change.old), self.picture(change.new)
            return Row(kind="image", old=pictures[0], new=pictures[1], **given)
        old, new = (self.names.said(change.name, value) for value in (change.old, change.new))
        return Row(kind="value", old=old, new=new, **given)

    def parts(self, changes: Iterable[LineChange], *, whole: bool = False) -> tuple[Part, ...]:
        """Lines in their order, long stretches of unchanged ones folded."""
        shown = [self._line(change) for change in changes]
        near = _near(shown)
        parts = (
            (folded, tuple(shown[place] for place in places))
            for folded, places in (
                (key, list(group))
                for key, group in groupby(range(len(shown)), lambda place: place not in near)
            )
        )
        return tuple(
            Part(lines=lines, folded=folded and len(lines) > 1 and not (whole or self.whole))
            for folded, lines in parts
        )

    def _line(self, change: LineChange) -> ShownLine:
        label = str(self.fates.get(change.fate, ""))
        if change.old and change.new and change.changed_kind:
            kinds = {"old": KINDS[change.old.kind], "new": KINDS[change.new.kind]}
            label = str(_("%(old)s became: %(new)s")) % kinds
        elif change.changed_shape_only:
            label = str(_("Its words are the same; its place in a list, a table or a quotation"
                          " has changed."))  # fmt: skip
        return ShownLine(change=change, label=label, picture=self.picture(change.line.picture))

    def picture(self, pk: int | None) -> ShownPicture | None:
        if pk is None:
            return None
        image: Image | None = self.names.images.get(pk)
        if image is None:
            return ShownPicture(address="", alt=str(_("no. %d, which is gone")) % pk, credit="")
        still = markup.still(image.picture, "16x9", width=320)
        return ShownPicture(address=still.url, alt=image.alt, credit=image.credit)

    def _entries(self, change: diffs.ListChange) -> tuple[ShownEntry, ...]:
        return tuple(
            ShownEntry(part=entry.part, label=self.names.said(change.name, entry.value))
            for entry in change.entries
        )


def _near(shown: list[ShownLine]) -> set[int]:
    """The places of changed lines, and of those around them."""
    return {
        place
        for changed in _changed(shown)
        for place in range(changed - AROUND, changed + AROUND + 1)
    }


def _changed(shown: list[ShownLine]) -> Iterator[int]:
    return (place for place, line in enumerate(shown) if line.change.fate != "same")
