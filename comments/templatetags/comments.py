"""Where comments meet the story's page: `comment_thread` and `comment_count`."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles.models import Article
from comments import markup, text, thread
from portal.site import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_thread(context: template.Context, article: Article) -> SafeString:
    """The comments under a story, in one query; never the form: the page is the same for all."""
    policy = article.comment_policy
    if policy == Article.CommentPolicy.NONE:
        return SafeString("")
    is_open = policy == Article.CommentPolicy.OPEN
    form = reverse("comment_form", args=[article.pk]) if is_open else ""
    comments = tuple(thread.under(article))
    page = context.template.engine.get_template("comments/thread.html")  # type: ignore[union-attr]
    return kept.once((page, comments, form), lambda: _thread(page, comments, form))


def _thread(page: template.base.Template, comments: Sequence[thread.Said], form: str) -> SafeString:
    items = markup.items(thread.build(comments), form=form)
    said = {"count": len(comments), "items": items, "form": form}
    return page.render(template.Context(said))


@register.simple_tag
def comment_count(article: Article) -> str:
    """“0 comments”, “1 comment”; nothing for a story that shows none, or has and takes none."""
    count, policy = article.comment_count, article.comment_policy
    is_over = policy == Article.CommentPolicy.CLOSED and not count
    if policy == Article.CommentPolicy.NONE or is_over:
        return ""
    return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}


@register.filter
def comment_html(value: str) -> SafeString:
    return text.to_html(value)
