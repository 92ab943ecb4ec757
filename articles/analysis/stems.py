"""What the inflected forms of a word have in common, by its language; of folded words."""

import threading
from collections.abc import Callable

import snowballstemmer

from accounts.folding import fold
from articles.analysis.endings import OURS

# Serbian in both scripts, Croatian and Bosnian are one language to whoever looks for a word.
_TONGUES = {"sr-Cyrl": "sr", "sr-Latn": "sr", "hr": "sr", "bs": "sr"}
# Names of the algorithms of snowballstem.org.
_SNOWBALL = {"en": "english", "de": "german"}
# Stemmers are not safe to use in two threads at once.
_own = threading.local()


def tongue(language: str) -> str:
    """The language as far as words are concerned; one code for all that share their words."""
    return _TONGUES.get(language, language)


def stem(folded: str, language: str) -> str:
    """The stem of a folded word, folded; the word itself where the language has no stemmer."""
    words = tongue(language)
    if words in OURS:
        return OURS[words].stem(folded)
    return fold(_stemmer(_SNOWBALL[words])(folded)) if words in _SNOWBALL else folded


def _stemmer(name: str) -> Callable[[str], str]:
    made: dict[str, Callable[[str], str]] = _own.__dict__
    if name not in made:
        made[name] = snowballstemmer.stemmer(name).stemWord
    return made[name]
