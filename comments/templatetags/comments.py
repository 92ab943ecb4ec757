"""Where comments meet the story's page: the thread, how many there are, and their feed."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles import structured_data
from articles.models import Article
from articles.text import shorten
from comments import markup, paging, policy, text, thread
from comments.models import Comment
from comments.policy import Policy
from comments.structured_data import Remark, discussion
from portal.site import kept, moments
from portal.site.address import absolute
from portal.site.models import SiteSettings, current
from portal.site.pages import changes_at

register = template.Library()

# Letters of a pick that stand above the thread.
EXCERPT = 240


class _Said(NamedTuple):
    """All that a page of a thread depends on; `here` is its address, the others are those beside.

    `form` is that of the form, below which comments have their permanent ones.
    """

    page: paging.Page
    story: str
    here: str
    form: str
    total: int
    is_open: bool
    closes: str
    is_indexed: bool


@register.simple_tag(takes_context=True)
def comment_thread(
    context: template.Context, article: Article, page: paging.Page | None = None
) -> SafeString:
    """A page of the comments on a story, by default the first; it is the same for all.

    In two queries; the form is elsewhere.
    """
    holds = _policy(context, article)
    if not holds.is_shown:
        return SafeString("")
    closes_at = holds.closes_at if holds.closes_soon() else None
    story = article.get_absolute_url()
    said = _Said(
        page=page or paging.page(article),
        story=story,
        here=_address(story, page) if page else story,
        form=reverse("comment_form", args=[article.pk]),
        total=article.comment_count,
        is_open=holds.is_open(),
        closes=moments.printed(closes_at, "DATETIME_FORMAT") if closes_at else "",
        is_indexed=_site(context).comments_indexed,
    )
    found = context.template.engine.get_template("comments/thread.html")  # type: ignore[union-attr]
    return kept.once((found, said), lambda: found.render(template.Context(_thread(said))))


@register.simple_tag(takes_context=True)
def comment_count(context: template.Context, article: Article) -> str:
    """“0 comments”, “1 comment”; nothing for a story that shows none, or has and takes none."""
    count, holds = article.comment_count, _policy(context, article)
    if not holds.is_shown or not (count or holds.is_open()):
        return ""
    return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}


@register.simple_tag(takes_context=True)
def comment_number(context: template.Context, article: Article) -> int | None:
    """The same for programs."""
    return article.comment_count if _policy(context, article).is_shown else None


@register.simple_tag(takes_context=True)
def comment_feed(context: template.Context, article: Article) -> str:
    """The address of the feed of a story's comments; nothing for a story that shows none."""
    is_shown = _policy(context, article).is_shown
    return f"{paging.address(article.get_absolute_url())}feed/" if is_shown else ""


@register.filter
def comment_html(value: str) -> SafeString:
    return text.to_html(value)


def _site(context: template.Context) -> SiteSettings:
    site = context.get("site") or current
    return site() if callable(site) else site


def _policy(context: template.Context, article: Article) -> Policy:
    """What holds now; the page, if it is one, is told when that becomes something else."""
    holds = policy.of(article, site=_site(context))
    if request := context.get("request"):
        changes_at(request, *holds.moments())
    return holds


def _address(story: str, page: paging.Page) -> str:
    return paging.address(story, order=page.order, root=page.root, number=page.number)


def _thread(said: _Said) -> dict[str, object]:
    """What `comments/thread.html` prints."""
    page, form = said.page, said.form if said.is_open else ""
    to = markup.Addresses(places=said.form, branches=paging.address(said.story), form=form)
    nodes = thread.build(page.comments, elsewhere=page.elsewhere)
    counts = None if page.root else dict(page.counts)
    return {
        "count": said.total,
        "page": page,
        "branch": page.counts[0][1] if page.root else None,
        "items": markup.items(nodes, to=to, counts=counts),
        "picks": [_pick(pick, said) for pick in page.picks],
        "orders": paging.addresses(said.story) if said.total > 1 else (),
        "beside": paging.beside(said.story, page),
        "form": form,
        "places": said.form,
        "closes": said.closes,
        "is_indexed": said.is_indexed,
        "data": _data(said) if said.is_indexed and page.comments else "",
    }


def _pick(pick: thread.Said, said: _Said) -> dict[str, object]:
    is_here = any(comment.pk == pick.pk for comment in said.page.comments)
    return {
        "name": markup.writer(pick),
        "badge": Comment.Badge(pick.badge).label if pick.badge else "",
        "kind": pick.badge,
        "text": shorten(text.own_words(pick.text), longest=EXCERPT),
        "place": f"#comment-{pick.pk}" if is_here else f"{said.form}{pick.pk}/",
    }


def _data(said: _Said) -> SafeString:
    """The page's comments for search engines, which may not follow permanent addresses."""
    places = absolute(said.form)
    remarks = [
        Remark(
            name=markup.writer(comment),
            text=comment.text,
            created_at=comment.created_at,
            permanent=f"{places}{comment.pk}/",
            url=absolute(f"{said.here}#comment-{comment.pk}"),
            parent=f"{places}{above[-2]}/" if len(above) > 1 else "",
        )
        for comment in said.page.comments
        for above in [thread.numbers(comment.path)]
    ]
    return structured_data.script(discussion(absolute(said.story), remarks))
