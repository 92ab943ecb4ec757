"""What a text has become, and what of it could not come along."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_SAMPLE = 100
# Of elements and blocks with names of their own: nobody reads a longer list.
MOST_KINDS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A picture that a text shows; its place among those of the text is its number.

    `attachment` is the number that the old system knew its file by. A picture of a gallery that
    names only these has no address, and no caption but that of its file. `caption` is HTML that
    nobody has cleaned, `link` where a click on the picture led, if not to itself.
    """

    address: str = ""
    attachment: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """What did not come along: its kind, how often, and the first of it."""

    code: str
    count: int = 1
    sample: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """A text on its way: HTML with places for pictures, for none but `settle`.

    `attached` are the posts whose pictures galleries show without naming them; the post itself is
    an empty one. `said` is what a reader of the old site saw, without markup.
    """

    html: str
    shown: tuple[Shown, ...] = ()
    attached: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    shortcodes: Mapping[str, int] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One of our library; `caption` is HTML, put below it where the text itself says nothing."""

    id: int
    address: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """A text as our editor saves it, with all that it lost, and its shortcodes that none knows."""

    body: str
    losses: tuple[Loss, ...] = ()
    shortcodes: Mapping[str, int] = field(default_factory=dict)


class Losses:
    """Losses as they are met, counted by their code."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._samples: dict[str, str] = {}

    def add(self, code: str, sample: str = "", *, count: int = 1) -> None:
        if code not in self._counts and len(self._counts) >= MOST_KINDS:
            code = f"{code.partition(':')[0]}:?"
        self._counts[code] += count
        if code not in self._samples:
            self._samples[code] = sample[:LONGEST_SAMPLE]

    def add_all(self, losses: tuple[Loss, ...]) -> None:
        for loss in losses:
            self.add(loss.code, loss.sample, count=loss.count)

    def all(self) -> tuple[Loss, ...]:
        return tuple(
            Loss(code=code, count=count, sample=self._samples[code])
            for code, count in sorted(self._counts.items())
        )
