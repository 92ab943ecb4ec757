"""A thread as HTML, in one pass: with a template for each comment, two hundred took 100 ms."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comments import text
from comments.thread import Node, Said
from portal.site import moments

_COMMENT = """\
<article class="comment" id="comment-{pk}" aria-labelledby="comment-{pk}-name">
<header class="comment__header">
<h3 class="comment__name" id="comment-{pk}-name">{name}</h3>
<a class="comment__date" href="#comment-{pk}"><time datetime="{iso}">{date}</time></a>
{in_reply_to}</header>
<div class="comment__text">{text}</div>
{reply}</article>
"""
_IN_REPLY_TO = '<a class="comment__in-reply-to" href="#comment-{pk}">{words}</a>\n'
_REPLY = '<a class="comment__reply" href="{form}?parent={pk}" rel="nofollow">{words}</a>\n'
_REMOVED = '<p class="comment comment--removed" id="comment-{pk}">{words}</p>\n'


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """What every comment of a thread is shown with, looked up once."""

    form: str
    reply: str
    in_reply_to: str
    in_reply_to_a_removed: str
    removed: str
    date: Callable[[datetime], moments.Written]


def items(nodes: Iterable[Node], *, form: str) -> SafeString:
    """The items of the thread's list; `form` is where they are answered, or nothing if nowhere."""
    frame = _Frame(
        form=form,
        reply=_('Reply<span class="visually-hidden"> to %(name)s</span>'),
        in_reply_to=_("in reply to <bdi>%(name)s</bdi>"),
        in_reply_to_a_removed=_("in reply to a removed comment"),
        removed=_("This comment was removed."),
        date=moments.writer("DATETIME_FORMAT"),
    )
    return SafeString("".join(_items(nodes, frame)))


def _items(nodes: Iterable[Node], frame: _Frame) -> Iterator[str]:
    for node in nodes:
        yield '<li class="comment-thread__item">\n'
        if node.comment:
            yield _comment(node, node.comment, frame)
        else:
            yield _REMOVED.format(pk=node.pk, words=frame.removed)
        if node.replies:
            yield '<ol class="comment-thread__replies">\n'
            yield from _items(node.replies, frame)
            yield "</ol>\n"
        yield "</li>\n"


def _comment(node: Node, said: Said, frame: _Frame) -> str:
    name, date = escape(said.name), frame.date(said.created_at)
    reply = frame.reply % {"name": name}
    return _COMMENT.format(
        pk=node.pk,
        name=_name(name, said.website),
        iso=date.iso,
        date=date.printed,
        in_reply_to=_in_reply_to(node.in_reply_to, frame) if node.in_reply_to else "",
        text=text.to_html(said.text),
        reply=_REPLY.format(form=frame.form, pk=node.pk, words=reply) if frame.form else "",
    )


def _name(name: str, website: str) -> str:
    if not text.is_web_address(website):
        return f"<bdi>{name}</bdi>"
    return f'<a href="{escape(website)}" rel="{text.REL}"><bdi>{name}</bdi></a>'


def _in_reply_to(parent: Node, frame: _Frame) -> str:
    words = frame.in_reply_to_a_removed
    if parent.comment:
        words = frame.in_reply_to % {"name": escape(parent.comment.name)}
    return _IN_REPLY_TO.format(pk=parent.pk, words=words)
