"""Names that are each given once."""

from collections import Counter


class Numbering:
    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._given: set[str] = set()

    def unique(self, name: str) -> str:
        """The name itself at first, with a number behind it when it was given before."""
        given = name
        while given in self._given:
            self._asked[name] += 1
            given = f"{name}:{self._asked[name] + 1}"
        self._given.add(given)
        return given
