"""Light stemmers of our own, for folded words: endings are cut until none is left.

Cutting until nothing changes takes more than a grammar would, but of every form alike, and makes a
stem its own stem. What the tables hold is from grammars; that so little suffices is from light
stemmers in print: Bulgarian, Nakov 2003 and Savoy 2007; Croatian, Ljubešić, Boras and Kubelka 2007;
Turkish, Can and others 2008; Greek, Ntais 2006. Why ours: docs/decisions/0017.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

type Change = Callable[[str], str]
# What has to be left of a word; a language has hardly any shorter that is declined.
_ENOUGH = re.compile("[aeiouy][^aeiouy]|(?=.*[aeiouy])...")


@dataclass(frozen=True, slots=True)
class Endings:
    """What is kept of an ending, by ending, and the changes of sound that forms differ by."""

    kept: dict[str, str]
    longest: int
    changes: tuple[Change, ...]

    def stem(self, word: str) -> str:
        before = ""
        while word != before:
            before = word
            while (shorter := self._cut(word)) != word:
                word = shorter
            for change in self.changes:
                word = change(word)
        return word

    def _cut(self, word: str) -> str:
        """Without its longest ending that leaves enough."""
        for size in range(self.longest, 0, -1):
            kept = self.kept.get(word[-size:])
            if kept is not None and _ENOUGH.match(rest := word[:-size] + kept):
                return rest
        return word


def _endings(table: str, *changes: Change) -> Endings:
    """Of a table in which `ata=a` says that of “ata” an “a” is kept."""
    parts = (part.partition("=") for part in table.split())
    kept = {ending: rest for ending, _, rest in parts}
    return Endings(kept, max(map(len, kept)), changes)


def _change(pattern: str, replacement: str) -> Change:
    compiled = re.compile(pattern)
    return lambda word: compiled.sub(replacement, word)


def _fleeting(vowel: str) -> Change:
    """A vowel that only the form without an ending has: momak, momka."""
    return _change(f"(?<=..[^aeiou])(?:{vowel})", "")


# Momci, vojnici and knjizi are many a momak, vojnik and knjiga.
_SOFTENED = (
    _change("(?<=[^aeiou])c$|(?<=...[io])c$", "k"),
    _change("(?<=....)z$", "g"),
)

_SERBIAN = _endings(
    """
    a e i o u om em im am oj og oga ogu ome omu eg ega emu ih
    ama ima ovi ove ovima evi eve evima
    anin=an anina=an anine=an aninom=an aninu=an
    ao=al eo=el io=il uo=ul men=m
    """,
    # Rijeka and mjesto are reka and mesto.
    _change("ije(?=[^aeiou])|(?<=[bpvmtscd])je(?=[^aeiou])", "e"),
    _change("(?<=....)ov$", ""),
    _fleeting("a(?=[ckrlnmt]$)"),
    *_SOFTENED,
)
_MACEDONIAN = _endings(
    """
    a e i o ot iot ata=a sta=st oto=o eto=e ite=i ete=e
    ovi ovite evi evite inja injata ija ii
    anin=an aninot=an
    """,
    _fleeting("[ae](?=r$)|[eo](?=c$)|o(?=k$)|e(?=n$)"),
    *_SOFTENED,
)
_BULGARIAN = _endings(
    """
    a e i o ja at jat ijat ija ii ata=a jata=ja sta=st stta=st oto=o eto=e ite=i ete=e
    ove ovete eve evete
    anin=an aninat=an anina=an arin=ar arinat=ar arina=ar
    """,
    _fleeting("[ae](?=[rc]$)|a(?=k$)|e(?=n$)"),
    *_SOFTENED,
)
_SLOVENIAN = _endings(
    """
    a e i o u om em ov ev oma ema ama am ami ah ih im imi ima ega emu oj ovi ove
    """,
    _fleeting("e(?=[crkln]$)"),
    *_SOFTENED,
)
_ALBANIAN = _endings(
    """
    a e i o u j it ut et at in un en an es is se ne te ve ave eve ive ash esh ish
    ja je jes jen jet jeve se ise ite ine ive enj enjte enjve tr=t ra=r rat=r rave=r
    """,
    _fleeting("e(?=r$)"),
)
_TURKISH = _endings(
    """
    a e i u n ya ye yi yu na ne ni nu
    da de ta te nda nde dan den tan ten ndan nden
    in un nin nun si su sina sine sini sinin sinda sinde sindan sinden
    suna sunu sunun sunda sundan sunde sunden
    ina ine ini inin inda inde indan inden una unu unun unda unde undan unden
    lar ler lari leri larin lerin lara lere larda lerde lardan lerden larla lerle
    larina lerine larini lerini larinin lerinin larinda lerinde larindan lerinden lariyla leriyle
    la le yla yle iyla iyle uyla uyle siyla siyle suyla suyle daki deki taki teki ndaki ndeki
    """,
    _change("b$", "p"),
    _change("(?<=...)g$", "k"),
    _change("(?<=...)d$", "t"),
    _fleeting("[iu](?=[^aeiou]$)"),
)
_GREEK = _endings(
    """
    a e i o y as es is os on oi ou ous eis eos eon ata atos aton
    """
)
_ROMANIAN = _endings(
    """
    a e i o u ul ului le lui lor ea ei ele elor ia ie iei ii iile iilor ile ilor uri urile urilor
    """
)
OURS = {
    "sr": _SERBIAN,
    "mk": _MACEDONIAN,
    "bg": _BULGARIAN,
    "sl": _SLOVENIAN,
    "sq": _ALBANIAN,
    "tr": _TURKISH,
    "el": _GREEK,
    "ro": _ROMANIAN,
}
