"""Where the original of a picture is: what was scaled down, moved or put off names it."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

MOST_STEPS = 6
# What stands for a picture until a script puts the real one there.
_NO_ADDRESS = re.compile(r"(?i)$|data:|about:")
_STAND_IN = re.compile(
    r"(?i).*(?:blank|spacer|placeholder|lazy[\w-]*|1x1|transparent|loading|pixel)"
    r"\.(?:gif|png|svg|jpe?g)"
)
# No name of a file is longer, and of what stands for one it is short.
_LONGEST_NAME = 255
_PUT_OFF = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file", "data-large-file",
    "data-full-url", "data-srcset", "data-lazy-srcset", "srcset",
)  # fmt: skip
_PHOTON = re.compile(r"i[0-3]\.wp\.com")
_STEPS = (
    re.compile(r"@[2-4]x$"),
    re.compile(r"-[1-9][0-9]{0,4}x[1-9][0-9]{0,4}$"),
    re.compile(r"-(?:scaled|rotated)$"),
    re.compile(r"-e[0-9]{10,13}$"),
)
_NAME = re.compile(r"(.*/)?([^/]+?)(\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|heic))", re.IGNORECASE)
_TWICE_NAMED = re.compile(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$", re.IGNORECASE)


def originals(address: str) -> tuple[str, ...]:
    """Where the picture of this address may be in its full size: itself, then the likeliest."""
    address = address.strip()
    parts = _split(address)
    if parts is None or not parts.path:
        return (address,)
    found = [address]
    if moved := _behind_photon(parts):
        found.append(moved.geturl())
        parts = moved
    parts = parts._replace(query="", fragment="")
    plain = _TWICE_NAMED.sub(r"\1", parts.path)
    paths = (parts.path, plain, *_steps(plain))
    found += [parts._replace(path=path).geturl() for path in paths]
    stripped = _NAME.fullmatch(urlsplit(found[-1]).path)
    if stripped:
        # Of a picture too big for it, WordPress has only this one in its library.
        path = f"{stripped[1] or ''}{stripped[2]}-scaled{stripped[3]}"
        found.append(parts._replace(path=path).geturl())
    return tuple(dict.fromkeys(found))


def bare(address: str) -> str | None:
    """The address of the original; nothing if this is it as far as anybody can tell."""
    found = [each for each in originals(address) if "-scaled." not in each or each == address]
    return found[-1] if len(found) > 1 else None


def real(attributes: Mapping[str, str]) -> str:
    """Where the picture of this element is; empty if nowhere."""
    address = attributes.get("src", "").strip()
    if not _stands_in(address):
        return address
    for name in _PUT_OFF:
        found = attributes.get(name, "").strip()
        if name.endswith("srcset"):
            found = _largest(found)
        if found and not _stands_in(found):
            return found
    return "" if _NO_ADDRESS.match(address) else address


def _stands_in(address: str) -> bool:
    name = address.partition("?")[0].rpartition("/")[2]
    is_short = len(name) <= _LONGEST_NAME
    return bool(_NO_ADDRESS.match(address) or (is_short and _STAND_IN.fullmatch(name)))


def leads_to_itself(link: str, address: str) -> bool:
    """Whether the picture links to its full size, or to the page of its file."""
    if "attachment_id=" in link or "/attachment/" in link:
        return True
    there, here = (_stem(each) for each in (link, address))
    return bool(here) and there == here


def _stem(address: str) -> str:
    last = originals(address)[-1].partition("?")[0].rstrip("/").rpartition("/")[2]
    name = unquote(re.sub(r"\.\w{2,4}$", "", last)).lower().removesuffix("-scaled")
    return re.sub(r"[\s_]+", "-", name)


def _largest(several: str) -> str:
    """Of addresses each with its width, as `srcset` has them, the widest one's."""
    best, widest = "", -1.0
    for one in re.split(r",\s+|,(?=https?:)", several):
        address, _space, size = one.strip().partition(" ")
        found = re.fullmatch(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)[wx]\s*,?", size)
        width = float(found[1]) if found else 0.0
        if address and width > widest:
            best, widest = address, width
    return best


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _behind_photon(parts: SplitResult) -> SplitResult | None:
    """What Jetpack's servers fetch: host and path stand in the path of theirs."""
    host, _slash, path = parts.path.lstrip("/").partition("/")
    if not _PHOTON.fullmatch(parts.netloc.lower()) or "." not in host or not path:
        return None
    scheme = "https" if parse_qs(parts.query).get("ssl") else "http"
    return SplitResult(scheme, host, f"/{path}", "", "")


def _steps(path: str) -> Iterator[str]:
    """The path without what was put behind the name of the file, one thing after another."""
    found = _NAME.fullmatch(path)
    if found is None:
        return
    folder, name, ending = found[1] or "", found[2], found[3]
    for _step in range(MOST_STEPS):
        shorter = next(
            (less for step in _STEPS if (less := step.sub("", name)) != name and less), ""
        )
        if not shorter:
            return
        name = shorter
        yield f"{folder}{name}{ending}"
