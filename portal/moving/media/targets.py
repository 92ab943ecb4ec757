"""Which addresses are asked, and in what form: what may be read in two ways is not asked at all."""

import contextlib
import re
from collections.abc import Container
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from portal.moving.media.fetched import Refused
from portal.moving.media.public import IP

LONGEST_ADDRESS, LONGEST_HOST = 4_000, 253
PORTS = {"http": 80, "https": 443}
# What programs read differently: tabs and ends of lines are left out by some, a backslash is a
# slash to browsers.
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]|[\ud800-\udfff]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
# The last part has a letter and does not begin like a number: 127.1 and 0x7f.1 are addresses to
# some resolvers. A name without a point is one of our own network.
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?!0x)(?=[a-z0-9-]*[a-z]){_LABEL}")
_ONE_LABEL = re.compile(rf"{_LABEL}\.?")
_OF_OUR_OWN = re.compile(
    r".*\.(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|onion|home\.arpa)"
)
_NO_BYTE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_PATH, _IN_QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What is asked for: `host` is a name, or an address without brackets; `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def ip(self) -> IP | None:
        """The address, where the host is one and not a name."""
        return _ip(self.host)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def target(address: str, *, ports: Container[int]) -> Target:
    """What this address asks for; refused where it is none of a website."""
    address = address.strip(" \t\r\n")
    if address.startswith("//"):
        address = f"https:{address}"
    if len(address) > LONGEST_ADDRESS or _NEVER.search(address):
        raise Refused("address")
    try:
        return _target(urlsplit(address), ports=ports)
    except ValueError as error:
        raise Refused("address") from error


def next_target(current: Target, location: str, *, ports: Container[int]) -> Target:
    """Where an answer leads on to; its header has the bytes of the address as they came."""
    with contextlib.suppress(UnicodeError):  # not in UTF-8: the letters stay what they seem
        location = location.encode("latin-1").decode()
    try:
        return target(urljoin(current.url, location.strip()), ports=ports)
    except ValueError as error:
        raise Refused("address") from error


def _target(parts: SplitResult, *, ports: Container[int]) -> Target:
    if parts.scheme not in PORTS or "@" in parts.netloc:
        raise Refused("address")
    host = _host(parts.hostname or "", is_bracketed="[" in parts.netloc)
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    if port not in ports:
        raise Refused("port")
    path = quote(_NO_BYTE.sub("%25", parts.path), safe=_IN_PATH) or "/"
    query = quote(_NO_BYTE.sub("%25", parts.query), safe=_IN_QUERY)
    return Target(scheme=parts.scheme, host=host, port=port, path=path + f"?{query}" * bool(query))


def _host(host: str, *, is_bracketed: bool) -> str:
    if len(host) > LONGEST_HOST or "%" in host:
        raise Refused("address")
    if is_bracketed:
        return str(IPv6Address(host))
    # Letters that stand for others, as in ①②⑦.⓪.⓪.①, are those others from here on.
    host = host.encode("idna").decode("ascii").lower()
    if _ip(host) is None and not _NAME.fullmatch(host):
        raise Refused("private" if _ONE_LABEL.fullmatch(host) else "address")
    if _OF_OUR_OWN.fullmatch(host):
        raise Refused("private")
    return host


def _ip(host: str) -> IP | None:
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except AddressValueError:
        return None
