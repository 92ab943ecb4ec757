"""Which requests are for readers' pages, and under which key each page is kept."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

type Environ = dict[str, Any]


class Addresses:
    """Which requests are for readers' pages.

    Those for the canonical `site`, whose scheme only proxies of our own may tell us (`forwarded`),
    whose path does not begin with one of `private`, or is one of `public`, and that bring no
    session `cookie`. Of the query `parameters` count, with values of these patterns; all else in it
    is for other machines.
    """

    def __init__(
        self,
        *,
        site: str,
        private: tuple[str, ...],
        public: tuple[str, ...] = (),
        parameters: Mapping[str, str] | None = None,
        cookie: str = "sessionid",
        forwarded: bool = False,
    ) -> None:
        parts = urlsplit(site)
        self._scheme, self._host = parts.scheme, parts.netloc.lower()
        self._private, self._public = private, public
        self._parameters = {name: re.compile(each) for name, each in (parameters or {}).items()}
        self._cookie, self._forwarded = cookie, forwarded

    def page(self, environ: Environ) -> tuple[str, str] | None:
        """What the page is kept under, and its query without what does not belong there.

        Nothing where the request is not for a readers' page, or not for one that is kept.
        """
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if path.startswith(self._private) and path not in self._public:
            return None
        # A server may take the first part of the path from a header of whoever asks.
        if environ.get("SCRIPT_NAME") or self._is_elsewhere(environ):
            return None
        if self._has_session(environ.get("HTTP_COOKIE", "")):
            return None
        query = self._tidy(environ.get("QUERY_STRING", ""))
        return None if query is None else (f"{self._scheme}://{self._host}{path}?{query}", query)

    def _tidy(self, query: str) -> str | None:
        """What of a query counts; nothing if there is no end to what it may say."""
        if not query:
            return ""
        # The last of several, as Django takes it. Too many are of no reader.
        with suppress(ValueError):
            said = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=100))
            kept = {name: said[name] for name in self._parameters if name in said}
            if all(self._parameters[name].fullmatch(value) for name, value in kept.items()):
                return urlencode(kept)
        return None

    def _is_elsewhere(self, environ: Environ) -> bool:
        scheme = environ["wsgi.url_scheme"]
        if self._forwarded:
            said = environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip()
            scheme = said or scheme
        return scheme != self._scheme or environ.get("HTTP_HOST", "").lower() != self._host

    def _has_session(self, cookies: str) -> bool:
        if self._cookie not in cookies:
            return False
        names = (each.partition("=")[0].strip() for each in cookies.split(";"))
        return self._cookie in names
