"""Addresses from names in the scripts of the Balkans.

Django's slugify drops what NFKD cannot reduce to ASCII: «Вести дана» would be empty and «Đorđe»
would be "ore". Sources of the tables: Serbian, the ASCII letters under its own Latin script;
Macedonian and Bulgarian, the romanisations of their passports; Greek, ELOT 743.
"""

import re

from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

not_all_digits = RegexValidator(r"^\d+$", _("An address needs a letter."), inverse_match=True)

_SERBIAN = dict(zip(
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    [
        "a", "b", "v", "g", "d", "dj", "e", "z", "z", "i", "j", "k", "l", "lj", "m",
        "n", "nj", "o", "p", "r", "s", "t", "c", "u", "f", "h", "c", "c", "dz", "s",
    ],
    strict=True,
))  # fmt: skip
_MACEDONIAN = {"ж": "zh", "ч": "ch", "ш": "sh", "џ": "dzh", "ѓ": "gj", "ќ": "kj", "ѕ": "dz"}
_BULGARIAN = {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sht", "й": "y", "ц": "ts",
    "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "ы": "y", "э": "e", "ё": "yo",
}  # fmt: skip
_LATIN = {"đ": "dj", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"}
_GREEK = {
    "ου": "ou", "ού": "ou", "θ": "th", "χ": "ch", "ψ": "ps", "ξ": "x",
    **dict(zip("αβγδεζηικλμνοπρστυφως", "avgdeziiklmnoprstyfos", strict=True)),
    **dict(zip("άέήίόύώϊϋΐΰ", "aeiioyoiyiy", strict=True)),
}  # fmt: skip
_LETTERS_OF_BULGARIAN = re.compile("[щъьюяйыэё]")
_LETTERS_OF_MACEDONIAN = re.compile("[ѓќѕ]")


def make_slug(text: str, *, language: str = "", longest: int = 80) -> str:
    """An ASCII address part, cut between words; empty where the text has no letter that we know.

    Without a language, letters that only one of the Cyrillic alphabets has decide which it is.
    """
    lowered = text.lower()
    table = _LATIN | _GREEK | _SERBIAN | _alphabet(lowered, language)
    keys = sorted(table, key=len, reverse=True)
    mapped = re.sub("|".join(map(re.escape, keys)), lambda found: table[found[0]], lowered)
    slug = slugify(mapped).strip("-_")
    if len(slug) <= longest:
        return slug
    return (slug[: longest + 1].rpartition("-")[0] or slug[:longest]).rstrip("-_")


def _alphabet(text: str, language: str) -> dict[str, str]:
    if language.startswith("bg") or _LETTERS_OF_BULGARIAN.search(text):
        return _BULGARIAN
    if language.startswith("mk") or _LETTERS_OF_MACEDONIAN.search(text):
        return _MACEDONIAN
    return {}
