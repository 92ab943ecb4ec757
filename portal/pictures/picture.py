"""What the site knows of one picture, as a value: the files themselves are found by its name."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from portal.pictures import names
from portal.pictures.intake import Intake


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """The files of one ratio in one format, a file for each width."""

    ratio: str
    format: str
    generation: str
    widths: tuple[int, ...]

    def name(self, master: str, *, width: int) -> str:
        return names.rendition(
            master, generation=self.generation, ratio=self.ratio, width=width, extension=self.format
        )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A stored picture; `recipe` tells by which rules its renditions were all made, or nothing."""

    name: str
    width: int
    height: int
    focal_x: float = 0.5
    focal_y: float = 0.5
    renditions: tuple[Rendition, ...] = ()
    recipe: str = ""

    def __hash__(self) -> int:
        """Of its name, which is its own: all the rest would take longer than most of its uses."""
        return hash(self.name)

    def with_focal(self, x: float, y: float) -> Self:
        """The same picture cropped around another point; only what is not cropped stays."""
        if (x, y) == (self.focal_x, self.focal_y):
            return self
        uncropped = tuple(each for each in self.renditions if each.ratio == "original")
        return replace(self, focal_x=x, focal_y=y, renditions=uncropped, recipe="")


@dataclass(frozen=True, kw_only=True)
class NewPicture:
    """A picture that is stored when its row is saved, so that a refused form leaves no file."""

    intake: Intake
    focal_x: float = 0.5
    focal_y: float = 0.5


def as_json(picture: Picture) -> dict[str, Any]:
    return asdict(picture)


def from_json(value: dict[str, Any]) -> Picture:
    """Read what `as_json` wrote; what a later version added to it is left out."""
    renditions = tuple(
        Rendition(
            ratio=each["ratio"],
            format=each["format"],
            generation=each["generation"],
            widths=tuple(each["widths"]),
        )
        for each in value.get("renditions", ())
    )
    return Picture(
        name=value["name"],
        width=value["width"],
        height=value["height"],
        focal_x=value.get("focal_x", 0.5),
        focal_y=value.get("focal_y", 0.5),
        renditions=renditions,
        recipe=value.get("recipe", ""),
    )
