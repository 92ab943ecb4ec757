"""What somebody else saved while a form was open: what of it asks for a choice, and the form that
comes of choosing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import diffs, merging
from articles.content import Content
from articles.forms.comparison import Reader, Row, label_of
from articles.forms.content import ContentForm, shown
from articles.forms.moments import MOMENTS
from articles.forms.naming import names_of
from articles.merging import Choice, FieldMerge, Hunk
from articles.models import Revision

# Before the name of a field or the key of a part of the text.
CHOOSE = "choose-"
THEIRS, MINE = (("theirs", _("Theirs")), ("mine", _("Mine")))
BOTH = ("both", _("Both, theirs first"))
SIDES: dict[str, str | Promise] = {
    "added": _("Only in yours"), "removed": _("Only in theirs"),
    "moved_here": _("Here in yours"), "moved_away": _("Here in theirs"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Question:
    """A field, or a part of the text, that both changed; `row` has theirs as old, mine as new."""

    name: str
    label: str
    row: Row
    options: tuple[tuple[str, Any], ...]
    chosen: str


@dataclass(frozen=True, kw_only=True)
class Left:
    """What was typed and gave way to theirs."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """`base` is what both began with, if it is known; `theirs` and `mine` ask nothing.

    `again` tells that this version is another one than that which was chosen from.
    """

    newer: Revision
    base: Revision | None
    questions: tuple[Question, ...]
    theirs: tuple[Row, ...]
    mine: tuple[str, ...]
    again: bool


@dataclass(frozen=True, kw_only=True)
class Merged:
    """A form that holds both, saved nowhere yet; and what is to be said of it."""

    form: ContentForm
    theirs: tuple[str, ...]
    left: tuple[Left, ...]


def conflict_of(form: ContentForm, newer: Revision) -> Conflict:
    """What a form that was refused and the newer revision make of each other."""
    base, mine = _sides(form)
    fields = merging.merge(base, form.before, mine)
    names = names_of([form.before, mine, *([base] if base else [])])
    reader = Reader(names, fates=SIDES)
    choices = chosen(form.data)
    return Conflict(
        newer=newer,
        base=form.base,
        questions=tuple(
            question for each in fields for question in _questions(each, reader, choices)
        ),
        theirs=tuple(_taken(base, fields, Reader(names))) if base else (),
        mine=tuple(label_of(each.name) for each in fields if _is_mine(each)),
        again=form.data.get("conflict", str(newer.pk)) != str(newer.pk),
    )


def merged_form(form: ContentForm) -> Merged:
    """The form with both in it, based on what is newest: the next save is an ordinary one."""
    base, mine = _sides(form)
    fields, choices = merging.merge(base, form.before, mine), chosen(form.data)
    content = merging.merged(fields, mine, choices)
    values = shown(content)
    about = form.fields.keys() - values.keys() - {"base_revision", "seen"}
    kept = {name: form.cleaned_data.get(name) for name in about}
    reader = Reader(names_of([mine]))
    return Merged(
        form=type(form)(instance=form.instance, initial=values | kept),
        theirs=tuple(label_of(each.name) for each in fields if _is_theirs(each, choices)),
        left=tuple(left for each in fields for left in _left(each, reader, choices)),
    )


def chosen(data: Mapping[str, Any]) -> dict[str, Choice]:
    """By the name of a field, and by the key of a part of the text."""
    return {
        name.removeprefix(CHOOSE): cast("Choice", data[name])
        for name in data
        if name.startswith(CHOOSE) and data[name] in ("theirs", "mine", "both")
    }


def _sides(form: ContentForm) -> tuple[Content | None, Content]:
    """What both began with, and mine; moments that the form only rounded are as they were."""
    base, mine = form.base.content if form.base else None, form.content()
    if base is None:
        return None, mine
    rounded = {
        name: was
        for name in MOMENTS
        if (was := getattr(base, name)) and getattr(mine, name) == was.replace(microsecond=0)
    }
    return base, replace(mine, **rounded)


def _questions(
    field: FieldMerge, reader: Reader, choices: Mapping[str, Choice]
) -> Iterator[Question]:
    if field.name == "body":
        for number, hunk in enumerate(field.clashes, start=1):
            label = str(_("Text, place %d")) % number if len(field.clashes) > 1 else None
            yield _question(
                hunk.key, label or label_of("body"), _hunk_row(hunk, reader),
                (THEIRS, MINE, BOTH), choices.get(hunk.key, "both"),
            )  # fmt: skip
    elif field.outcome == "clash":
        change = diffs.compare_field(field.name, field.theirs, field.mine)
        options = (THEIRS, MINE, BOTH) if isinstance(change, diffs.ListChange) else (THEIRS, MINE)
        yield _question(
            field.name, label_of(field.name), _beside(reader.row(change), field, reader), options,
            choices.get(field.name, "mine"),
        )  # fmt: skip


def _question(name: str, label: str, row: Row, options: Any, choice: str) -> Question:
    return Question(name=f"{CHOOSE}{name}", label=label, row=row, options=options, chosen=choice)


def _beside(row: Row, field: FieldMerge, reader: Reader) -> Row:
    """Of several values, those of either side in one line."""
    if row.kind != "list":
        return row
    old, new = (
        ", ".join(reader.names.said(field.name, value) for value in side)
        for side in (field.theirs, field.mine)
    )
    return replace(row, kind="value", entries=(), old=old, new=new)


def _hunk_row(hunk: Hunk, reader: Reader) -> Row:
    changes = diffs.compare_bodies("".join(hunk.theirs), "".join(hunk.mine))
    return replace(
        reader.row(diffs.BodyChange("body", changes)), parts=reader.parts(changes, whole=True)
    )


def _taken(base: Content, fields: tuple[FieldMerge, ...], reader: Reader) -> Iterator[Row]:
    """What of theirs comes into the form without a question."""
    for field in fields:
        if field.outcome == "merged" and field.name != "body":
            yield reader.row(diffs.compare_field(field.name, field.mine, field.value))
        elif field.name == "body":
            changes = tuple(
                change
                for hunk in field.hunks
                if hunk.source == "theirs"
                for change in diffs.compare_bodies("".join(hunk.base), "".join(hunk.theirs))
            )
            if changes:
                yield reader.row(diffs.BodyChange("body", changes))
        elif field.outcome == "theirs":
            was = getattr(base, field.name)
            yield reader.row(diffs.compare_field(field.name, was, field.theirs))


def _is_mine(field: FieldMerge) -> bool:
    return field.outcome == "mine" or any(hunk.source == "mine" for hunk in field.hunks)


def _is_theirs(field: FieldMerge, choices: Mapping[str, Choice]) -> bool:
    """Whether anything of theirs came into the form."""
    if field.name == "body":
        return any(
            hunk.source == "theirs"
            or (hunk.source == "clash" and choices.get(hunk.key, "both") != "mine" and hunk.theirs)
            for hunk in field.hunks
        )
    asked = field.outcome == "clash" and choices.get(field.name, "mine") != "mine"
    return asked or field.outcome in ("theirs", "merged")


def _left(field: FieldMerge, reader: Reader, choices: Mapping[str, Choice]) -> Iterator[Left]:
    """Words of mine that theirs stands in the place of."""
    label = label_of(field.name)
    if field.name == "body":
        for hunk in field.clashes:
            text = "\n".join(line.text for line in diffs.lines("".join(hunk.mine)))
            if choices.get(hunk.key) == "theirs" and text:
                yield Left(label=label, text=text)
    elif field.outcome == "clash" and choices.get(field.name) == "theirs":
        values = field.mine if isinstance(field.mine, tuple) else (field.mine,)
        text = ", ".join(reader.names.said(field.name, value) for value in values)
        if text:
            yield Left(label=label, text=text)
