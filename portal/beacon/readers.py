"""Whether a story was opened by a reader, by what his browser says of itself and nothing kept."""

import re
from typing import Any

# Of programs that open pages, among them those that run scripts. Cubot makes telephones.
_MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|headless|preview|monitor|lighthouse|scan|archiv|externalhit|"
    r"http|curl|wget|python|java/|phantom|puppeteer|playwright|selenium"
)


def is_reader(environ: dict[str, Any], *, origin: str, cookie: str) -> bool:
    """Whether a page of the site itself says that a person saw it who is no colleague.

    Browsers send the `origin` with whatever is posted. Colleagues are told by the session `cookie`
    that they have anyway. A page that was loaded ahead is not seen.
    """
    agent = environ.get("HTTP_USER_AGENT", "").lower()
    return (
        environ.get("HTTP_ORIGIN") == origin
        and environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        and not _is_ahead(environ)
        and f"{cookie}=" not in environ.get("HTTP_COOKIE", "")
        and bool(agent)
        and not _MACHINES.search(agent)
    )


def _is_ahead(environ: dict[str, Any]) -> bool:
    purpose = environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", "")
    return "prefetch" in purpose or "prerender" in purpose
