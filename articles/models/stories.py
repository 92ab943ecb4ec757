"""Which stories: whom they are shown to, who may write them, and what is loaded with them."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Author, User
from articles.models.byline import Byline
from articles.models.review import Note
from articles.models.tag import ArticleTag, Tag

if TYPE_CHECKING:
    from articles.models.article import Article  # noqa: F401  # named in the class's own base


# Half of the columns, which is a third of what a list takes.
_SECTION = ("name", "slug", "colour", "kind")
_ON_A_CARD = (
    "headline", "front_headline", "kicker", "standfirst", "slug", "language", "published_at",
    "is_retracted", "lead_image__picture",
    *(f"category__{column}" for column in _SECTION),
    *(f"category__parent__{column}" for column in _SECTION),
)  # fmt: skip

_WHEN_LIVE = ("status", "trashed_at", "unpublish_at", "embargo_until")


class ArticleQuerySet(models.QuerySet["Article"]):
    def live(self, at: datetime | models.Expression | None = None) -> Self:
        """Stories that a reader may open at the given moment, by default now."""
        at = at or timezone.now()
        return self.filter(
            Q(unpublish_at__isnull=True) | Q(unpublish_at__gt=at),
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            status=self.model.Status.PUBLISHED,
            trashed_at__isnull=True,
            published_at__lte=at,
        )

    def telling_live(self, at: datetime | models.Expression | None = None) -> Self:
        """Each story with `live_then`: whether `live` has it; one probe of the primary key each."""
        return self.annotate(
            live_then=Exists(self.model.objects.live(at).filter(pk=OuterRef("pk")))
        )

    def withdrawn(self, at: datetime | None = None) -> Self:
        """Stories that the desk took away from readers after their day had come."""
        return self.filter(
            status=self.model.Status.WITHDRAWN, published_at__lte=at or timezone.now()
        )

    def given_to(self, user: User) -> Self:
        """Stories that somebody assigned to this user and that readers do not have yet."""
        return self.unfinished().filter(assigned_to=user)

    def unfinished(self) -> Self:
        """Stories that are being written or read by the desk."""
        return self.kept().filter(status__in=[self.model.Status.DRAFT, self.model.Status.IN_REVIEW])

    def due(self, until: datetime | None = None) -> Self:
        """Unfinished stories that are wanted by the given moment, by default now: overdue."""
        return self.unfinished().filter(due_at__lte=until or timezone.now())

    def counting_open_notes(self) -> Self:
        """Each story with `open_notes`, in the same query."""
        waiting = Note.objects.open().filter(article=OuterRef("pk")).order_by().values("article")
        counted = waiting.annotate(n=Count("pk")).values("n")
        return self.annotate(open_notes=Coalesce(Subquery(counted), 0))

    def scheduled(self, at: datetime | None = None) -> Self:
        """Stories that go live by themselves after the given moment, by default now."""
        at = at or timezone.now()
        return self.kept().filter(status=self.model.Status.PUBLISHED, published_at__gt=at)

    def kept(self) -> Self:
        """Stories that are not in the trash."""
        return self.filter(trashed_at__isnull=True)

    def listed_in(self, category: "models.Model | int") -> Self:
        """Stories that a category's page lists, newest first; an index, however many there are."""
        return self.filter(listings__category=category).order_by(
            "-listings__published_at", "-listings__article_id"
        )

    def tagged(self, tag: Tag) -> Self:
        return self.filter(tag_items__tag=tag)

    def parts_of(self, series: "models.Model | int") -> Self:
        """The parts of a series in their order."""
        return self.filter(series_part__series=series).order_by("series_part__position", "pk")

    def credited_to(self, author: Author) -> Self:
        """Stories with this author in their bylines, once however many roles there are."""
        return self.filter(pk__in=Byline.objects.filter(author=author).values("article"))

    def for_writing(self) -> Self:
        """Lock the stories against other writers, until the transaction ends.

        Not against rows that come to refer to them, such as a place in another story's list: two
        stories published at once would each wait for the other.
        """
        return self.select_for_update(of=("self",), no_key=True)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_teasers(self) -> Self:
        """Load what a card without a byline prints; no query beside the list's own."""
        return self.with_relations().only(*_ON_A_CARD)

    def for_listed(self) -> Self:
        """Load the same, and what `Article.is_live` asks."""
        return self.with_relations().only(*_ON_A_CARD, *_WHEN_LIVE)

    def for_cards(self) -> Self:
        """Load all that a card prints: a list of cards costs two queries however long it is."""
        return self.for_teasers().prefetch_related(Byline.with_authors())

    def for_reading(self) -> Self:
        """Load all that the article page prints of the story itself."""
        return self.with_relations().prefetch_related(Byline.with_authors(), ArticleTag.with_tags())

    def with_relations(self) -> Self:
        """Load what a story refers to and readers see, in the query of the stories themselves."""
        return self.select_related("category__parent", "lead_image").fetch_mode(
            settings.PUBLIC_FETCH_MODE
        )

    def editable_by(self, user: User) -> Self:
        """Stories that this user may open in the admin: all, or their own, or none.

        Their own are those that they began, have a byline on, or were given.
        """
        if not user.has_perm("articles.change_article"):
            return self.none()
        if user.has_perm("articles.edit_any_article"):
            return self
        return self.of(user)

    def of(self, user: User) -> Self:
        """Stories that this user began, has a byline on, or was given."""
        # Not EXISTS: that would be asked of every story; so both halves are found by their index.
        named = Byline.objects.filter(author__user=user).values("article")
        return self.filter(Q(created_by=user) | Q(assigned_to=user) | Q(pk__in=named))
