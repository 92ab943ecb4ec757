"""What browsers are told of a kept page, and caches that stand in front of the site."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.pagecache.entries import Entry, Headers
from portal.pagecache.freshness import Known

# A browser asks each time whether the page it has is still the one.
_ASK_AGAIN: Headers = [("Cache-Control", "public, max-age=0, must-revalidate")]
_KEEP_NOWHERE: Headers = [("X-Accel-Expires", "0"), *_ASK_AGAIN]
# In seconds: what no cache in front keeps longer, or shows longer while the site fails.
LONGEST = 86_400
# The same of a web server that nobody tells of a withdrawal: as long as a restart may take.
UNTOLD = 60


@dataclass(frozen=True, kw_only=True)
class Directives:
    """Who stands in front of the site.

    With `proxied` a web server of our own does, which may answer with a page until the second is
    over in which it got it. With `purged` a cache does that is told what changed: these are the
    headers in which it looks for the tags of a page, each with what stands between two of them.
    """

    proxied: bool = False
    purged: Sequence[tuple[str, str]] = ()

    def headers(self, entry: Entry, known: Known | None, now: float) -> Headers:
        """Of a page as it is sent now; nobody keeps one of which nothing is known."""
        if not self.proxied and not self.purged:
            return _ASK_AGAIN
        if known is None:
            return _KEEP_NOWHERE
        ends = [moment for moment in (known.next_change(now), entry.page.ends_at) if moment]
        left = min((moment - now for moment in ends), default=LONGEST + 1)
        hidden = known.hides_after(now)
        shown = 2 * LONGEST if hidden is None else int(hidden - now)
        return (
            self._purged(entry, left, shown)
            if self.purged
            else _until_next_second(left, shown, now)
        )

    def _purged(self, entry: Entry, left: float, shown: int) -> Headers:
        # A second less, for what is on its way.
        seconds = max(0, int(min(left, LONGEST + 1)) - 1)
        control = f"public, max-age=0, s-maxage={seconds}{_on_errors(shown - seconds)}"
        tags = [(name, between.join(entry.page.tags)) for name, between in self.purged]
        # A copy in between that nobody purges would be what the cache beyond it gets anew.
        return [("X-Accel-Expires", "0"), ("Cache-Control", control), *tags]


def _until_next_second(left: float, shown: int, now: float) -> Headers:
    """For nginx, which counts in whole seconds: told "1", it would keep a page for up to two.

    It heeds what Cache-Control says of errors only if that allows it a second and comes first, and
    then the later header (1.22; https://nginx.org/en/docs/http/ngx_http_proxy_module.html).
    """
    if int(now) + 1 > now + left:
        return _KEEP_NOWHERE
    control = f"public, max-age=0, s-maxage=1{_on_errors(min(shown, UNTOLD))}"
    return [("Cache-Control", control), ("X-Accel-Expires", f"@{int(now)}")]


def _on_errors(seconds: int) -> str:
    """How long a copy may be shown while the site fails (RFC 5861)."""
    return f", stale-if-error={min(seconds, LONGEST)}" if seconds > 0 else ""
