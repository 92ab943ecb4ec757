"""How each kind of cache in front is told that pages with some tags are no longer right."""

import json
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from itertools import batched
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlsplit

# In seconds; whoever does not answer is told again later.
PATIENCE = 5.0


class Unpurged(Exception):
    """The cache did not confirm it; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Purger:
    """A cache, by where it is told; `token` is the right to do so, `api` where a service is."""

    where: str
    token: str = ""
    api: str = ""

    # In which header a page tells it its tags, what stands between them, and how many it hears of
    # in one request.
    header, between, at_once = "Surrogate-Key", " ", 256

    def purge(self, tags: Sequence[str]) -> None:
        """Make the cache forget all pages that have one of these tags; raises Unpurged."""
        for some in batched(tags, self.at_once):
            request = self.request(some)
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
                    answer = response.read(10_000)
            except (OSError, HTTPException) as error:
                raise Unpurged(_reason(error)) from error
            self.confirm(answer)

    def request(self, tags: Sequence[str]) -> urllib.request.Request:
        raise NotImplementedError

    def confirm(self, answer: bytes) -> None:
        """Raises Unpurged if the answer says, with a good status, that nothing was done."""


class Varnish(Purger):
    """Told by a request with the method BAN, which deploy/varnish.vcl understands."""

    def request(self, tags: Sequence[str]) -> urllib.request.Request:
        return _request(f"http://{self.where}/", "BAN", {self.header: self.between.join(tags)})


class Fastly(Purger):
    """https://www.fastly.com/documentation/reference/api/purging/, `where` the service."""

    home = "https://api.fastly.com"

    def request(self, tags: Sequence[str]) -> urllib.request.Request:
        headers = {"Fastly-Key": self.token, self.header: self.between.join(tags)}
        return _request(f"{self.api or self.home}/service/{self.where}/purge", "POST", headers)


class Cloudflare(Purger):
    """https://developers.cloudflare.com/api/resources/cache/methods/purge/, `where` the zone."""

    header, between, at_once = "Cache-Tag", ",", 30
    home = "https://api.cloudflare.com/client/v4"

    def request(self, tags: Sequence[str]) -> urllib.request.Request:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        body = json.dumps({"tags": list(tags)}).encode()
        return _request(
            f"{self.api or self.home}/zones/{self.where}/purge_cache", "POST", headers, body
        )

    def confirm(self, answer: bytes) -> None:
        try:
            said = json.loads(answer)
        except ValueError:
            said = {}
        if not (isinstance(said, dict) and said.get("success")):
            raise Unpurged(f"Cloudflare does not confirm it: {answer[:200]!r}")


KINDS: dict[str, type[Purger]] = {"varnish": Varnish, "fastly": Fastly, "cloudflare": Cloudflare}


def purger(target: str) -> Purger:
    """That of `kind://token@where`, the token where one is needed; raises ValueError else.

    `?api=` names another address of a service than its own.
    """
    parts = urlsplit(target)
    kind = KINDS.get(parts.scheme)
    where = parts.netloc.rpartition("@")[2]
    if kind is None or not where or (kind is not Varnish and not parts.username):
        raise ValueError(target)
    api = parse_qs(parts.query).get("api", [""])[0]
    return kind(where=where, token=parts.username or "", api=api)


def without_token(target: str) -> str:
    """What may stand in a log or in a row."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def headers_of(targets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The headers in which pages tell their tags, each once, with what stands between the tags."""
    yield from dict.fromkeys((each.header, each.between) for each in map(purger, targets))


def _reason(error: OSError | HTTPException) -> str:
    """Of an address that cannot be reached, without the words that the library puts around it."""
    if isinstance(error, URLError) and not isinstance(error, HTTPError):
        return str(error.reason)
    return str(error) or type(error).__name__


def _request(
    url: str, method: str, headers: dict[str, str], body: bytes | None = None
) -> urllib.request.Request:
    return urllib.request.Request(url, method=method, headers=headers, data=body)  # noqa: S310  # of the settings
