"""What the learned filter looks at: words and parts of words, pairs of words, a few shapes."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise, starmap
from zlib import crc32

from comments.spam.words import words
from comments.text import LINK

# Places that features share by chance; with a quarter of a million few that matter meet.
BUCKETS = 1 << 18
SIZES = (3, 4, 5)
LONGEST_WORD = 24
# A long text is known by its beginning and its end, so that no comment takes longer.
BEGINNING, END = 400, 200

# Odd, so that the first of two words changes the place as much as the second, and their order too.
_APART = 0x9E3779B1
_DIGITS = str.maketrans("123456789", "000000000")

type Places = tuple[int, ...]


def features(text: str, website: str = "") -> tuple[int, ...]:
    """The places of all that is to be seen in a comment, each once, always in the same order."""
    looked_at = read(text, website)
    there = [of_word(word) for word in words(looked_at)]
    shapes = _shapes(looked_at, length=len(text), has_website=bool(website))
    return tuple(
        dict.fromkeys(chain(shapes, chain.from_iterable(there), starmap(of_pair, pairwise(there))))
    )


def read(text: str, website: str) -> str:
    """As much of a comment as is looked at."""
    if len(text) > BEGINNING + END:
        text = f"{text[:BEGINNING]}\n{text[-END:]}"
    return f"{text}\n{website}"


@lru_cache(maxsize=1 << 14)
def of_word(folded: str) -> Places:
    """The places of a word and of its parts; a number counts by how many digits it has.

    That of the whole word comes first. Parts are of signs, or of bytes where that is the same.
    """
    whole = f"^{folded[:LONGEST_WORD].translate(_DIGITS)}$"
    if whole.isascii():
        signs = whole.encode()
        parts = [signs[at : at + size] for size in SIZES for at in range(len(signs) - size + 1)]
    else:
        parts = [
            whole[at : at + size].encode() for size in SIZES for at in range(len(whole) - size + 1)
        ]
    return tuple(dict.fromkeys(crc32(part) % BUCKETS for part in [whole.encode(), *parts]))


def of_pair(first: Places, second: Places) -> int:
    """The place of two words that follow one another, of the places of each."""
    return (first[0] * _APART + second[0]) % BUCKETS


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
