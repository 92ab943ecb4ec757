"""Where comments meet the story's page: `comment_thread` and `comment_count`."""

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles.models import Article
from comments import markup, text, thread
from portal.site import kept

register = template.Library()


@register.simple_tag
def comment_thread(article: Article) -> SafeString:
    """The comments under a story, in one query; never the form: the page is the same for all."""
    policy = article.comment_policy
    if policy == Article.CommentPolicy.NONE:
        return SafeString("")
    is_open = policy == Article.CommentPolicy.OPEN
    form = reverse("comment_form", args=[article.pk]) if is_open else ""
    comments = tuple(thread.under(article))
    return kept.once((comment_thread, comments, form), lambda: _thread(comments, form))


def _thread(comments: Sequence[thread.Said], form: str) -> SafeString:
    items = markup.items(thread.build(comments), form=form)
    context = {"count": len(comments), "items": items, "form": form}
    return render_to_string("comments/thread.html", context)


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
