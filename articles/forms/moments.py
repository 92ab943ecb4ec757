"""A moment as a field of the browser's own, in the newsroom's time zone, which stands beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles.forms import clocks
from articles.models import Article

# Beyond the calendar's ends no time zone can be reckoned; far within them is only a slip.
FIRST_YEAR, LAST_YEAR = 1970, 2200


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said beside a field of how far away its moment is; {} stands for the time between."""

    future: str | Promise
    past: str | Promise


REFUSALS = {
    "skipped": _("There is no such time: clocks are put forward then. Choose an hour later."),
    "twice": _("This time comes twice: clocks are put back. Choose an hour earlier or later."),
}
MOMENTS = ("publish_at", "unpublish_at", "embargo_until")
_WISHED = Told(
    future=_("goes live in {}, once it is scheduled"), past=_("{} ago, and nobody published it")
)
_SCHEDULED = Told(future=_("goes live in {}"), past=_("went live {} ago"))


def told_of(article: Article | None) -> dict[str, Told]:
    """What stands beside each moment of this story; a wish is not told as a promise."""
    is_planned = bool(article and article.status == Article.Status.PUBLISHED)
    was_out = bool(article and article.published_at)
    return {
        "publish_at": _SCHEDULED if is_planned or was_out else _WISHED,
        "unpublish_at": Told(future=_("comes down in {}"), past=_("came down {} ago")),
        "embargo_until": Told(future=_("ends in {}"), past=_("ended {} ago")),
    }


class MomentInput(forms.DateTimeInput):
    """`zone` and the distance are told by the server, and kept current by moments.js."""

    input_type = "datetime-local"
    template_name = "admin/articles/widgets/moment.html"
    told = Told(future=_("in {}"), past=_("{} ago"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        bounds = {"min": f"{FIRST_YEAR}-01-01T00:00", "max": f"{LAST_YEAR}-12-31T23:59"}
        super().__init__(bounds | (attrs or {}))

    @property
    def media(self) -> Media:
        return Media(js=[Script("js/admin/moments.js", type="module")])

    def format_value(self, value: Any) -> str | None:
        """To the minute, or to the second where a command set one."""
        if not isinstance(value, datetime):
            return str(value) if value else None
        return clocks.wall(value).isoformat(timespec="seconds" if value.second else "minutes")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = value if isinstance(value, datetime) else None
        moment = known or clocks.understood(value)
        if moment:
            context["widget"]["attrs"]["data-moment"] = str(int(moment.timestamp()))
        if moment and moment.second:
            # Browsers count steps of a minute otherwise, and refuse to send what is between.
            context["widget"]["attrs"]["step"] = 1
        return context | {
            "told": self.told,
            "moment": moment,
            "now": timezone.now(),
            "zone": timezone.get_current_timezone_name(),
            "offsets": clocks.offsets_json(),
            "refusals": REFUSALS,
        }


class MomentField(forms.DateTimeField):
    """What was not touched stays as it is, to the microsecond, in every hour of the year.

    `kept` is the moment that stood in the form: it may be finer than what a field shows.
    """

    widget = MomentInput
    kept: datetime | None = None
    default_error_messages = {
        "out_of_range": _("Choose a year from %(first)d to %(last)d."),
        **REFUSALS,
    }

    def prepare_value(self, value: Any) -> Any:
        """The moment itself, which the widget shows with its seconds."""
        return value

    def to_python(self, value: Any) -> datetime | None:
        shown = clocks.typed(value)
        if self.kept and shown == clocks.wall(self.kept):
            return self.kept
        if shown and not FIRST_YEAR <= shown.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise self._refusal("out_of_range", years)
        try:
            moment: datetime | None = super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            code = "skipped" if clocks.is_skipped(shown) else "twice"
            raise self._refusal(code, {}) from error
        return moment

    def _refusal(self, code: str, params: dict[str, Any]) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)
