"""Why a story stands on a front, or does not, in words."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.fronts.composing import Automatic, Because, Pinned, Reason, Waiting
from articles.fronts.layout import Rule, Slot, Source

# What the key of a rule is called, by the source and the key.
type Names = Mapping[tuple[Source, int], str]

_RANKS = {
    1: gettext_lazy("Newest"), 2: gettext_lazy("Second newest"), 3: gettext_lazy("Third newest"),
}  # fmt: skip
_READ = {
    1: gettext_lazy("Most read"), 2: gettext_lazy("Second most read"),
    3: gettext_lazy("Third most read"),
}  # fmt: skip
_WAITING = {
    Because.OVER: gettext_lazy("its time is over"),
    Because.NOT_LIVE: gettext_lazy("readers cannot open it"),
    Because.TWICE: gettext_lazy("it stands further up already"),
    Because.NO_ROOM: gettext_lazy("there is no room for it"),
}


def told(reason: Reason, *, names: Names, at: datetime) -> str:
    """A sentence or two; `at` is the moment of the front."""
    if isinstance(reason, Pinned):
        return _pinned(reason.slot, at)
    said = _rank(reason) + _of(reason.rule, names) + _elsewhere(reason)
    if reason.moved_up:
        return _("%(why)s. Has a picture, so it moved up") % {"why": said}
    return said


def waiting(each: Waiting) -> str:
    """Why a pinned story does not stand where it was put."""
    if each.because == Because.NOT_YET and each.slot.starts_at:
        return _("Waits until %(moment)s") % {"moment": _moment(each.slot.starts_at)}
    return _("Not shown: %(why)s") % {"why": _WAITING[each.because]}


def _pinned(slot: Slot, at: datetime) -> str:
    parts = [_("Pinned by %(name)s") % {"name": slot.pinned_by} if slot.pinned_by else _("Pinned")]
    if slot.pinned_at:
        parts.append(_moment(slot.pinned_at))
    if slot.ends_at:
        same_day = localtime(slot.ends_at).date() == localtime(at).date()
        parts.append(_("until %(moment)s") % {"moment": _moment(slot.ends_at, hour=same_day)})
    return ", ".join(parts)


def _moment(moment: datetime, *, hour: bool = False) -> str:
    local = localtime(moment)
    time = date_format(local, "TIME_FORMAT")
    return time if hour else f"{date_format(local, 'MONTH_DAY_FORMAT')} {time}"


def _rank(reason: Automatic) -> str:
    place = {"place": reason.place}
    if reason.rule.source == Source.MOST_READ:
        return str(_READ.get(reason.place) or _("Number %(place)d of the most read") % place)
    return str(_RANKS.get(reason.place) or _("Number %(place)d of the newest") % place)


def _of(rule: Rule, names: Names) -> str:
    name = names.get((rule.source, rule.key)) if rule.key is not None else None
    if name is None:
        return ""
    if rule.source == Source.TAG:
        return _(" with the tag %(name)s") % {"name": name}
    return _(" in %(name)s") % {"name": name}


def _elsewhere(reason: Automatic) -> str:
    count = len(reason.elsewhere)
    if not count:
        return ""
    if reason.rule.source == Source.MOST_READ:
        said = ngettext(
            "; %(count)d that is read more stands elsewhere",
            "; %(count)d that are read more stand elsewhere", count,
        )  # fmt: skip
    else:
        said = ngettext(
            "; %(count)d newer stands elsewhere", "; %(count)d newer stand elsewhere", count
        )
    return said % {"count": count}
