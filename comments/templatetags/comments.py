"""Where comments meet the story's page: `comment_thread` and `comment_count`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles.models import Article
from comments import markup, text, thread

register = template.Library()


@register.inclusion_tag("comments/thread.html")
def comment_thread(article: Article) -> dict[str, Any]:
    """The comments under a story, in one query; never the form: the page is the same for all."""
    policy = article.comment_policy
    is_shown = policy != Article.CommentPolicy.NONE
    is_open = policy == Article.CommentPolicy.OPEN
    form = reverse("comment_form", args=[article.pk]) if is_open else ""
    comments = thread.under(article) if is_shown else []
    items = markup.items(thread.build(comments), form=form)
    return {"count": len(comments), "items": items, "is_shown": is_shown, "form": form}


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
