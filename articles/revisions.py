"""The only write of editorial content: a saved revision, and what it means for the live row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Author, User
from accounts.slugs import make_slug
from articles import deeds, html, past, search
from articles.content import COLUMNS, Content
from articles.models import (
    Activity,
    Article,
    ArticleTag,
    Byline,
    Category,
    Image,
    ImageUse,
    Listing,
    Revision,
    Tag,
)
from portal.pagecache import clock


class Conflict(Exception):
    """Somebody saved the story since this text was opened; `newest` is what they saved."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(
            _("%(name)s saved this story since you opened it.") % {"name": newest.by_name}
        )
        self.newest = newest


@transaction.atomic
def create(content: Content, *, by: User, note: str = "") -> Article:
    """Begin a story with its first revision."""
    if not by.has_perm("articles.add_article"):
        raise PermissionDenied
    now = timezone.now()
    article = Article.objects.create(
        headline=content.headline, created_at=now, created_by=by, modified_at=now
    )
    save(article, content, by=by, note=note)
    return article


@transaction.atomic
def save(
    article: Article,
    content: Content,
    *,
    by: User,
    based_on: int | None = None,
    note: str = "",
    kind: str = Revision.Kind.SAVED,
) -> Revision:
    """Keep the content as the newest revision.

    A published story stays as it is for readers until it is published again. `based_on` is the
    revision that the text was opened from; raises Conflict when it is not the newest any more, and
    Refused of a story in the trash.
    """
    locked = deeds.take(article, by=by)
    deeds.refuse_in_trash(locked)
    if based_on not in (None, locked.newest_revision_id) and locked.newest_revision:
        raise Conflict(locked.newest_revision)
    now = timezone.now()
    _guard_embargo(locked, content, by=by, at=now)
    revision = Revision.objects.create(
        article=locked, kind=kind, data=content.as_json(), note=note, by=by,
        by_name=by.display_name(), at=now, based_on_id=locked.newest_revision_id,
    )  # fmt: skip
    locked.newest_revision = revision
    locked.modified_at, planned = now, locked.published_at
    if locked.status != Article.Status.PUBLISHED:
        materialise(locked, content)
    else:
        _set_image_uses(locked, content)
        _hold_back(locked, content, now)
    locked.save()
    if locked.published_at != planned:
        past.record(locked)
        search.index(locked)
        clock.set_boundaries(
            f"article:{article.pk}", [locked.published_at], hides=[locked.unpublish_at]
        )
        # Whoever keeps pages learns of the new moment.
        clock.touch(f"article:{article.pk}")
    article.refresh_from_db()
    return revision


def _guard_embargo(article: Article, content: Content, *, by: User, at: datetime) -> None:
    """Whoever publishes may shorten an embargo that runs, and it is written down; nobody else."""
    running = article.newest_revision and article.newest_revision.content.embargo_until
    if not running or running <= at or (content.embargo_until or at) >= running:
        return
    if not by.has_perm("articles.publish_article"):
        raise deeds.Refused(_("Only an editor ends an embargo, or makes it shorter."))
    until = deeds.stamp(content.embargo_until)
    deeds.write_down(article, Activity.Verb.EMBARGO, by=by, detail=until)


def _hold_back(article: Article, content: Content, now: datetime) -> None:
    """Let an embargo hold what is scheduled as soon as it is saved, published or not."""
    embargo, planned = content.embargo_until, article.published_at
    if embargo is None or planned is None or planned <= now or embargo <= planned:
        return
    article.published_at = article.embargo_until = embargo
    if article.unpublish_at and article.unpublish_at <= embargo:
        # It was to come down before it may go up.
        article.unpublish_at = embargo + datetime.resolution
    article.listings.update(published_at=embargo)


@transaction.atomic
def restore(
    article: Article,
    revision: Revision,
    *,
    by: User,
    based_on: int | None = None,
    note: str = "",
) -> Revision:
    """Keep what a revision of the story says as the newest one.

    The newest itself where that says the same. What readers see of a published story stays as it
    is. Raises as `save` does.
    """
    locked = deeds.take(article, by=by)
    if revision.article_id != article.pk:
        raise PermissionDenied
    deeds.refuse_in_trash(locked)
    content, newest = restorable(revision), locked.newest_revision
    if newest:
        # Times are agreed upon, and not part of what was written.
        times = newest.content
        content = replace(content, publish_at=times.publish_at, embargo_until=times.embargo_until)
    if newest and newest.content == content:
        return newest
    said = _("Restored from %(moment)s, saved by %(name)s.") % {
        "moment": date_format(timezone.localtime(revision.at), "SHORT_DATETIME_FORMAT"),
        "name": revision.by_name,
    }
    return save(
        article, content, by=by, based_on=based_on, kind=Revision.Kind.RESTORED,
        note=f"{said} {note}".strip()[: Revision._meta.get_field("note").max_length],
    )  # fmt: skip


def restorable(revision: Revision) -> Content:
    """What a revision says, without rows that are gone since."""
    content = without_what_is_gone(revision.content)
    pk = content.lead_image_id
    return (
        content
        if Image.objects.filter(pk=pk or 0).exists()
        else replace(content, lead_image_id=None)
    )


def materialise(article: Article, content: Content) -> None:
    """Make columns, bylines, tags and listings those of the content; the caller saves the row."""
    content = without_what_is_gone(content)
    # An address that readers have seen stays, whatever becomes of the headline.
    kept_slug = article.slug if article.live_revision_id else ""
    for column in COLUMNS:
        setattr(article, column, getattr(content, column))
    article.slug = (
        content.slug
        or kept_slug
        or make_slug(content.headline, language=content.language)
        or "story"
    )
    _set_bylines(article, content)
    _set_tags(article, content.tags)
    _set_listings(article, content)
    _set_image_uses(article, content)


def without_what_is_gone(content: Content) -> Content:
    """The content without rows that were deleted since: what waits to be published keeps none."""
    wanted = {pk for pk in (content.category_id, *content.other_category_ids) if pk}
    categories = set(Category.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    named = {credit.author_id for credit in content.credits}
    authors = set(Author.objects.filter(pk__in=named).values_list("pk", flat=True))
    return replace(
        content,
        category_id=content.category_id if content.category_id in categories else None,
        other_category_ids=tuple(pk for pk in content.other_category_ids if pk in categories),
        credits=tuple(credit for credit in content.credits if credit.author_id in authors),
    )


def _set_bylines(article: Article, content: Content) -> None:
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=credit.author_id, role=credit.role, position=position)
        for position, credit in enumerate(dict.fromkeys(content.credits))
    )


def _set_tags(article: Article, names: Iterable[str]) -> None:
    names = tuple(names)
    # New ones in one order for all, or two stories with the same new tags wait for each other.
    found = {name: named_tag(name) for name in sorted(set(names))}
    tags = list({tag.pk: tag for tag in map(found.__getitem__, names)}.values())
    ArticleTag.objects.filter(content_object=article).delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=tag, position=position)
        for position, tag in enumerate(tags)
    )


def named_tag(name: str) -> Tag:
    """The tag of this name, whatever its capitals, else a new one."""
    name = " ".join(name.split())
    slug = make_slug(name) or "tag"
    # SQLite knows capitals of English only, so Python compares the few that read alike.
    alike = Tag.objects.filter(
        Q(name__iexact=name) | Q(slug=slug) | Q(slug__startswith=f"{slug}-")
    ).order_by("pk")
    same = (tag for tag in alike if tag.name.casefold() == name.casefold())
    return next(same, None) or Tag.objects.get_or_create(name=name)[0]


def _set_listings(article: Article, content: Content) -> None:
    chosen = {pk for pk in (content.category_id, *content.other_category_ids) if pk}
    found = Category.objects.filter(pk__in=chosen).values_list("pk", "parent_id")
    article.listings.all().delete()
    Listing.objects.bulk_create(
        Listing(
            article=article, category_id=pk, chosen=pk in chosen, published_at=article.published_at
        )
        for pk in sorted({pk for pair in found for pk in pair} - {None})
    )


def _set_image_uses(article: Article, content: Content) -> None:
    """Note the images of the row that readers see and of the content that is to follow it."""
    wanted = {pk for pk in (article.lead_image_id, content.lead_image_id) if pk}
    wanted |= html.picture_ids(article.body) | html.picture_ids(content.body)
    article.image_uses.all().delete()
    ImageUse.objects.bulk_create(
        ImageUse(article=article, image_id=pk)
        for pk in Image.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True)
    )
