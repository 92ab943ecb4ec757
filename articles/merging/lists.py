"""Tags, bylines and categories that two people changed, put together as what they are: sets in an
order."""

from collections.abc import Hashable, Sequence


def merge_lists[Value: Hashable](
    base: Sequence[Value], theirs: Sequence[Value], mine: Sequence[Value]
) -> tuple[Value, ...] | None:
    """What either side added and neither took away.

    None where both put what they have in common into orders of their own.
    """
    order = _order(base, theirs, mine)
    if order is None:
        return None
    lead, other = order
    gone = {value for value in base if value not in theirs or value not in mine}
    merged = [value for value in lead if value not in gone]
    kept = [value for value in other if value not in gone]
    for place, value in enumerate(kept):
        if value not in merged:
            follower = next((each for each in kept[place + 1 :] if each in merged), None)
            merged.insert(merged.index(follower) if follower else len(merged), value)
    return tuple(dict.fromkeys(merged))


def _order[Value: Hashable](
    base: Sequence[Value], theirs: Sequence[Value], mine: Sequence[Value]
) -> tuple[Sequence[Value], Sequence[Value]] | None:
    """The side whose order holds, and the other."""
    common = set(theirs) & set(mine)
    left, right = ([value for value in side if value in common] for side in (theirs, mine))
    was = [value for value in base if value in common]
    if left == right or [value for value in right if value in was] == was:
        return theirs, mine
    return (mine, theirs) if [value for value in left if value in was] == was else None
