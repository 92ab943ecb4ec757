"""A text compared with another: by sentence, then by word, with its bold, italics and links."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from articles.diffs.sequences import align, matches

Change = Literal["equal", "deleted", "inserted"]

TOKEN = re.compile(r"\w+(?:[’'\u2010\u2011-]\w+)*|\s+|[^\w\s]")
WORD = re.compile(r"\w+")
ENDS, CLOSERS = frozenset(".!?…"), frozenset("\"”“’»)]'")
# Letters that two changes may have between them and still be read as one.
FEW, MANY = 3, 12


@dataclass(frozen=True)
class Style:
    """How a run of words is marked up; `link` is where it leads, `title` what the link says."""

    strong: bool = False
    em: bool = False
    link: str = ""
    title: str = ""


PLAIN = Style()


@dataclass(frozen=True)
class Piece:
    text: str
    style: Style = PLAIN


@dataclass(frozen=True)
class Run:
    """Words that both texts have, or one of them only."""

    change: Change
    text: str
    style: Style = PLAIN


def compare_words(old: Iterable[Piece], new: Iterable[Piece]) -> tuple[Run, ...]:
    """The runs of both texts in order.

    The equal and the inserted ones joined are the new text, the equal and the deleted ones the
    old. The same words in another style are a change.
    """
    before, after = _sentences(_tokens(old)), _sentences(_tokens(new))
    found: list[tuple[Change, Piece]] = []
    for pair in align(before, after, likeness=_likeness):
        left = before[pair.old] if pair.old is not None else ()
        right = after[pair.new] if pair.new is not None else ()
        found += _by_word(left, right)
    return _joined(_calm(found))


def compare_texts(old: str, new: str) -> tuple[Run, ...]:
    """The same of texts without markup."""
    return compare_words([Piece(old)], [Piece(new)])


def text_of(pieces: Iterable[Piece | Run]) -> str:
    return "".join(piece.text for piece in pieces)


def likeness(left: str, right: str) -> float:
    """How many of their words two texts have in common, from 0 to 1."""
    mine, yours = _words(left), _words(right)
    total = mine.total() + yours.total()
    return 2 * (mine & yours).total() / total if total else float(left == right)


@lru_cache(maxsize=512)
def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def _tokens(pieces: Iterable[Piece]) -> list[Piece]:
    return [Piece(token, piece.style) for piece in pieces for token in TOKEN.findall(piece.text)]


def _sentences(tokens: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Each with the spaces behind it."""
    sentences: list[list[Piece]] = [[]]
    over = False
    for token in tokens:
        if over and token.text[0] not in CLOSERS and not token.text.isspace():
            over = False
            if sentences[-1][-1].text.isspace():
                sentences.append([])
        sentences[-1].append(token)
        over = over or token.text in ENDS or "\n" in token.text
    return [tuple(sentence) for sentence in sentences if sentence]


def _likeness(left: tuple[Piece, ...], right: tuple[Piece, ...]) -> float:
    return likeness(text_of(left), text_of(right))


def _by_word(left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[tuple[Change, Piece]]:
    i = j = 0
    for same, same_new in [*matches(left, right), (len(left), len(right))]:
        yield from (("deleted", piece) for piece in left[i:same])
        yield from (("inserted", piece) for piece in right[j:same_new])
        if same < len(left):
            yield ("equal", left[same])
        i, j = same + 1, same_new + 1


def _calm(found: list[tuple[Change, Piece]]) -> Iterator[tuple[Change, Piece]]:
    """What lies between two changes and says little by itself becomes part of them.

    Within a change, what is gone comes before what came.
    """
    islands = [list(group) for _same, group in groupby(found, lambda each: each[0] == "equal")]
    last = len(islands) - 1
    changed: list[tuple[Change, Piece]] = []
    for place, island in enumerate(islands):
        equal = island[0][0] == "equal"
        if not equal:
            changed += island
        elif 0 < place < last and _is_slight(island, islands[place - 1], islands[place + 1]):
            changed += [("deleted", piece) for _change, piece in island]
            changed += [("inserted", piece) for _change, piece in island]
        else:
            yield from _gone_first(changed)
            yield from island
            changed = []
    yield from _gone_first(changed)


def _gone_first(changed: list[tuple[Change, Piece]]) -> list[tuple[Change, Piece]]:
    return sorted(changed, key=lambda each: each[0] == "inserted")


def _is_slight(
    island: list[tuple[Change, Piece]],
    before: list[tuple[Change, Piece]],
    after: list[tuple[Change, Piece]],
) -> bool:
    # A line break parts what is read apart.
    if any("\n" in piece.text for _change, piece in island):
        return False
    letters = _letters(island)
    return letters == 0 or (letters <= FEW and min(_letters(before), _letters(after)) >= MANY)


def _letters(island: list[tuple[Change, Piece]]) -> int:
    return sum(len(piece.text) for _change, piece in island if piece.text[0].isalnum())


def _joined(found: Iterable[tuple[Change, Piece]]) -> tuple[Run, ...]:
    return tuple(
        Run(change, "".join(piece.text for _change, piece in group), style)
        for (change, style), group in groupby(found, lambda each: (each[0], each[1].style))
    )
