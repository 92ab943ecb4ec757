"""What the inflected forms of a word have in common, by its language; of folded words."""

import threading
from collections.abc import Callable

import snowballstemmer

from accounts.folding import fold
from articles.analysis.endings import OURS

# Serbian in both scripts, Croatian and Bosnian are one language to whoever looks for a word.
_TONGUES = {"hr": "sr", "bs": "sr"}
# Names of the algorithms of snowballstem.org.
_SNOWBALL = {"en": "english", "de": "german"}
# Of English, what Snowball takes for other words.
_IRREGULAR = """
children=child men=man women=woman fishermen=fisherman firemen=fireman policemen=policeman
postmen=postman people=person feet=foot teeth=tooth mice=mouse geese=goose wolves=wolf knives=knife
wives=wife thieves=thief halves=half loaves=loaf shelves=shelf calves=calf buses=bus gases=gas
began=begin begun=begin bought=buy broke=break broken=break brought=bring built=build caught=catch
chose=choose chosen=choose drove=drive driven=drive fallen=fall fell=fall flew=fly flown=fly
fought=fight found=find froze=freeze frozen=freeze grew=grow grown=grow held=hold kept=keep led=lead
lost=lose met=meet paid=pay ran=run sang=sing sung=sing sent=send shot=shoot sold=sell spent=spend
spoke=speak spoken=speak stole=steal stolen=steal stood=stand struck=strike swam=swim swum=swim
taught=teach thought=think threw=throw thrown=throw won=win wrote=write written=write
"""
_ENGLISH = dict(part.split("=") for part in _IRREGULAR.split())
# Stemmers are not safe to use in two threads at once.
_own = threading.local()


def tongue(language: str) -> str:
    """The language as far as words are concerned; one code for all that share their words."""
    base = language.lower().partition("-")[0]
    return _TONGUES.get(base, base)


def stem(folded: str, language: str) -> str:
    """The stem of a folded word, folded; the word itself where the language has no stemmer."""
    words = tongue(language)
    if words in OURS:
        return OURS[words].stem(folded)
    if words not in _SNOWBALL:
        return folded
    regular = _ENGLISH.get(folded, folded) if words == "en" else folded
    return fold(_stemmer(_SNOWBALL[words])(regular))


def _stemmer(name: str) -> Callable[[str], str]:
    made: dict[str, Callable[[str], str]] = _own.__dict__
    if name not in made:
        made[name] = snowballstemmer.stemmer(name).stemWord
    return made[name]
