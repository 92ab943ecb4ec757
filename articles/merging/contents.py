"""Two people's versions of a story put together field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from articles.content import Content
from articles.diffs.contents import LISTS, ORDER
from articles.merging.blocks import Choice, Hunk, bare, merge_blocks
from articles.merging.lists import merge_lists

Outcome = Literal["same", "theirs", "mine", "merged", "clash"]

# The words of a picture say nothing of another one.
OF_ONE_PICTURE = ("lead_image_id", "lead_alt", "lead_caption")


@dataclass(frozen=True)
class FieldMerge:
    """One field: `value` is what becomes of it, unless it is to be chosen.

    Of the text, `hunks` say the same of its parts.
    """

    name: str
    outcome: Outcome
    theirs: Any
    mine: Any
    value: Any
    hunks: tuple[Hunk, ...] = ()

    @property
    def clashes(self) -> tuple[Hunk, ...]:
        return tuple(hunk for hunk in self.hunks if hunk.source == "clash")

    def chosen(self, choices: Mapping[str, Choice]) -> Any:
        """With what somebody chose by field, and by the key of a hunk.

        Where nobody did, nothing of either side of the text is left out, and of any other field
        mine is taken.
        """
        if self.hunks:
            parts = (hunk.taken(choices.get(hunk.key, "both")) for hunk in self.hunks)
            return "".join(block for part in parts for block in part)
        choice = choices.get(self.name, "mine") if self.outcome == "clash" else None
        if choice == "both" and self.name in LISTS:
            return tuple(dict.fromkeys((*self.theirs, *self.mine)))
        return {"theirs": self.theirs, "mine": self.mine}.get(choice or "", self.value)


def merge(base: Content | None, theirs: Content, mine: Content) -> tuple[FieldMerge, ...]:
    """Every field, in the order in which they are read.

    Without the content that both began with, whatever differs is to be chosen.
    """
    found = {
        name: _field(
            name, getattr(base, name) if base else None, getattr(theirs, name),
            getattr(mine, name), based=base is not None,
        )
        for name in ORDER
    }  # fmt: skip
    return tuple(_keep_together(found).values())


def merged(
    fields: tuple[FieldMerge, ...], mine: Content, choices: Mapping[str, Choice] | None = None
) -> Content:
    """The content that they make, with what was chosen."""
    return replace(mine, **{each.name: each.chosen(choices or {}) for each in fields})


def _field(name: str, base: Any, theirs: Any, mine: Any, *, based: bool) -> FieldMerge:
    if name == "body":
        return _body(base, theirs, mine)
    if theirs == mine:
        return FieldMerge(name, "same", theirs, mine, mine)
    if based and theirs == base:
        return FieldMerge(name, "mine", theirs, mine, mine)
    if based and mine == base:
        return FieldMerge(name, "theirs", theirs, mine, theirs)
    together = merge_lists(base, theirs, mine) if based and name in LISTS else None
    if together is None:
        return FieldMerge(name, "clash", theirs, mine, mine)
    return FieldMerge(name, "merged", theirs, mine, together)


def _body(base: str | None, theirs: str, mine: str) -> FieldMerge:
    if bare([theirs]) == bare([mine]):
        return FieldMerge("body", "same", theirs, mine, mine)
    hunks = merge_blocks(base, theirs, mine)
    sources = {hunk.source for hunk in hunks} - {"same"}
    outcome: Outcome = "merged"
    if "clash" in sources:
        outcome = "clash"
    elif len(sources) == 1:
        outcome = "theirs" if sources == {"theirs"} else "mine"
    value = "".join(block for hunk in hunks for block in hunk.taken())
    return FieldMerge("body", outcome, theirs, mine, value, hunks)


def _keep_together(found: dict[str, FieldMerge]) -> dict[str, FieldMerge]:
    """One side's picture never comes under the other side's words unasked."""
    of_picture = [found[name] for name in OF_ONE_PICTURE]
    sides = {each.outcome for each in of_picture}
    both = "clash" in sides or {"theirs", "mine"} <= sides
    if of_picture[0].outcome == "same" or not both:
        return found
    asked = {
        each.name: replace(each, outcome="clash", value=each.mine)
        for each in of_picture
        if each.outcome != "same"
    }
    return found | asked
