"""Signed links to a story as it is at the desk, for people without a login; and that story."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import Author
from accounts.slugs import make_slug
from articles.content import COLUMNS, Content
from articles.models import Article, ArticleTag, Byline, Category, Image, Tag

LASTS = timedelta(days=7)
# Kept by nobody, found by nobody, and its address told to none of the sites that it links to.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
_signer = signing.TimestampSigner(salt="articles.preview")


class NoPreview(Exception):
    """The link is not one of ours, is too old, or its story is in the trash."""


def link(article: Article) -> str:
    """The path of a preview that lasts seven days from now."""
    return reverse("preview", args=[_signer.sign(str(article.pk))])


def opened(signed: str) -> Article:
    """The story that a link is for, as readers have it; raises NoPreview."""
    try:
        pk = int(_signer.unsign(signed, max_age=LASTS))
    except (signing.BadSignature, ValueError) as error:
        raise NoPreview from error
    stories = Article.objects.kept().select_related("newest_revision", "category__parent")
    article = stories.filter(pk=pk, newest_revision__isnull=False).first()
    if article is None:
        raise NoPreview
    return article


def is_outdated(article: Article) -> bool:
    """Whether readers see all of it, so that there is nothing to preview."""
    return article.is_live() and not article.has_unpublished_changes


def is_under_embargo(article: Article) -> bool:
    """Whether the story, or what is to follow it, is under an embargo."""
    newest = article.newest_revision
    waiting = newest.content.embargo_until if newest else None
    return article.is_under_embargo() or (waiting is not None and waiting > timezone.now())


def is_closed(article: Article, *, to: Any) -> bool:
    """Whether it is under an embargo that this person is not part of."""
    if not is_under_embargo(article):
        return False
    if not (to.is_active and to.is_staff):
        return True
    return not Article.objects.editable_by(to).filter(pk=article.pk).exists()


def as_it_will_be(article: Article, content: Content | None = None) -> Article:
    """The story with a content, by default the newest revision's, in memory only.

    One that was never saved has no number yet, and 0 in the place of it: no story's.
    """
    if content is None:
        content = article.newest_revision.content if article.newest_revision else Content()
    shown = Article(
        pk=article.pk or 0,
        status=article.status,
        published_at=article.published_at,
        updated_at=article.updated_at,
        modified_at=article.modified_at,
        created_at=article.created_at,
        comment_count=article.comment_count,
    )
    for column in COLUMNS:
        setattr(shown, column, getattr(content, column))
    shown.slug = content.slug or article.slug or "story"
    shown.category = _category(content)
    shown.lead_image = Image.objects.filter(pk=content.lead_image_id or 0).first()
    shown._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "bylines": _loaded(Byline.objects.all(), _bylines(shown, content)),
        "tag_items": _loaded(ArticleTag.objects.all(), _tag_items(shown, content)),
    }
    return shown


def _category(content: Content) -> Category | None:
    return Category.objects.select_related("parent").filter(pk=content.category_id or 0).first()


def _bylines(article: Article, content: Content) -> list[Byline]:
    authors = Author.objects.in_bulk([credit.author_id for credit in content.credits])
    return [
        Byline(article=article, author=authors[credit.author_id], role=credit.role, position=place)
        for place, credit in enumerate(dict.fromkeys(content.credits))
        if credit.author_id in authors
    ]


def _tag_items(article: Article, content: Content) -> list[ArticleTag]:
    """Tags that the story is the first to have are shown, though they have no page yet."""
    names = {name.casefold(): name for name in content.tags}
    # An empty condition would be all tags.
    named = models.Q(*(("name__iexact", name) for name in names.values()), _connector=models.Q.OR)
    found = Tag.objects.filter(named) if names else []
    known = {tag.name.casefold(): tag for tag in found}
    tags = [
        known.get(key) or Tag(name=name, slug=make_slug(name) or "tag")
        for key, name in names.items()
    ]
    return [
        ArticleTag(content_object=article, tag=tag, position=place)
        for place, tag in enumerate(tags)
    ]


def _loaded[Row: models.Model](
    queryset: models.QuerySet[Row], rows: list[Row]
) -> models.QuerySet[Row]:
    """The queryset as it is once these rows were prefetched."""
    queryset._result_cache = rows
    queryset._prefetch_done = True  # type: ignore[attr-defined]
    return queryset
