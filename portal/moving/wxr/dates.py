"""What moment the dates of an export mean."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# How databases, and PHP after them, write that there is no date.
_NONE = ("0000-00-00", "-0001-11-30")
_LONGEST = 40
# Every offset from UTC that a place has had since there are blogs.
_FARTHEST, _STEP = timedelta(hours=14), timedelta(minutes=15)
# What PHP made of no date in the form that feeds have it.
_BEFORE_YEAR_ONE, _NO_DAYS = "-0001", ((1999, 11, 30), (1970, 1, 1))


class Clock:
    """Tells the moments of one file.

    It keeps how far from UTC the last entry was that says both times, of each month by itself since
    clocks are put back, for those that say only the local one, such as drafts. `strange` holds what
    could not be read since it was emptied.
    """

    def __init__(self) -> None:
        self._behind: timedelta | None = None
        self._of_months: dict[int, timedelta] = {}
        self.strange: list[str] = []

    def read(self, text: str) -> datetime | None:
        """A date with its time as a database writes it, in UTC or local, without a zone."""
        if not text or text.startswith(_NONE):
            return None
        try:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        except (ValueError, OverflowError):
            self.strange.append(text[:_LONGEST])
            return None

    def learn(self, *, utc: datetime | None, local: datetime | None) -> None:
        if utc and local:
            behind = utc - local
            if abs(behind) <= _FARTHEST and not behind % _STEP:
                self._behind = self._of_months[local.month] = behind

    def moment(
        self, *, utc: datetime | None, local: datetime | None, published: str = ""
    ) -> datetime | None:
        """The moment in UTC: as it says, else from its local time, else from what feeds are told.

        A local time is taken for UTC only if nothing in the file so far says how far it is.
        """
        behind = self._of_months.get(local.month, self._behind) if local else None
        if utc is None and local is not None and behind is not None:
            utc = _moved(local, by=behind)
        if utc is None and published:
            utc = _published(published)
        utc = utc or local
        return utc.replace(tzinfo=UTC) if utc else None


def _moved(local: datetime, *, by: timedelta) -> datetime | None:
    try:
        return local + by
    except OverflowError:
        return None


def _published(text: str) -> datetime | None:
    if len(text) > _LONGEST or _BEFORE_YEAR_ONE in text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    is_none = (moment.year, moment.month, moment.day) in _NO_DAYS
    return None if is_none else moment.replace(tzinfo=None)
