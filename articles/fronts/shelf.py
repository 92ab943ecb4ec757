"""Where a front gets its stories: those of one moment, which nothing before or after can change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from articles.fronts.composing import Found
from articles.fronts.layout import Rule
from articles.models import Article


class Shelf(Protocol):
    """The stories that readers may open at that moment, and nothing else."""

    @property
    def at(self) -> datetime: ...

    def find(
        self,
        depths: Mapping[Rule, int],
        pinned: Collection[int],
        *,
        but_opinion_of: tuple[int, ...] = (),
    ) -> Found:
        """So many of what each rule finds, and which of the pinned stories are live.

        Rules find the newest first, or the most read. Among the newest of the whole site there is
        no opinion of these sections.
        """
        ...

    def cards(self, stories: Collection[int], *, images: Mapping[int, int]) -> dict[int, Article]:
        """Those of these stories that are live, with all that cards print.

        `images` are, by stories, the keys of those that take the place of their own; one that is
        gone takes none.
        """
        ...
