"""Where comments meet the story's page: `comment_thread` and `comment_count`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles.models import Article
from comments import text, thread
from comments.models import Comment

register = template.Library()


@register.inclusion_tag("comments/thread.html")
def comment_thread(article: Article) -> dict[str, Any]:
    """The comments under a story, in one query; never the form: the page is the same for all."""
    policy = article.comment_policy
    is_shown = policy != Article.CommentPolicy.NONE
    comments = list(Comment.objects.for_thread(article)) if is_shown else []
    return {
        "article": article,
        "count": len(comments),
        "nodes": thread.build(comments),
        "is_shown": is_shown,
        "is_open": policy == Article.CommentPolicy.OPEN,
    }


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


@register.filter
def web_address(value: str) -> str:
    """The address if it may stand in a link, else nothing."""
    return value if text.is_web_address(value) else ""
