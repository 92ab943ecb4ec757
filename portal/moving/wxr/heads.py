"""What the head of an export says: the blog, its people, its terms."""

import re
from collections.abc import Mapping

from portal.moving.records import Blog, Person, Term
from portal.moving.wxr.names import name_of
from portal.moving.wxr.words import Element, metadata, text_of, words_of

_OF_BLOG = (
    "title", "link", "language", "generator",
    "wp:wxr_version", "wp:base_site_url", "wp:base_blog_url",
)  # fmt: skip
_MAY_BE = re.compile(rb"<(?:title|link|language|generator|[^<>\s]{1,40}:(?:wxr_version|base_))")
# Many exports say it nowhere else.
_GENERATOR = re.compile(rb"<!--\s{0,9}generator=\"([^\"<>]{1,200})\"")


def said_before(channel: bytes) -> Mapping[str, str]:
    """The program that wrote this, as a comment before the channel has it."""
    found = _GENERATOR.search(channel)
    return {"generator": found[1].decode(errors="replace")} if found else {}


def is_of_blog(part: bytes) -> bool:
    """Whether this part of the head can say something of the blog, as thousands of tags do not."""
    return bool(_MAY_BE.search(part))


def said_of_blog(root: Element) -> Mapping[str, str]:
    """What the elements in this one say of the blog itself."""
    named = ((name_of(element.tag), element) for element in root)
    return {name: text_of(element).strip() for name, element in named if name in _OF_BLOG}


def blog(said: Mapping[str, str]) -> Blog:
    address = said.get("wp:base_blog_url") or said.get("link", "")
    home = said.get("wp:base_site_url") or address
    return Blog(
        title=said.get("title", ""),
        address=address.rstrip("/"),
        home=home.rstrip("/"),
        language=said.get("language", ""),
        generator=said.get("generator", ""),
        version=said.get("wp:wxr_version", ""),
    )


def entry(element: Element) -> Person | Term | None:
    """The person or the term that this element is; nothing for another one."""
    name = name_of(element.tag)
    if name == "wp:author":
        return _person(words_of(element))
    if name == "wp:category":
        return _category(element)
    if name == "wp:tag":
        return _tag(element)
    return _term(element) if name == "wp:term" else None


def _person(said: Mapping[str, str]) -> Person | None:
    login = said.get("wp:author_login", "")
    given, family = said.get("wp:author_first_name", ""), said.get("wp:author_last_name", "")
    return Person(
        login=login,
        id=said.get("wp:author_id", ""),
        email=said.get("wp:author_email", ""),
        name=said.get("wp:author_display_name") or f"{given} {family}".strip(),
    ) if login else None  # fmt: skip


def _category(element: Element) -> Term:
    said = words_of(element)
    return Term(
        taxonomy="category",
        slug=said.get("wp:category_nicename", ""),
        id=said.get("wp:term_id", ""),
        name=said.get("wp:cat_name", ""),
        parent=said.get("wp:category_parent", ""),
        description=said.get("wp:category_description", ""),
        meta=_metadata(element),
    )


def _tag(element: Element) -> Term:
    said = words_of(element)
    return Term(
        taxonomy="post_tag",
        slug=said.get("wp:tag_slug", ""),
        id=said.get("wp:term_id", ""),
        name=said.get("wp:tag_name", ""),
        description=said.get("wp:tag_description", ""),
        meta=_metadata(element),
    )


def _term(element: Element) -> Term:
    said = words_of(element)
    return Term(
        taxonomy=said.get("wp:term_taxonomy", ""),
        slug=said.get("wp:term_slug", ""),
        id=said.get("wp:term_id", ""),
        name=said.get("wp:term_name", ""),
        parent=said.get("wp:term_parent", ""),
        description=said.get("wp:term_description", ""),
        meta=_metadata(element),
    )


def _metadata(element: Element) -> Mapping[str, tuple[str, ...]]:
    return metadata(child for child in element if name_of(child.tag) == "wp:termmeta")
