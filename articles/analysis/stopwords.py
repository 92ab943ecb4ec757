"""Words that say nothing of what a story is about, folded; by language."""

from articles.analysis.stems import tongue

_ENGLISH = """
a about above after again against all also although am among an and another any are around as at be
because been before being below between both but by came can cannot could did do does doing done
down during each either else even ever every few first for from further get got had has have having
he her here hers herself him himself his how however i if in into is it its itself just last less
like made make many may me might mine more most much must my myself near neither never new no nor
not now of off often on once one only onto or other our ours out over own per perhaps put rather
said same say says see she should since so some still such take than that the their theirs them
themselves then there these they this those though through thus to today told too toward two under
until up upon us very was we well were what when where whether which while who whom whose why will
with within without would year years yes yet you your yours
"""
_WORDS = {language: frozenset(words.split()) for language, words in {"en": _ENGLISH}.items()}


def is_stop_word(folded: str, language: str) -> bool:
    return folded in _WORDS.get(tongue(language), ())
