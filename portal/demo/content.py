"""Reads the demo's stories, comments and captions, which are plain data beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

DRAFT, RETURNED, REVIEW, SCHEDULED, LIVE, PENDING, WITHDRAWN = (
    "draft", "returned", "review", "scheduled", "live", "pending", "withdrawn",
)  # fmt: skip
STATES = (DRAFT, RETURNED, REVIEW, SCHEDULED, LIVE, PENDING, WITHDRAWN)
# What the desk lets readers see, now or at the moment that was set.
PUBLISHED = (SCHEDULED, LIVE, PENDING, WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Pending:
    """An edit of a live story that waits for the desk; `append` comes after the text."""

    headline: str
    standfirst: str
    note: str
    append: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was put right so many hours after readers had the story."""

    kind: str
    text: str
    hours: float


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story in its final state; `desk_note` is what the desk wrote beside one that it returned.

    `days` lie between its publication and the seeding, negative for one to come; of a story that is not out, between
    its last saving and the seeding. In the text, `{{figure:KEY}}` is a picture with its caption and `{{story:KEY}}`
    the address of an older story.
    """

    key: str
    category: str
    headline: str
    standfirst: str
    body: str
    tags: tuple[str, ...]
    credits: tuple[str, ...]
    state: str = LIVE
    days: float = 0
    kicker: str = ""
    front_headline: str = ""
    language: str = "en"
    picture: str = ""
    lead_alt: str = ""
    lead_caption: str = ""
    pending: Pending | None = None
    desk_note: str = ""
    corrections: tuple[Told, ...] = ()

    def pictures(self) -> set[str]:
        """The keys of all pictures of the story."""
        figures = {part.split("}}")[0] for part in self.body.split("{{figure:")[1:]}
        return figures | ({self.picture} if self.picture else set())


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands beside a picture wherever it is used."""

    alt: str
    caption: str
    credit: str
    focal: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A reader's comment; `hours` count from the story's publication.

    Of an approved one, whether editors picked it, and why a reader objects to it.
    """

    key: str
    story: str
    name: str
    email: str
    text: str
    hours: float
    state: str = "approved"
    answers: str = ""
    website: str = ""
    note: str = ""
    picked: bool = False
    flagged: str = ""


@cache
def stories() -> tuple[Story, ...]:
    """All stories, the oldest first; those without a date come last."""
    read = [_story(path) for path in sorted((HERE / "stories").glob("*.toml"))]
    return tuple(
        sorted(read, key=lambda story: (story.state not in PUBLISHED, -story.days, story.key))
    )


@cache
def words() -> dict[str, Words]:
    """What stands beside each drawn scene, by its key."""
    found = _read(HERE / "pictures.toml")
    return {key: Words(**entry | {"focal": tuple(entry["focal"])}) for key, entry in found.items()}


@cache
def remarks() -> tuple[Remark, ...]:
    """All comments, each after the one that it answers."""
    return tuple(Remark(**entry) for entry in _read(HERE / "comments.toml")["comment"])


def _story(path: Path) -> Story:
    entry = _read(path)
    pending = Pending(**entry.pop("pending")) if "pending" in entry else None
    for name in ("tags", "credits"):
        entry[name] = tuple(entry[name])
    entry["corrections"] = tuple(Told(**told) for told in entry.get("corrections", ()))
    return Story(key=path.stem, pending=pending, **entry)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
