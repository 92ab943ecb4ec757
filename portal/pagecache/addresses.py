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
    whose path does not begin with one of `private`, and that bring no session `cookie`. Of the
    query `parameters` count, with values of these patterns; all else in it is for other machines.
    """

    def __init__(
        self,
        *,
        site: str,
        private: tuple[str, ...],
        parameters: Mapping[str, str] | None = None,
        cookie: str = "sessionid",
        forwarded: bool = False,
    ) -> None:
        parts = urlsplit(site)
        self._scheme, self._host = parts.scheme, parts.netloc.lower()
        self._private = private
        self._parameters = {name: re.compile(each) for name, each in (parameters or {}).items()}
        self._cookie, self._forwarded = cookie, forwarded

    def key(self, environ: Environ) -> str | None:
        """What the page is stored under, or nothing where the request is not for one.

        Takes out of the query of a readers' page what does not belong there.
        """
        path = environ.get("PATH_INFO", "")
        if path.startswith(self._private) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        query, is_kept = environ.get("QUERY_STRING", ""), True
        if query:
            query, is_kept = self._tidy(query)
            environ["QUERY_STRING"] = query
        if not is_kept or self._is_elsewhere(environ):
            return None
        if self._has_session(environ.get("HTTP_COOKIE", "")):
            return None
        return f"{self._scheme}://{self._host}{environ.get('SCRIPT_NAME', '')}{path}?{query}"

    def _tidy(self, query: str) -> tuple[str, bool]:
        """What of a query counts, and whether there are few enough of its kind to keep a page."""
        # The last of several, as Django takes it. Too many are of no reader.
        with suppress(ValueError):
            said = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=100))
            kept = {name: said[name] for name in self._parameters if name in said}
            few = all(self._parameters[name].fullmatch(value) for name, value in kept.items())
            return urlencode(kept), few
        return "", True

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
