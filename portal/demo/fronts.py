"""What the demo's editors put on its front page and at the head of a section, by the keys of stories."""

from dataclasses import dataclass

from articles.fronts.layout import LEAD, PICKS


@dataclass(frozen=True, kw_only=True)
class Pin:
    story: str
    headline: str = ""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The page of a section, or without one the front page; pins by their zones."""

    section: str = ""
    note: str
    pins: dict[str, tuple[Pin, ...]]


SHAPES: tuple[Shape, ...] = (
    Shape(
        note="Four for a slow afternoon.",
        pins={
            PICKS: (
                Pin(story="observatory", headline="The comet that was not one"),
                Pin(story="cheese"),
                Pin(story="rain"),
                Pin(story="glass", headline="A furnace that may not go out"),
            )
        },
    ),
    Shape(
        section="culture",
        note="The cinema leads while its one film runs.",
        pins={LEAD: (Pin(story="cinema"),)},
    ),
)
