"""Brings many stories at once: the rows that the verbs would have written one by one.

`revisions.create` and `workflow.publish` ask the database ninety times a story, which an archive of
twenty thousand cannot wait for. tests.articles.test_bulk holds both against each other, row by row.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Upper
from django.utils import timezone

from accounts.models import Author, User
from accounts.slugs import make_slug
from articles import deeds, html, neighbours, past, search, upkeep
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
from articles.revisions import named_tag
from portal.pagecache import clock

Status, Verb = Article.Status, Activity.Verb
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)


@dataclass(frozen=True, kw_only=True)
class Saved:
    """One state of a story as somebody saved it; `by` may have a name and no login."""

    content: Content
    at: datetime
    by: User | None = None
    by_name: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        return self.by.display_name() if self.by else self.by_name


@dataclass(frozen=True, kw_only=True)
class NewStory:
    """A story to be brought, with all that was saved of it, the newest last.

    Published, it is so from `published_at` on, by whom `published_by` names; whether it is fit for
    that is for the caller to know.
    """

    saved: tuple[Saved, ...]
    begun_at: datetime
    status: str = Status.DRAFT
    published_at: datetime | None = None
    updated_at: datetime | None = None
    published_by: Saved | None = None

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


@transaction.atomic
def add(stories: Sequence[NewStory], *, is_archive: bool = False) -> list[Article]:
    """Begin these stories, and publish those that are; in their order.

    What follows from that, such as the index of the search, is done at once and by the upkeep of
    each; not so of an archive, whose caller has it made anew for all once the last is there. Once
    in a transaction, and last in it: the clock stays locked until commit.
    """
    known = _Known.of(stories)
    contents = [known.without_what_is_gone(story.saved[-1].content) for story in stories]
    articles = Article.objects.bulk_create(
        _article(story, content) for story, content in zip(stories, contents, strict=True)
    )
    _save(articles, stories)
    rows = _around(articles, contents, known)
    _write_down(articles, stories)
    published = [each for each in articles if each.status == Status.PUBLISHED]
    if published:
        _show(published, rows, is_archive=is_archive)
    else:
        # Of what the desk has readers see nothing.
        clock.touch()
    return articles


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What there is of the rows that contents name: of a section its parent."""

    categories: dict[int, int | None]
    authors: frozenset[int]
    images: frozenset[int]
    tags: dict[str, Tag]

    @classmethod
    def of(cls, stories: Sequence[NewStory]) -> "_Known":
        contents = [story.saved[-1].content for story in stories]
        sections = {
            pk for each in contents for pk in (each.category_id, *each.other_category_ids) if pk
        }
        authors = {credit.author_id for each in contents for credit in each.credits}
        images = {pk for each in contents for pk in _images(each)}
        return cls(
            categories=dict(
                Category.objects.filter(pk__in=sections).values_list("pk", "parent_id")
            ),
            authors=_there(Author, authors),
            images=_there(Image, images),
            tags=_tags({name for each in contents for name in each.tags}),
        )

    def without_what_is_gone(self, content: Content) -> Content:
        return replace(
            content,
            category_id=content.category_id if content.category_id in self.categories else None,
            other_category_ids=tuple(
                pk for pk in content.other_category_ids if pk in self.categories
            ),
            credits=tuple(each for each in content.credits if each.author_id in self.authors),
        )

    def listed(self, content: Content) -> Iterator[tuple[int, bool]]:
        """The sections on whose pages it is, each with whether it was chosen."""
        chosen = {pk for pk in (content.category_id, *content.other_category_ids) if pk}
        above = {self.categories[pk] for pk in chosen}
        for pk in sorted({pk for pk in chosen | above if pk is not None}):
            yield pk, pk in chosen


def _there(model: type[Author] | type[Image], pks: Collection[int]) -> frozenset[int]:
    if not pks:
        return frozenset()
    return frozenset(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))


def _tags(names: Collection[str]) -> dict[str, Tag]:
    """The tag of each name, by the rule of `revisions.named_tag`; new ones in one order for all.

    Those that read alike are fetched together: looked for one by one, all tags are read for each.
    """
    if not names:
        return {}
    # SQLite knows capitals of English only.
    wanted = {spelling for name in names for spelling in (name.upper(), name.translate(_CAPITALS))}
    slugs = {make_slug(name) or "tag" for name in names}
    rows = Tag.objects.alias(upper=Upper("name")).filter(Q(upper__in=wanted) | Q(slug__in=slugs))
    alike = {tag.name.casefold(): tag for tag in rows.order_by("-pk")}
    found = {}
    for name in sorted(names):
        key = " ".join(name.split()).casefold()
        found[name] = alike.get(key) or alike.setdefault(key, named_tag(name))
    return found


def _images(content: Content) -> set[int]:
    lead = {content.lead_image_id} if content.lead_image_id else set()
    return lead | html.picture_ids(content.body)


def _article(story: NewStory, content: Content) -> Article:
    newest = story.saved[-1]
    article = Article(
        status=story.status, published_at=story.published_at, updated_at=story.updated_at,
        created_at=story.begun_at, created_by=story.saved[0].by, modified_at=newest.at,
    )  # fmt: skip
    for column in COLUMNS:
        setattr(article, column, getattr(content, column))
    article.slug = content.slug or make_slug(content.headline, language=content.language) or "story"
    return article


def _save(articles: Sequence[Article], stories: Sequence[NewStory]) -> None:
    """The revisions, and which of them is the newest and which is live."""
    revisions = Revision.objects.bulk_create(
        Revision(
            article=article, data=saved.content.as_json(), note=saved.note, at=saved.at,
            by=saved.by, by_name=saved.name,
            kind=Revision.Kind.PUBLISHED
            if story.is_published and saved is story.saved[-1]
            else Revision.Kind.SAVED,
        )
        for article, story in zip(articles, stories, strict=True)
        for saved in story.saved
    )  # fmt: skip
    followed = [
        (before, after)
        for before, after in pairwise(revisions)
        if before.article_id == after.article_id
    ]
    for before, after in followed:
        after.based_on = before
    if followed:
        Revision.objects.bulk_update([after for _before, after in followed], ["based_on"])
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    written = Article.objects.filter(pk__in=[article.pk for article in articles])
    written.update(newest_revision=Subquery(newest))
    live = Case(When(status=Status.PUBLISHED, then=F("newest_revision")), default=Value(None))
    written.update(live_revision=live)
    of_each = dict(written.values_list("pk", "newest_revision"))
    for article in articles:
        article.newest_revision_id = of_each[article.pk]
        article.live_revision_id = (
            article.newest_revision_id if article.status == Status.PUBLISHED else None
        )


@dataclass(frozen=True, kw_only=True)
class _Rows:
    bylines: list[Byline]
    tags: list[ArticleTag]
    listings: list[Listing]


def _around(articles: Sequence[Article], contents: Sequence[Content], known: _Known) -> _Rows:
    pairs = list(zip(articles, contents, strict=True))
    rows = _Rows(
        bylines=[
            Byline(article=article, author_id=credit.author_id, role=credit.role, position=place)
            for article, content in pairs
            for place, credit in enumerate(dict.fromkeys(content.credits))
        ],
        tags=[
            ArticleTag(content_object=article, tag=tag, position=place)
            for article, content in pairs
            for place, tag in enumerate(
                {tag.pk: tag for tag in map(known.tags.__getitem__, content.tags)}.values()
            )
        ],
        listings=[
            Listing(
                article=article, category_id=pk, chosen=chosen, published_at=article.published_at
            )
            for article, content in pairs
            for pk, chosen in known.listed(content)
        ],
    )
    Byline.objects.bulk_create(rows.bylines)
    ArticleTag.objects.bulk_create(rows.tags)
    Listing.objects.bulk_create(rows.listings)
    ImageUse.objects.bulk_create(
        ImageUse(article=article, image_id=pk)
        for article, content in pairs
        for pk in sorted(_images(content) & known.images)
    )
    return rows


def _write_down(articles: Sequence[Article], stories: Sequence[NewStory]) -> None:
    now = timezone.now()
    Activity.objects.bulk_create(
        Activity(
            article=article, verb=Verb.SCHEDULE if is_to_come else Verb.PUBLISH,
            status=article.status, detail=deeds.stamp(article.published_at) if is_to_come else "",
            by=who.by, by_name=who.name, at=who.at,
        )
        for article, story in zip(articles, stories, strict=True)
        if story.is_published
        for who in [story.published_by or story.saved[-1]]
        for is_to_come in [article.published_at is not None and article.published_at > now]
    )  # fmt: skip


def _show(articles: Sequence[Article], rows: _Rows, *, is_archive: bool) -> None:
    """What readers, the past and the machines have to know of those that are published."""
    pks = {article.pk for article in articles}
    subjects = {f"article:{article.pk}": article for article in articles}
    bylines = [row for row in rows.bylines if row.article_id in pks]
    tags = [row for row in rows.tags if row.content_object_id in pks]
    listings = [row for row in rows.listings if row.article_id in pks]
    past.begin(articles, bylines=bylines, tags=tags, listings=listings)
    if not is_archive:
        search.write(pks)
        upkeep.want(*subjects)
    clock.add_boundaries(
        {name: ([each.published_at], [each.unpublish_at]) for name, each in subjects.items()}
    )
    clock.hold()
    live = [article.pk for article in articles if article.is_live()]
    clock.touch(
        "front",
        "archive",
        *subjects,
        *(f"category:{row.category_id}" for row in listings),
        *(f"author:{row.author_id}" for row in bylines),
        *(f"tag:{row.tag_id}" for row in tags),
        *neighbours.pages_beside(live),
    )
