"""How the sections of the front page stand below each other."""

from collections.abc import Iterable
from enum import StrEnum


class Row(StrEnum):
    WIDE = "wide"
    HALF = "half"
    OPINION = "opinion"


def arrange(opinion: Iterable[bool]) -> list[Row]:
    """How sections stand below each other, told for each whether it is opinion.

    Opinion has a row to itself. Of the others one takes a row and the next two share one, in turn;
    a half never stands alone.
    """
    rows: list[Row] = []
    run = 0
    for is_opinion in [*opinion, True]:
        if not is_opinion:
            run += 1
            continue
        while run:
            is_pair = run == 2 or (run > 1 and rows[-1:] == [Row.WIDE])
            rows += [Row.HALF] * 2 if is_pair else [Row.WIDE]
            run -= 2 if is_pair else 1
        rows.append(Row.OPINION)
    return rows[:-1]
