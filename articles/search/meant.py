"""“Did you mean”: another spelling of a query that found nothing."""

import re
from datetime import datetime

from accounts.folding import fold
from articles.search import Query, parse, search, vocabulary
from articles.search.nearness import SHORTEST, nearest

# Each costs a search.
TRIES = 3
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def meant(query: Query, *, at: datetime) -> str:
    """The query with words that headlines and names have, if it finds something that is live."""
    better = {word: found for word in _unknown(query) if (found := _better(word))}
    # All of them at once, then each by itself: an unknown word may stand in some text.
    ways = [better, *({word: found} for word, found in better.items())][:TRIES]
    tried = dict.fromkeys(_with(query.text, way) for way in ways if way)
    return next((text for text in tried if search(parse(text), at=at).count), "")


def _unknown(query: Query) -> list[str]:
    words = [word for each in query.wanted for word in each.words]
    for names in (query.authors, query.sections, query.tags):
        words += [word for name in names for word in _WORD.findall(name)]
    folded = {word: fold(word) for word in words if len(fold(word)) >= SHORTEST}
    known = vocabulary.known(folded.values())
    return [word for word, key in folded.items() if key not in known]


def _better(word: str) -> str:
    ranked = nearest(fold(word), vocabulary.alike(fold(word)))
    if not ranked:
        return ""
    spelled = (each for each in ranked if each.folded == ranked[0].folded)
    found = min(spelled, key=lambda each: _script(each.spelling) != _script(word)).spelling
    return found.capitalize() if word[0].isupper() else found


def _script(word: str) -> bool:
    return bool(_CYRILLIC.search(word))


def _with(text: str, better: dict[str, str]) -> str:
    return _WORD.sub(lambda found: better.get(found[0], found[0]), text)
