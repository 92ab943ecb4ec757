"""Comments as a newsroom gets them, written by chance that begins the same each time."""

import random

from comments.spam.fitting import Example

_SAID = (
    "the bridge was closed again this morning and nobody told the people of the lower bank why "
    "my grandmother remembers the flood of the old mill better than the mayor does river ferry "
    "thank you for writing about our trains they come late every day and the tickets cost more "
    "festival music food children school bread market winter snow road repair council meeting"
)
TALK = _SAID.split()
WARES = ("cheap pills", "online casino bonus", "work from home", "hot crypto signals")


def talk(chance, words=20):
    return " ".join(chance.choice(TALK) for _each in range(words))


def advertisement(chance):
    return f"{talk(chance, 8)} {chance.choice(WARES)} {talk(chance, 8)}"


def mailbag(good, unwanted, *, seed=1, stories=12):
    """Examples of each kind, mixed."""
    chance = random.Random(seed)
    kinds = [False] * good + [True] * unwanted
    chance.shuffle(kinds)
    return [
        Example(advertisement(chance) if kind else talk(chance), "", kind, story=at % stories)
        for at, kind in enumerate(kinds)
    ]
