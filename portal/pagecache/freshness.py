"""Whether a stored page still holds: asked on a connection of its own, believed for a moment."""

import logging
import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

logger = logging.getLogger(__name__)

# How long a request waits for the database to say whether a page holds, and how long after a
# failure it is left alone, in seconds.
PATIENCE = 0.25
PAUSE = 0.25
# Who reads while the answer is this part of its time old has the next one asked for, and waits for
# nobody: under load all threads of a process would stand still each time that it was over.
AHEAD = 0.5
# A process that nobody asks asks by itself, so that it knows what was hidden when the database
# falls silent; what it knew longer before that is not believed then.
IDLE, OLDEST = 10.0, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database said last.

    `number` is that of the clock; `stamped` has the numbers of tags that may be above `floor`.
    `moments` are those at which pages change by themselves, `hides` those from which a reader may
    no longer see something; both are sorted, in seconds since 1970. Nothing is known of a page that
    was made before `since`. `read_at` is when all but the number was read.
    """

    number: int
    stamped: Mapping[str, int]
    floor: int
    moments: tuple[float, ...] = ()
    hides: tuple[float, ...] = ()
    since: float = 0.0
    read_at: float = 0.0

    def holds(self, *, tags: Iterable[str], number: int, at: float, now: float) -> bool:
        """Whether a page made at this number and moment is still what would be made now."""
        return self._same_moments(at, now) and self.untouched(tags, number)

    def untouched(self, tags: Iterable[str], number: int) -> bool:
        """Whether none of the tags was stamped after the clock showed this number."""
        if number >= self.number:
            return True
        stamped = self.stamped
        return number >= self.floor and all(stamped.get(tag, 0) <= number for tag in tags)

    def _same_moments(self, at: float, now: float) -> bool:
        """A clock that was set back makes a page of the future of it, which nobody trusts."""
        if not self.since <= at <= now:
            return False
        moments = self.moments
        return bisect_right(moments, at) == bisect_right(moments, now)

    def hides_after(self, at: float) -> float | None:
        """The first moment after this one from which something may no longer be seen."""
        place = bisect_right(self.hides, at)
        return self.hides[place] if place < len(self.hides) else None

    def next_change(self, now: float) -> float | None:
        """The first moment after this one at which pages change by themselves."""
        place = bisect_right(self.moments, now)
        return self.moments[place] if place < len(self.moments) else None


type Ask = Callable[[Known | None], Known]


class Freshness:
    """Asks a database about the clock, at most once in `trust` seconds; with 0 each time anew.

    One thread asks for all that wait: a database that does not answer holds nobody longer than
    `PATIENCE`, and whoever asks while another does gets an answer begun after he came. It does what
    `leave` says when it is stopped.
    """

    def __init__(self, ask: Ask, *, trust: float, leave: Callable[[], None] = lambda: None) -> None:
        self._ask, self._leave = ask, leave
        self._trust = trust
        self._lock = threading.Lock()
        self._asked = threading.Condition(self._lock)
        self._answered = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._is_stopped = False
        self._wanted = self._begun = self._ended = 0
        self._begun_at = 0.0
        self._failed_at: float | None = None
        self._succeeded_at = self._silent_at = 0.0
        # With when it was asked for; nothing while the database is silent.
        self._trusted: tuple[float, Known] | None = None
        self._known: Known | None = None

    @property
    def last(self) -> Known | None:
        """What was known when the database fell silent, or nothing if that was too long ago."""
        return self._known if self._silent_at - self._succeeded_at <= OLDEST else None

    def known(self) -> Known | None:
        """What holds now, or nothing while the database does not answer."""
        if self._trust and (trusted := self._trusted):
            asked_at, known = trusted
            age = time.monotonic() - asked_at
            if age <= self._trust:
                if age > self._trust * AHEAD and self._wanted <= self._ended:
                    self._ask_ahead()
                return known
        with self._lock:
            return self._wait() if self._may_ask() else None

    def _may_ask(self) -> bool:
        now = time.monotonic()
        if self._begun > self._ended and now - self._begun_at > PATIENCE:
            return False
        return self._failed_at is None or now - self._failed_at > PAUSE

    def _ask_ahead(self) -> None:
        with self._lock:
            if self._wanted <= self._ended:
                self._want()

    def _want(self) -> int:
        """Have a question asked that is not begun yet; its number."""
        # A process that was forked has none of its parent's threads.
        if self._thread is None or not self._thread.is_alive():
            self._is_stopped = False
            self._thread = threading.Thread(target=self._run, name="freshness", daemon=True)
            self._thread.start()
        self._wanted = self._begun + 1
        self._asked.notify()
        return self._wanted

    def _wait(self) -> Known | None:
        is_asked = self._begun > self._ended and time.monotonic() - self._begun_at < self._trust
        ticket = self._begun if is_asked else self._want()
        if not self._answered.wait_for(lambda: self._ended >= ticket, PATIENCE):
            self._trusted = None
            self._note_silence()
            return None
        return self._known if self._failed_at is None else None

    def stop(self) -> None:
        """End the thread; whoever asks after that begins another."""
        with self._lock:
            thread, self._thread, self._is_stopped = self._thread, None, True
            self._asked.notify()
        if thread is not None:
            thread.join(PATIENCE * 8)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._asked.wait_for(lambda: self._wanted > self._begun or self._is_stopped, IDLE)
                if self._is_stopped:
                    break
                self._begun += 1
                self._begun_at = began_at = time.monotonic()
                known = self._known
            found = self._answer_to(known)
            with self._lock:
                self._ended = self._begun
                self._failed_at = None if found else time.monotonic()
                self._trusted = (began_at, found) if found else None
                if found:
                    self._succeeded_at = began_at
                else:
                    self._note_silence()
                self._known = found or known
                self._answered.notify_all()
        self._leave()

    def _note_silence(self) -> None:
        """The moment of the first question that was not answered since the last that was."""
        if self._silent_at <= self._succeeded_at:
            self._silent_at = self._begun_at

    def _answer_to(self, known: Known | None) -> Known | None:
        try:
            return self._ask(known)
        except Exception as error:  # whatever it is, pages are served as they were
            if self._failed_at is None:
                logger.error("The database does not say what changed: %s", error)
            return None
