"""What readers may type, and what of it is looked for.

Words, all of which a story has; “a phrase”; -without; author: section: tag: with a name, in
quotation marks where it has spaces; after: and before: with a year, a month or a day.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

# A longer list of words finds hardly anything.
LONGEST = 200
MOST_WORDS = 8
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PART = re.compile(
    r"""(?P<minus>-(?=\S))?
        (?:(?P<field>author|section|tag|after|before):\s*(?=["\w]))?
        (?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """`words` stand beside each other in a story that has it; of a phrase there are several."""

    words: tuple[str, ...]
    is_negated: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What of a query is not looked for.

    `code` says why: "long" (what comes after LONGEST signs), "many" (words after the first
    MOST_WORDS), "date" (no year, month or day), "minus" (a minus before what can only be wanted),
    "only_minus" (words that a story must not have, and nothing that it should).
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for: all of it at once. `after` is the first day, `before` follows the last.

    Names of authors, sections and tags are as they were typed.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def wanted(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not word.is_negated)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.is_negated)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for; words that a story must not have are nothing."""
        named = self.authors or self.sections or self.tags
        return not (self.wanted or named or self.after or self.before)


def tidy(typed: str) -> str:
    """What is looked for, in one line: without what does not show, and no longer than LONGEST."""
    return _shown(typed)[:LONGEST].rstrip()


def words_of(text: str) -> tuple[str, ...]:
    """Its words as the index parts them, at whatever is no letter and no digit."""
    return tuple(_WORD.findall(text))


def parse(typed: str) -> Query:
    """What these signs ask for, whatever they are; `problems` has what of them is left out."""
    text = tidy(typed)
    problems = [Problem(code="long", text=over)] if (over := _shown(typed)[len(text) :]) else []
    words: list[Word] = []
    named: dict[str, list[str]] = {"author": [], "section": [], "tag": []}
    days: dict[str, date | None] = {"after": None, "before": None}
    for field, value, is_negated in _parts(text):
        if field and is_negated:
            problems.append(Problem(code="minus", text=f"-{field}:{value}"))
        elif field in named:
            named[field].append(value)
        elif field in days:
            if (day := _day(value)) is None:
                problems.append(Problem(code="date", text=value))
            days[field] = day or days[field]
        elif found := words_of(value):
            words.append(Word(words=found, is_negated=is_negated))
    kept, many = _counted(list(dict.fromkeys(words)))
    problems += [Problem(code="many", text=word.text) for word in many]
    query = Query(
        text=text, words=kept, authors=tuple(named["author"]), sections=tuple(named["section"]),
        tags=tuple(named["tag"]), **days, problems=tuple(problems),
    )  # fmt: skip
    if query.is_empty and query.unwanted:
        said = " ".join(f"-{word.text}" for word in query.unwanted)
        return replace(query, problems=(*problems, Problem(code="only_minus", text=said)))
    return query


def _shown(typed: str) -> str:
    signs = "".join(sign for sign in typed if sign.isprintable() or sign.isspace())
    return unicodedata.normalize("NFC", " ".join(signs.split()))


def _parts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each with its field, if it has one, and whether a minus stands before it."""
    for found in _PART.finditer(text.translate(_QUOTATION_MARKS)):
        value = " ".join((found["plain"] or found["quoted"] or "").split())
        if any(sign.isalnum() for sign in value):
            yield (found["field"] or "").lower(), value, bool(found["minus"])


def _counted(words: list[Word]) -> tuple[tuple[Word, ...], list[Word]]:
    """Those that together have no more than MOST_WORDS, a phrase cut to fit, and what is left."""
    kept, left, room = [], [], MOST_WORDS
    for word in words:
        fits, over = word.words[:room], word.words[room:]
        if fits:
            kept.append(replace(word, words=fits))
        if over:
            left.append(replace(word, words=over))
        room -= len(fits)
    return tuple(kept), left


def _day(value: str) -> date | None:
    found = _DAY.fullmatch(value)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
