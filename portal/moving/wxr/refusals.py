"""Says what a file is that is no export, and what to do instead."""

import re

from django.utils.translation import gettext as _

from portal.moving.records import Unreadable

_OF_WORDPRESS = re.compile(rb"wordpress\.org/export/|<wp:")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ELEMENT = re.compile(rb"<([A-Za-z_][\w.:-]{0,60})[\s/>]")
_PAGE = re.compile(rb"\s*<!doctype\s{1,9}html", re.IGNORECASE)
_PAGE_ROOTS, _FEED_ROOTS = ("html", "head", "body"), ("rss", "feed", "rdf:RDF")


def is_of_an_export(part: bytes) -> bool:
    """Whether it has what its exports have and no other feed has."""
    return bool(_OF_WORDPRESS.search(part))


def refusal(start: bytes) -> Unreadable:
    """Why this is no export, by how it begins."""
    if not start.strip():
        return Unreadable(_("The file is empty. Export it again, and see that it has a size."))
    if start.lstrip().startswith((b"{", b"[")):
        return Unreadable(
            _("This is JSON, as Ghost exports it, and no export of WordPress, which is XML.")
        )
    elements = list(_ELEMENT.finditer(_COMMENT.sub(_blank, start)))
    root = elements[0][1].decode() if elements else ""
    if root == "rss" and is_of_an_export(start):
        return _without_channel(start, elements[1:2])
    if root in _FEED_ROOTS:
        return Unreadable(
            _(
                "This is a feed, which has only the newest entries, and not an export. Choose"
                " Tools › Export in WordPress."
            )
        )
    if root.lower() in _PAGE_ROOTS or _PAGE.match(start):
        return Unreadable(
            _(
                "This is a web page, perhaps the one to log in. Log in to WordPress, choose"
                " Tools › Export, and save what it offers."
            )
        )
    return _something_else(root)


def _blank(comment: re.Match[bytes]) -> bytes:
    """As many lines as the comment had, so that what follows keeps its own."""
    return b"\n" * comment[0].count(b"\n")


def _without_channel(start: bytes, following: list[re.Match[bytes]]) -> Unreadable:
    if not following:
        return Unreadable(
            _("The file ends before its first entry. Export it again."),
            line=start.count(b"\n") + 1,
        )
    found = following[0]
    before = found.string[: found.start()]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return Unreadable(
        _(
            "This export has neither a channel nor an entry: <%(element)s> stands on line %(line)s"
            " where <channel> has to be. Export it again."
        )
        % {"element": found[1].decode(), "line": line},
        line=line,
        column=column,
    )


def _something_else(root: str) -> Unreadable:
    if root:
        return Unreadable(
            _(
                "This is XML, but no export of WordPress: it begins with <%(element)s>, not with"
                " <rss>. Choose Tools › Export in WordPress."
            )
            % {"element": root}
        )
    return Unreadable(
        _("This is no export of WordPress, which is XML. Choose Tools › Export in WordPress.")
    )
