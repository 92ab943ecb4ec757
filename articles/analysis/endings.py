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
# What has to be left of a word: hardly any that is declined is shorter. An r may be its vowel: trg.
_ENOUGH = re.compile("[aeiouy][^aeiouy]|(?=.*[aeiouyr])...")


@dataclass(frozen=True, slots=True)
class Endings:
    """What is kept of an ending, by ending, and the changes of sound that forms differ by."""

    kept: dict[str, str]
    longest: int
    changes: tuple[Change, ...]

    def stem(self, word: str) -> str:
        while True:
            while (shorter := self._cut(word)) != word:
                word = shorter
            bare = word
            for change in self.changes:
                word = change(word)
            if word == bare:
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


def _irregular(table: str) -> Change:
    """Of a table in which `psi=pas` says what a word is a form of, as far as it has been cut."""
    known = dict(part.split("=") for part in table.split())
    return lambda word: known.get(word, word)


def _after(letters: str, endings: str) -> str:
    """For a table: endings that stand after one of these letters only."""
    return " ".join(f"{each}{ending}={each}" for each in letters for ending in endings.split())


# Novinarka and učenička are a novinar and an učenik; gradski is of the grad.
_DERIVED = _change("(?<=..[ae]r)k$|(?<=.tel)k$|(?<=.nic)k$|(?<=....)sk$", "")
# Momci, vojnici and knjizi are many a momak, vojnik and knjiga.
_SOFTENED = (
    _change("(?<=[^aeiou])c$|(?<=...[aio])c$|(?<=.....)c$", "k"),
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
    # Gradova; glasali and glasanje.
    _change("(?<=....)(?:ov|[aei]l|[ae]nj|en)$", ""),
    _DERIVED,
    _fleeting("a(?=[ckrlnmt]$)"),
    *_SOFTENED,
    _irregular("psa=pas psi=pas psu=pas pse=pas psom=pas psima=pas dec=det detet=det ljud=covek"),
)
_MACEDONIAN = _endings(
    """
    a e i o ot iot ata=a sta=st oto=o eto=e ite=i ete=e
    ovi ovite evi evite inja injata ija ii
    anin=an aninot=an
    """,
    _change("(?<=....)[ae]nj$", ""),
    _DERIVED,
    _fleeting("[ae](?=r$)|[eo](?=c$)|o(?=k$)|e(?=n$)"),
    *_SOFTENED,
    _irregular("dec=det lugj=covek"),
)
_BULGARIAN = _endings(
    """
    a e i o ja at jat ijat ija ii ata=a jata=ja sta=st stta=st oto=o eto=e ite=i ete=e
    ove ovete eve evete
    anin=an aninat=an anina=an arin=ar arinat=ar arina=ar
    """,
    _DERIVED,
    _fleeting("[ae](?=[rc]$)|a(?=k$)|e(?=n$)"),
    *_SOFTENED,
    _irregular("dec=det"),
)
_SLOVENIAN = _endings(
    """
    a e i o u om em ov ev oma ema ama am ami ah ih im imi ima ega emu oj ovi ove
    """,
    _DERIVED,
    _fleeting("e(?=[crkln]$)"),
    *_SOFTENED,
    _irregular("ljud=clovek"),
)
_ALBANIAN = _endings(
    """
    a e i o u j it ut et at ot in un en an on es is os ve ave eve ive ove ash esh ish
    ise ine ite ase ane ate ose one ja je jes jen jet jeve enj enjte enjve nte=n njte=nj mte=m
    tr=t ra=r rat=r rave=r
    """,
    _fleeting("e(?=r$)"),
    # Peshq and zogj are many a peshk and zog.
    _change("(?<=.)q$", "k"),
    _change("(?<=.)gj$", "g"),
    _irregular("gra=gru grat=gru djem=djal dua=dor duar=dor net=nat pyj=pyll yj=yll"),
    # Qyteti i vjetër, qytetin e vjetër: the article follows the case of its noun.
    _irregular("i=e te=e se=e"),
)
_CONSONANTS = "bcdfghjklmnprstvyz"
_TURKISH = _endings(
    f"""
    {_after("cfhkpst", "ta te tan ten taki teki")} {_after(_CONSONANTS, "la le li lu")}
    a e i u n s y ya ye yi yu na ne ni nu
    dir dur da de nda nde dan den ndan nden daki deki ndaki ndeki
    in un nin nun si su sina sine sini sinin sinda sinde sindan sinden
    suna sunu sunun sunda sundan sunde sunden
    ina ine ini inin inda inde indan inden una unu unun unda unde undan unden
    lar ler lari leri larin lerin lara lere larda lerde lardan lerden larla lerle
    larina lerine larini lerini larinin lerinin larinda lerinde larindan lerinden lariyla leriyle
    yla yle iyla iyle uyla uyle siyla siyle suyla suyle siz suz
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
