"""A thread as HTML, in one pass: with a template for each comment, two hundred took 100 ms."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import text
from comments.models import Comment
from comments.thread import Node, Said
from portal.site import moments

# A branch within a branch that has more replies than that is closed, so that one quarrel does not
# push all that follows out of sight: in a list of branches, and on the page of one.
LONG, LONG_BY_ITSELF = 5, 20

_COMMENT = """\
<article class="comment{picked}" id="comment-{pk}" aria-labelledby="comment-{pk}-name">
<header class="comment__header">
<h3 class="comment__name" id="comment-{pk}-name">{name}</h3>
{marks}<a class="comment__date" href="{place}"><time datetime="{iso}">{date}</time></a>
{notes}</header>
<div class="comment__text">{text}</div>
{foot}</article>
"""
_FOOT = '<footer class="comment__foot">\n{links}</footer>\n'
_BADGE = '<span class="comment__badge comment__badge--{kind}">{words}</span>\n'
_PICK = '<span class="comment__pick">{words}</span>\n'
_EDITED = '<span class="comment__edited">{words}</span>\n'
_IN_REPLY_TO = '<a class="comment__in-reply-to" href="{place}">{words}</a>\n'
_REPLY = '<a class="comment__reply" href="{form}?parent={pk}" rel="nofollow">{words}</a>\n'
_FLAG = '<a class="comment__flag" href="{flag}" rel="nofollow">{words}</a>\n'
_REMOVED = '<p class="comment comment--removed" id="comment-{pk}">{words}</p>\n'
_ELSEWHERE = '<p class="comment comment--elsewhere"><a href="{place}">{words}</a></p>\n'
_BRANCH = """\
<details class="comment-thread__branch"{open}>
<summary class="comment-thread__toggle">{words}</summary>
<ol class="comment-thread__replies">
"""
_BRANCH_ENDS = "</ol>\n</details>\n"
_ALL = '<p class="comment-thread__all"><a href="{branch}">{words}</a></p>\n'


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the comments of a story are found (`places`), its branches, and the form.

    Without a `form` they are answered nowhere.
    """

    places: str
    branches: str
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """What every comment of a page is shown with, looked up once."""

    to: Addresses
    # What readers see of each branch, by its root; of none on the page of one branch.
    counts: Mapping[int, int]
    longest: int
    flags: str
    date: Callable[[datetime], moments.Written]
    words: Mapping[str, str]
    badges: Mapping[str, str]


def items(
    nodes: Iterable[Node], *, to: Addresses, counts: Mapping[int, int] | None = None
) -> SafeString:
    """The items of a thread's list; with the `counts` of branches they may be shown in part."""
    frame = _Frame(
        to=to,
        counts=counts or {},
        longest=LONG_BY_ITSELF if counts is None else LONG,
        flags=_flags(),
        date=moments.writer("DATETIME_FORMAT"),
        words=_words(),
        badges={badge.value: str(badge.label) for badge in Comment.Badge},
    )
    return SafeString("".join([piece for node in nodes for piece in _branch(node, frame)]))


def writer(said: Said) -> str:
    """The name that readers see, which is none of one who was forgotten."""
    return said.name or _("A reader")


def badge(said: Said, words: Mapping[str, str]) -> str:
    return _BADGE.format(kind=said.badge, words=words[said.badge]) if said.badge in words else ""


def _words() -> dict[str, str]:
    return {
        "reply": _('Reply<span class="visually-hidden"> to %(name)s</span>'),
        "flag": _('Report<span class="visually-hidden"> the comment of %(name)s</span>'),
        "in_reply_to": _("in reply to <bdi>%(name)s</bdi>"),
        "in_reply_to_a_removed": _("in reply to a removed comment"),
        "elsewhere": _("<bdi>%(name)s</bdi>, on an earlier page"),
        "removed": _("This comment was removed."),
        "edited": _("edited"),
        "pick": _("Editors' pick"),
    }


def _flags() -> str:
    """Where a comment is reported, but for its number."""
    try:
        return reverse("comment_flag", args=[0]).removesuffix("0/")
    except NoReverseMatch:
        return ""


def _branch(node: Node, frame: _Frame, level: int = 0, *, whole: bool = True) -> Iterator[str]:
    yield '<li class="comment-thread__item">\n'
    yield _said(node, frame)
    shown = node.count() if node.replies else 0
    replies = shown
    if not level and node.pk in frame.counts:
        replies = frame.counts[node.pk] - (node.comment is not None)
        whole = replies == shown
    if node.replies:
        is_open = not level or shown <= frame.longest
        words = _count(replies if not level else shown, whole=whole or not level)
        yield _BRANCH.format(open=" open" if is_open else "", words=words)
        for each in node.replies:
            yield from _branch(each, frame, level + 1, whole=whole)
        yield _BRANCH_ENDS
    if replies > shown:
        count = ngettext("Show all %(count)d reply", "Show all %(count)d replies", replies)
        yield _ALL.format(branch=f"{frame.to.branches}{node.pk}/", words=count % {"count": replies})
    yield "</li>\n"


def _count(count: int, *, whole: bool) -> str:
    """Of a branch of which not all is shown, nobody knows how many are below a single comment."""
    if whole:
        words = ngettext("%(count)d reply", "%(count)d replies", count)
    else:
        words = ngettext("%(count)d reply here", "%(count)d replies here", count)
    return words % {"count": count}


def _said(node: Node, frame: _Frame) -> str:
    if node.comment:
        return _comment(node, node.comment, frame)
    if node.elsewhere:
        words = frame.words["elsewhere"] % {"name": escape(writer(node.elsewhere))}
        return _ELSEWHERE.format(place=f"{frame.to.places}{node.pk}/", words=words)
    return _REMOVED.format(pk=node.pk, words=frame.words["removed"])


def _comment(node: Node, said: Said, frame: _Frame) -> str:
    name, date = escape(writer(said)), frame.date(said.created_at)
    marks = badge(said, frame.badges)
    if said.picked_at:
        marks += _PICK.format(words=frame.words["pick"])
    notes = _EDITED.format(words=frame.words["edited"]) if said.edited_at else ""
    if node.in_reply_to:
        notes += _in_reply_to(node.in_reply_to, frame)
    return _COMMENT.format(
        pk=node.pk,
        picked=" comment--picked" if said.picked_at else "",
        name=_name(name, said.website),
        marks=marks,
        place=f"{frame.to.places}{node.pk}/",
        iso=date.iso,
        date=date.printed,
        notes=notes,
        text=text.to_html(said.text),
        foot=_foot(node.pk, name, frame),
    )


def _foot(pk: int, name: str, frame: _Frame) -> str:
    links, named = "", {"name": name}
    if frame.to.form:
        words = frame.words["reply"] % named
        links += _REPLY.format(form=frame.to.form, pk=pk, words=words)
    if frame.flags:
        links += _FLAG.format(flag=f"{frame.flags}{pk}/", words=frame.words["flag"] % named)
    return _FOOT.format(links=links) if links else ""


def _name(name: str, website: str) -> str:
    if not text.is_web_address(website):
        return f"<bdi>{name}</bdi>"
    return f'<a href="{escape(website)}" rel="{text.REL}"><bdi>{name}</bdi></a>'


def _in_reply_to(parent: Node, frame: _Frame) -> str:
    words, place = frame.words["in_reply_to_a_removed"], f"#comment-{parent.pk}"
    if said := parent.comment or parent.elsewhere:
        words = frame.words["in_reply_to"] % {"name": escape(writer(said))}
    if parent.elsewhere:
        place = f"{frame.to.places}{parent.pk}/"
    return _IN_REPLY_TO.format(place=place, words=words)
