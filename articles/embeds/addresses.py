"""Whether an address, or the code that a site gives out for pages of others, is one we show."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from articles.embeds.code import addresses_in
from articles.embeds.embed import Embed
from articles.embeds.providers import PROVIDERS, WRAPPERS, Provider

# Instagram's code has eight thousand characters; nobody's address has so many.
LONGEST_CODE, LONGEST_ADDRESS = 30_000, 3_000
MOST_PARAMETERS = 40
# What no address has, though browsers would read some as one.
_NEVER = re.compile(r"[\s\x00-\x20\x7f-\xa0\\<>\"`{}|^\ufffd]|[\ud800-\udfff]")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+)")
# What every browser plays by itself.
FILES = ("mp3", "m4a", "ogg", "oga", "opus")
_FILE = re.compile(rf"/[^?#]*\.(?:{'|'.join(FILES)})", re.IGNORECASE)
_FOLLOWS = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|igshid|mc_[ce]id|yclid|_ga)", re.IGNORECASE)
_NO_BYTE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Those that mean something in an address; all others are written as their bytes.
_IN_PATH, _IN_VALUE = "/@:!,+~()*'=&;$%", "!,:/@~"


def recognise(text: str) -> Embed | None:
    """What of another site this stands for: an address alone, or the code of an embed.

    Nothing for what is not on the list of providers, which stays a link.
    """
    text = text.strip()
    if text.startswith("<"):
        candidates = addresses_in(text) if len(text) <= LONGEST_CODE else iter(())
        return next((found for each in candidates if (found := at(each))), None)
    return at(text)


def at(address: str) -> Embed | None:
    """What is at this address; nothing for code."""
    parts = _split(address.strip())
    if parts is None:
        return None
    wanted = WRAPPERS.get((parts.hostname or "", parts.path.rstrip("/")))
    if wanted:
        held = _split(dict(_parameters(parts)).get(wanted, ""))
        return _provided(held) if held else None
    return _provided(parts) or _file(parts)


def _split(text: str) -> SplitResult | None:
    """The parts of a web address that leads where it seems to; nothing of any other."""
    if text.startswith(("//", "www.")):
        text = f"https://{text.lstrip('/')}"
    if len(text) > LONGEST_ADDRESS or _NEVER.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        plain = parts.netloc.lower() in (parts.hostname, f"{parts.hostname}:443")
        list(_parameters(parts))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not plain or not _DOMAIN.fullmatch(host):
        return None
    return parts._replace(netloc=host)


def _parameters(parts: SplitResult) -> Iterator[tuple[str, str]]:
    yield from parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)


def _provided(parts: SplitResult) -> Embed | None:
    return next(
        (
            found
            for provider in PROVIDERS
            if parts.netloc in provider.hosts and (found := _embed(provider, parts))
        ),
        None,
    )


def _embed(provider: Provider, parts: SplitResult) -> Embed | None:
    filled = provider.parts(_told(provider, parts))
    if filled is None:
        return None
    address = provider.address.format_map(filled)
    frame = provider.frame.format_map(filled | {"quoted": quote(address, safe="")})
    return Embed(
        provider.name, provider.kind, provider.shape, address, provider.player + frame,
        provider.player,
    )  # fmt: skip


def _told(provider: Provider, parts: SplitResult) -> str:
    """The path with the parameters that count, in one form."""
    given = dict(_parameters(parts))
    query = "&".join(
        f"{name}={quote(given[name], safe=_IN_VALUE)}"
        for name in provider.parameters
        if given.get(name)
    )
    path = _written(parts.path).rstrip("/") or "/"
    fragment = _written(parts.fragment) if provider.fragment else ""
    return path + f"?{query}" * bool(query) + f"#{fragment}" * bool(fragment)


def _written(path: str) -> str:
    """With the signs that no address may have as their bytes, and those written so as they are."""
    return quote(_NO_BYTE.sub("%25", path), safe=_IN_PATH)


def _file(parts: SplitResult) -> Embed | None:
    """A recording that lies at any host, which the browser itself plays."""
    if parts.scheme != "https" or not _FILE.fullmatch(parts.path):
        return None
    query = "&".join(
        f"{quote(name, safe='')}={quote(value, safe=_IN_VALUE)}"
        for name, value in _parameters(parts)
        if not _FOLLOWS.fullmatch(name)
    )
    address = f"https://{parts.netloc}{_written(parts.path)}" + f"?{query}" * bool(query)
    # Recordings are often sent on to another host, which is not known before.
    return Embed(_name(parts.netloc), "audio", "file", address, address, "https:")


def _name(host: str) -> str:
    """As people write it, in letters of their own."""
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host
