"""Spellings of one word that are the same to whoever looks for it.

Script and diacritics do not count: Вучић, Vučić and Vucic fold alike, as do Đoković and Djokovic,
İstanbul and ISTANBUL. Sources of the tables are those of `accounts.slugs`; where alphabets disagree
on a letter the Serbian reading is the key, and `spellings` adds the other.
"""

import re
import unicodedata

from accounts.slugs import make_slug

# Before marks are dropped: й, ѓ and ќ are letters of their own, ϋ is never half of a pair, đ and ı
# have no mark to drop. Some keyboards have ð for đ.
_LETTERS = str.maketrans({
    **dict(zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        [
            "a", "b", "v", "g", "d", "dj", "e", "z", "z", "i", "j", "k", "l", "lj", "m",
            "n", "nj", "o", "p", "r", "s", "t", "c", "u", "f", "h", "c", "c", "dz", "s",
        ],
        strict=True,
    )),
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
    "й": "j", "щ": "st", "ъ": "a", "ь": "", "ю": "ju", "я": "ja", "ы": "i", "э": "e", "ё": "e",
    "і": "i", "ї": "i", "є": "e", "ґ": "g", "ѝ": "i", "ѐ": "e",
    "ϊ": "i", "ΐ": "i", "ϋ": "y", "ΰ": "y",
    "đ": "dj", "ð": "dj", "ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip
# After that, since ά, έ and ή have a mark that does not count. First what two letters are read as.
_PAIRS = [
    (re.compile(pair), read)
    for pair, read in [
        (r"\bμπ|μπ\b", "b"),
        ("γ(?=[γξχ])", "n"),
        ("(?<=[αεη])υ(?=[αβγδεζηιλμνορυω])", "v"),
        ("(?<=[αεη])υ", "f"),
        ("ου", "ou"),
    ]
]
_GREEK = str.maketrans({
    **dict(zip("αβγδεζηικλμνοπρστυφως", "avgdeziiklmnoprstyfos", strict=True)),
    "θ": "th", "χ": "ch", "ψ": "ps", "ξ": "x",
})  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]")
_CYRILLIC = re.compile("[а-яѐ-џ]")
# Each is also written with its first letter alone by those who have no key for it.
_TWO_KEYS = {
    "đ": ("dj", "d"),
    "ð": ("dj", "d"),
    "ђ": ("dj", "d"),
    "ѓ": ("gj", "g"),
    "ќ": ("kj", "k"),
}


def fold(text: str) -> str:
    """The text in small Latin letters without marks; other scripts and signs stay as they are."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    if lowered.isascii():
        return lowered
    plain = _MARKS.sub("", unicodedata.normalize("NFD", lowered.translate(_LETTERS)))
    return plain if plain.isascii() else _greek(plain.translate(_LETTERS))


def _greek(plain: str) -> str:
    for pair, read in _PAIRS:
        plain = pair.sub(read, plain)
    return plain.translate(_GREEK)


def spellings(word: str, language: str = "") -> tuple[str, ...]:
    """The folded word, then what else people write for it, folded too.

    Đoković is also looked for as Dokovic, Ѓорѓи as Gorgi; a Bulgarian or Macedonian name, by its
    language, also as its bearer's passport has it: Щърбанов as Shtarbanov.
    """
    folded = fold(word)
    if word.isascii():
        return (folded,)
    found = dict.fromkeys([folded])
    lowered = unicodedata.normalize("NFC", word).lower()
    short = folded
    for letter, (two, one) in _TWO_KEYS.items():
        if letter in lowered:
            short = short.replace(two, one)
    found[short] = None
    if language[:2] in ("bg", "mk") and word[:1].isupper() and _CYRILLIC.search(lowered):
        latin = make_slug(word, language=language)
        # By the law that made Щ of his name Sht, София is Sofia, and not Sofiya.
        found[re.sub("iya$", "ia", latin)] = None
    return tuple(spelling for spelling in found if spelling)
