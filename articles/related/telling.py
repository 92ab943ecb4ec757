"""Why a story stands below another, in words."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def told(reasons: Iterable[Sequence[object]]) -> list[str]:
    """One phrase for each kind of reason, in the order in which they first come.

    They are pairs of a code and what it is about, as they are stored; codes that a newer or an
    older release wrote and that nobody knows here are left out.
    """
    subjects: dict[str, list[str]] = {}
    for code, *about in filter(None, reasons):
        subjects.setdefault(str(code), []).extend(str(each) for each in about if each != "")
    phrases = (_PHRASES[code](about) for code, about in subjects.items() if code in _PHRASES)
    return [phrase for phrase in phrases if phrase]


def _words(about: list[str]) -> str:
    return _("in both: %(words)s") % {"words": ", ".join(about)} if about else ""


def _tags(about: list[str]) -> str:
    if not about:
        return ""
    said = ngettext("same tag: %(tags)s", "same tags: %(tags)s", len(about))
    return said % {"tags": ", ".join(about)}


def _days(about: list[str]) -> str:
    """Published so far from one another, whichever of them is newer."""
    try:
        days = round(abs(float(about[0])))
    except (IndexError, ValueError, OverflowError):
        return ""
    if days == 0:
        return _("the same day")
    return ngettext("%(days)d day apart", "%(days)d days apart", days) % {"days": days}


def _pinned(about: list[str]) -> str:
    return _("pinned by %(name)s") % {"name": about[0]} if about else _("pinned")


_PHRASES: dict[str, Callable[[list[str]], str]] = {
    "pinned": _pinned,
    "words": _words,
    "tag": _tags,
    "category": lambda _about: _("same category"),
    "section": lambda _about: _("same section"),
    "background": lambda _about: _("older background"),
    "days": _days,
    "newest": lambda _about: _("one of the newest, as nothing closer was found"),
}
