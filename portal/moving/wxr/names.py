"""What the elements of an export are called, whatever version or prefix its file gives them."""

import re
from collections.abc import Mapping
from functools import lru_cache

_FAMILIES = (
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[^/]*/?"), "wp"),
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[^/]*/excerpt/?"), "excerpt"),
    (re.compile(r"https?://purl\.org/rss/[^/]*/modules/content/?"), "content"),
    (re.compile(r"https?://purl\.org/dc/elements/[^/]*/?"), "dc"),
)
OURS = ("wp", "excerpt", "content", "dc")
_STANDS_FOR = "urn:prefix:"

_DECLARATION = re.compile(
    rb"\sxmlns:([A-Za-z_][\w.-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"<]{1,500})\"|'([^'<]{1,500})')"
)
_RESERVED = re.compile(r"xml", re.IGNORECASE)
_PREFIX = re.compile(r"[^\W\d][\w.-]{0,60}")


def declared(head: bytes) -> dict[str, str]:
    """Each prefix that this declares, and the prefix that usually has its address."""
    return {
        prefix: family(address.decode(errors="replace")) or prefix
        for name, double, single in _DECLARATION.findall(head)
        if is_prefix(prefix := name.decode()) and (address := double or single)
    }


def is_prefix(text: str) -> bool:
    return bool(_PREFIX.fullmatch(text)) and not _RESERVED.match(text)


def family(address: str) -> str:
    """The usual prefix of this address; empty for one that says nothing to us."""
    return next((name for pattern, name in _FAMILIES if pattern.fullmatch(address)), "")


def declaration(prefixes: Mapping[str, str]) -> bytes:
    """What declares these prefixes in the tag that pieces of a file are parsed within."""
    addresses = (
        meant if meant in OURS else str(number) for number, meant in enumerate(prefixes.values())
    )
    return "".join(
        f' xmlns:{prefix}="{_STANDS_FOR}{address}"'
        for prefix, address in zip(prefixes, addresses, strict=True)
    ).encode()


@lru_cache(maxsize=1000)
def name_of(tag: object) -> str:
    """As WordPress writes it, such as "wp:post_id"; empty for what is not of an export.

    A comment has a function for a tag.
    """
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    address, _, name = tag[1:].partition("}")
    prefix = family(address)
    if address.startswith(_STANDS_FOR):
        prefix = address.removeprefix(_STANDS_FOR)
    return f"{prefix}:{name}" if prefix in OURS else ""
