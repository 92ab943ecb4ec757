"""Where comments meet the story's page: the thread, how many there are, and their feed."""

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
    page = page or paging.page(article)
    closes_at = holds.closes_at if holds.closes_soon() else None
    closes = moments.printed(closes_at, "DATETIME_FORMAT") if closes_at else ""
    story, count = article.get_absolute_url(), article.comment_count
    found = context.template.engine.get_template("comments/thread.html")  # type: ignore[union-attr]
    said = (article.pk, story, count, holds.is_open(), closes, _site(context).comments_indexed)
    return kept.once((found, page, said), lambda: found.render(_thread(page, *said)))


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


@register.simple_tag
def comment_feed(article: Article) -> str:
    """The address of the feed of a story's comments."""
    return f"{article.get_absolute_url()}comments/feed/"


@register.simple_tag
def comment_page(article: Article, order: str = "", number: int = 1) -> str:
    return paging.address(article.get_absolute_url(), order=order, number=number)


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


def _thread(
    page: paging.Page, pk: int, story: str, count: int, is_open: bool, closes: str,
    is_indexed: bool,
) -> template.Context:  # fmt: skip
    """What `comments/thread.html` prints."""
    form = reverse("comment_form", args=[pk])
    to = markup.Addresses(places=form, branches=paging.address(story), form=form if is_open else "")
    nodes = thread.build(page.comments, elsewhere=page.elsewhere)
    counts = None if page.root else dict(page.counts)
    return template.Context({
        "count": count,
        "page": page,
        "branch": page.counts[0][1] if page.root else None,
        "items": markup.items(nodes, to=to, counts=counts),
        "picks": [_pick(pick, page, form) for pick in page.picks],
        "orders": paging.addresses(story) if count > 1 else (),
        "story": story,
        "beside": paging.beside(story, page),
        "form": to.form,
        "forms": form.removesuffix(f"{pk}/"),
        "article": pk,
        "closes": closes,
        "is_indexed": is_indexed,
        "data": _data(page, story, form) if is_indexed and page.comments else "",
    })  # fmt: skip


def _pick(said: thread.Said, page: paging.Page, places: str) -> dict[str, object]:
    is_here = any(comment.pk == said.pk for comment in page.comments)
    return {
        "name": markup.writer(said),
        "badge": Comment.Badge(said.badge).label if said.badge else "",
        "kind": said.badge,
        "text": shorten(text.own_words(said.text), longest=EXCERPT),
        "place": f"#comment-{said.pk}" if is_here else f"{places}{said.pk}/",
    }


def _data(page: paging.Page, story: str, places: str) -> SafeString:
    """The page's comments for search engines; `places` is what their addresses begin with."""
    remarks = [
        Remark(
            url=absolute(f"{places}{said.pk}/"),
            name=markup.writer(said),
            text=said.text,
            created_at=said.created_at,
            parent=absolute(f"{places}{above[-2]}/") if len(above) > 1 else "",
        )
        for said in page.comments
        for above in [thread.numbers(said.path)]
    ]
    return structured_data.script(discussion(absolute(story), remarks))
