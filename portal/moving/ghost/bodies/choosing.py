"""Which of its columns holds the body of a post, and what did not come along from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.moving.ghost.bodies import lexical, mobiledoc
from portal.moving.ghost.bodies.markdown import from_markdown
from portal.moving.ghost.bodies.writing import Body, Unwritten
from portal.moving.ghost.values import Row
from portal.moving.records import Notice

# What an editor saved last; the html column is only what it made of it.
_EDITORS: Mapping[str, Callable[[object], Body]] = {
    "lexical": lexical.body,
    "mobiledoc": mobiledoc.body,
}
_LONGEST_NAME, _MOST_NAMES = 40, 10


@dataclass(frozen=True, kw_only=True)
class Chosen:
    html: str
    notices: tuple[Notice, ...] = ()


def choose(post: Row, *, name: str) -> Chosen:
    """The body of this post; `name` is what the notices call it."""
    column = next((column for column in _EDITORS if post.values.get(column)), "")
    if not column:
        return Chosen(html=_html(post))
    try:
        body = _EDITORS[column](post.values[column])
    except Unwritten:
        body = None
    if body is None or (body.is_empty and _html(post).strip()):
        return _instead(post, column=column, name=name)
    return Chosen(html=body.html, notices=tuple(_notices(body, name=name)))


def _html(post: Row) -> str:
    """Ghost's first versions had Markdown beside it."""
    return post.text("html") or from_markdown(post.text("markdown"))


def _instead(post: Row, *, column: str, name: str) -> Chosen:
    html = _html(post)
    if html.strip():
        code = "repaired-body"
        text = _(
            "%(name)s: the text as its editor saved it (%(column)s) cannot be read. The HTML that"
            " the export has beside it was taken."
        )
    else:
        code = "lost-body"
        text = _(
            "%(name)s: the text as its editor saved it (%(column)s) cannot be read, and the export"
            " has no HTML beside it. Copy the text from the old site."
        )
    notice = Notice(code=code, text=text % {"name": name, "column": column})
    return Chosen(html=html, notices=(notice,))


def _notices(body: Body, *, name: str) -> Iterator[Notice]:
    if body.left_out:
        text = _("%(name)s: left out, as there is nothing for readers in them: %(things)s.")
        values = {"name": name, "things": _counted(body.left_out)}
        yield Notice(code="lost-card", text=text % values)
    if body.unknown:
        text = _("%(name)s: not known, only their words were kept: %(things)s.")
        values = {"name": name, "things": _counted(body.unknown)}
        yield Notice(code="lost-unknown-card", text=text % values)
    if body.too_deep:
        text = _("%(name)s: %(count)s elements stand too deep in others; their words were kept.")
        values = {"name": name, "count": str(body.too_deep)}
        yield Notice(code="lost-depth", text=text % values)


def _counted(things: Mapping[str, int]) -> str:
    """Names with their counts, in an order that does not change; of very many the first."""
    named = [f"{name[:_LONGEST_NAME] or '?'} × {count}" for name, count in sorted(things.items())]
    return ", ".join(named[:_MOST_NAMES] + ["…"] * (len(named) > _MOST_NAMES))
