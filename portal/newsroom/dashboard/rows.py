"""A story as one row of the dashboard."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.admin.columns import thumbnail, words
from articles.models import Article
from portal.newsroom.dashboard.panels import Row
from portal.publicmodels.ways import Way

ADD = "admin:articles_article_add"


def writes(user: User) -> bool:
    """Who writes, but does not run the desk."""
    return user.has_perm("articles.change_article") and not user.has_perm(
        "articles.edit_any_article"
    )


def stories(user: User) -> Any:
    """What this person may open, without the texts."""
    found = Article.objects.editable_by(user).kept()
    return found.select_related("category__parent", "lead_image").defer("body", "standfirst")


def address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def headline(article: Article) -> Any:
    return article.headline or _("(no headline)")


def row(article: Article, *details: Any, note: str = "", alarm: bool = False) -> Row:
    return Row(
        title=headline(article),
        address=address(article),
        picture=thumbnail(article),
        details=[detail for detail in details if detail],
        note=note,
        alarm=alarm,
    )


def due(article: Article, *, late: bool) -> Any:
    """When it is due, or that this has passed."""
    if article.due_at is None:
        return ""
    text = _("overdue since %(when)s") if late else _("due %(when)s")
    return text % {"when": words(article.due_at)}


def way(label: Any, query: str) -> Way:
    """To the list of stories, narrowed."""
    return Way(label=label, address=f"{reverse('admin:articles_article_changelist')}?{query}")
