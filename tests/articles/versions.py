"""The versions of a story as a test uses them: saved, and read and restored at their addresses."""

from dataclasses import replace

from django.urls import reverse

from articles import revisions
from articles.models import Article
from tests.factories import UserFactory


def history_of(article):
    return reverse("admin:articles_article_history", args=[article.pk])


def compare(article):
    return reverse("admin:articles_article_compare", args=[article.pk])


def revision_of(article, revision):
    return reverse("admin:articles_article_revision", args=[article.pk, revision.pk])


def restore_of(article, revision):
    return reverse("admin:articles_article_restore", args=[article.pk, revision.pk])


def save(article, by=None, note="", **content):
    article = Article.objects.get(pk=article.pk)
    changed = replace(article.newest_revision.content, **content)
    return revisions.save(article, changed, by=by or UserFactory(role="Editor"), note=note)


def labels(response):
    return [row.label for row in response.context["rows"]]
