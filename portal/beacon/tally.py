"""How often stories were opened, in the memory of a process until a thread has written it down."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from multiprocessing.util import Finalize

from django.db import connections

logger = logging.getLogger(__name__)

HOUR = 3_600
# Seconds between two writes, and between two tries while the database does not take them.
PAUSE, LONGEST_PAUSE = 5.0, 60.0
# Stories in their hours that are held at once, while the database is away.
MOST = 10_000
# Views of one story that are taken in one second and process: ten times what a push alert brings to
# a newspaper of this size. Whoever sends more is a machine, and gets no more out of it.
A_SECOND = 500

# A story's number and an hour, counted from 1970.
type Views = Mapping[tuple[int, int], int]


class Tally:
    """Views that are not written yet; `write` adds them to those that are, all or none.

    Only what came in since the last write can be lost, if the process is killed or breaks down.
    """

    def __init__(
        self,
        write: Callable[[Views], None],
        *,
        pause: float = PAUSE,
        most: int = MOST,
    ) -> None:
        self._write = write
        self._pause, self._most = pause, most
        self._lock = threading.Lock()
        self._views: Counter[tuple[int, int]] = Counter()
        self._second, self._heard = 0, Counter[int]()
        self._thread: threading.Thread | None = None
        self._is_over = threading.Event()

    def add(self, story: int) -> bool:
        """Whether it was taken: not where too much waits to be written, or comes at once."""
        now = int(time.time())
        with self._lock:
            key = (story, now // HOUR)
            if key not in self._views and len(self._views) >= self._most:
                return False
            if not self._is_plausible(story, now):
                return False
            self._views[key] += 1
            # A process that was forked has none of its parent's threads.
            if self._thread is None or not self._thread.is_alive():
                self._begin()
        return True

    def flush(self) -> bool:
        """Write down what waits; whether that could be done."""
        with self._lock:
            taken, self._views = self._views, Counter()
        try:
            if taken:
                self._write(taken)
        except Exception as error:  # whatever it is, they are kept and tried again
            logger.error("Views of stories are not written yet: %s", error)
            with self._lock:
                self._views.update(taken)
            return False
        return True

    def close(self) -> None:
        """Write down all that waits, as the process ends."""
        self._is_over.set()
        if self._thread is not None:
            self._thread.join(self._pause)
        self.flush()

    def _is_plausible(self, story: int, second: int) -> bool:
        if second != self._second:
            self._second, self._heard = second, Counter()
        self._heard[story] += 1
        return self._heard[story] <= A_SECOND

    def _begin(self) -> None:
        # Before Python 3.13 processes of multiprocessing, as those of granian are, forget `atexit`.
        Finalize(None, self.close, exitpriority=0)
        self._thread = threading.Thread(target=self._run, name="views", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        pause = self._pause
        while not self._is_over.wait(pause):
            pause = self._pause if self.flush() else min(2 * pause, LONGEST_PAUSE)
            connections.close_all()
