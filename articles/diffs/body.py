"""A story's text compared with another, by line: what stayed, changed, moved, came and went."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.diffs.lines import Line, lines
from articles.diffs.sequences import align
from articles.diffs.words import Run, compare_words, likeness

Fate = Literal["same", "changed", "added", "removed", "moved_here", "moved_away"]
# Fewer words stand in two places by chance.
WORDS_THAT_MOVE = 4


@dataclass(frozen=True)
class LineChange:
    """One line of either text or of both; `runs` are its words as `compare_words` has them."""

    fate: Fate
    old: Line | None
    new: Line | None
    runs: tuple[Run, ...] = ()

    @property
    def line(self) -> Line:
        """As it is now, else as it was."""
        found = self.new or self.old
        assert found is not None  # noqa: S101  # a change is one of something
        return found

    @property
    def old_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.change != "inserted")

    @property
    def new_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.change != "deleted")

    @property
    def changed_kind(self) -> bool:
        return bool(self.old and self.new and self.old.kind != self.new.kind)

    @property
    def changed_shape_only(self) -> bool:
        """Whether nothing that can be read has changed."""
        all_equal = all(run.change == "equal" for run in self.runs)
        return self.fate == "changed" and all_equal and not self.changed_kind


def compare_bodies(old: str, new: str) -> tuple[LineChange, ...]:
    """The lines of both texts, each once where it is in both, in the order of the new one."""
    before, after = lines(old), lines(new)
    found = [
        _change(
            before[pair.old] if pair.old is not None else None,
            after[pair.new] if pair.new is not None else None,
        )
        for pair in align(before, after, likeness=_likeness)
    ]
    return tuple(_with_moves(found))


def _likeness(old: Line, new: Line) -> float:
    if old == new:
        return 1.0
    if "picture" in (old.kind, new.kind) or "rule" in (old.kind, new.kind):
        return float(old.picture == new.picture and old.kind == new.kind)
    if "embed" in (old.kind, new.kind):
        return 0.0
    return likeness(old.text, new.text) * (1.0 if old.kind == new.kind else 0.9)


def _change(old: Line | None, new: Line | None) -> LineChange:
    runs = compare_words(old.pieces if old else (), new.pieces if new else ())
    if old and new:
        return LineChange("same" if old == new else "changed", old, new, runs)
    return LineChange("removed" if old else "added", old, new, runs)


def _with_moves(found: list[LineChange]) -> Iterator[LineChange]:
    """What is gone in one place and has come in another was moved."""
    gone: dict[Line, int] = defaultdict(int)
    came: dict[Line, int] = defaultdict(int)
    for change in found:
        if _can_move(change.line):
            gone[change.line] += change.fate == "removed"
            came[change.line] += change.fate == "added"
    moved_away = {line: min(gone[line], came[line]) for line in gone}
    moved_here = dict(moved_away)
    for change in found:
        line = change.line
        if change.fate == "removed" and moved_away.get(line):
            moved_away[line] -= 1
            yield _moved(change, "moved_away")
        elif change.fate == "added" and moved_here.get(line):
            moved_here[line] -= 1
            yield _moved(change, "moved_here")
        else:
            yield change


def _can_move(line: Line) -> bool:
    return (
        line.picture is not None
        or line.kind == "embed"
        or len(line.text.split()) >= WORDS_THAT_MOVE
    )


def _moved(change: LineChange, fate: Fate) -> LineChange:
    return LineChange(fate, change.old, change.new, change.runs)
