"""What the learned filter looks at: words and parts of words, pairs of words, a few shapes."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from comments.spam.words import words
from comments.text import LINK

# Places that features share by chance; with a quarter of a million few that matter meet.
BUCKETS = 1 << 18
SIZES = (3, 4, 5)
LONGEST_WORD = 24
# A long text is known by its beginning and its end, so that no comment takes longer.
BEGINNING, END = 700, 300

_DIGITS = str.maketrans("123456789", "000000000")


def features(text: str, website: str = "") -> tuple[int, ...]:
    """The places of all that is to be seen in a comment, each once, in order."""
    looked_at = read(text, website)
    there = [word.folded for word in words(looked_at)]
    seen = set(_shapes(looked_at, length=len(text), has_website=bool(website)))
    for word in set(there):
        seen.update(of_word(word))
    seen.update(of_pair(first, second) for first, second in set(pairwise(there)))
    return tuple(sorted(seen))


def read(text: str, website: str) -> str:
    """As much of a comment as is looked at."""
    if len(text) > BEGINNING + END:
        text = f"{text[:BEGINNING]}\n{text[-END:]}"
    return f"{text}\n{website}"


@lru_cache(maxsize=1 << 13)
def of_word(folded: str) -> tuple[int, ...]:
    """The places of a word and of its parts; a number counts by how many digits it has."""
    whole = f"^{folded[:LONGEST_WORD].translate(_DIGITS)}$"
    parts = {whole[at : at + size] for size in SIZES for at in range(len(whole) - size + 1)}
    return tuple(sorted({_place(part) for part in parts | {whole}}))


def of_pair(first: str, second: str) -> int:
    """The place of two words that follow one another."""
    return _place(f"{first[:LONGEST_WORD]} {second[:LONGEST_WORD]}".translate(_DIGITS))


def _place(feature: str) -> int:
    return crc32(feature.encode()) % BUCKETS


def _shapes(text: str, *, length: int, has_website: bool) -> Iterator[int]:
    letters = sum(map(str.isalpha, text)) or 1
    shapes = {
        "links": min(len(LINK.findall(text)), 4),
        "length": length.bit_length(),
        "capitals": 10 * sum(map(str.isupper, text)) // letters,
        "digits": 10 * sum(map(str.isdigit, text)) // len(text),
        "exclamations": min(text.count("!"), 4),
        "lines": text.count("\n").bit_length(),
        "website": has_website,
    }
    return (_place(f"={name}={value}") for name, value in shapes.items())
