"""How close two stories are: pure arithmetic."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A story seen from another: what they share, and the days between their publications."""

    pk: int
    days_apart: float
    shared_tags: tuple[str, ...] = field(default=())
    same_category: bool = False
    same_section: bool = False


def score(candidate: Candidate) -> float:
    """A shared tag is worth a category and a half, a category two sections.

    Interest halves every thirty days. A story that shares nothing still counts a little, so that no
    list stays empty.
    """
    closeness = (
        0.1
        + 3 * len(candidate.shared_tags)
        + 2 * candidate.same_category
        + 1 * candidate.same_section
    )
    return closeness * 0.5 ** (candidate.days_apart / 30)


def rank(candidates: list[Candidate], *, limit: int) -> list[Candidate]:
    """The closest candidates, best first; of equals, the newer row."""
    return sorted(candidates, key=lambda candidate: (-score(candidate), -candidate.pk))[:limit]


def reasons(candidate: Candidate) -> list[list[str]]:
    """Why it is on the list: pairs of a code and what it is about."""
    found = [["tag", tag] for tag in candidate.shared_tags]
    if candidate.same_category:
        found.append(["category", ""])
    elif candidate.same_section:
        found.append(["section", ""])
    found.append(["days", f"{candidate.days_apart:.0f}"])
    return found
