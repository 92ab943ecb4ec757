"""A story, and the rows that hang on its live text."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from accounts.models import Author, User
from articles.models.review import Note
from articles.models.tag import ArticleTag, Tag

LANGUAGES = [
    ("sr-Cyrl", _("Serbian, Cyrillic")),
    ("sr-Latn", _("Serbian, Latin")),
    ("en", _("English")),
    ("tr", _("Turkish")),
    ("mk", _("Macedonian")),
    ("bg", _("Bulgarian")),
    ("sq", _("Albanian")),
    ("hr", _("Croatian")),
    ("bs", _("Bosnian")),
    ("sl", _("Slovenian")),
    ("el", _("Greek")),
    ("ro", _("Romanian")),
    ("de", _("German")),
]


class ArticleQuerySet(models.QuerySet["Article"]):
    def live(self, at: datetime | None = None) -> Self:
        """Stories that a reader may open at the given moment, by default now."""
        at = at or timezone.now()
        return self.filter(
            Q(unpublish_at__isnull=True) | Q(unpublish_at__gt=at),
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            status=Article.Status.PUBLISHED,
            trashed_at__isnull=True,
            published_at__lte=at,
        )

    def withdrawn(self, at: datetime | None = None) -> Self:
        """Stories that the desk took away from readers after their day had come."""
        return self.filter(status=Article.Status.WITHDRAWN, published_at__lte=at or timezone.now())

    def given_to(self, user: User) -> Self:
        """Stories that somebody assigned to this user and that readers do not have yet."""
        return self.unfinished().filter(assigned_to=user)

    def unfinished(self) -> Self:
        """Stories that are being written or read by the desk."""
        return self.kept().filter(status__in=[Article.Status.DRAFT, Article.Status.IN_REVIEW])

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
        return self.kept().filter(status=Article.Status.PUBLISHED, published_at__gt=at)

    def kept(self) -> Self:
        """Stories that are not in the trash."""
        return self.filter(trashed_at__isnull=True)

    def listed_in(self, category: "models.Model") -> Self:
        """Stories that a category's page lists, newest first; an index, however many there are."""
        return self.filter(listings__category=category).order_by(
            "-listings__published_at", "-listings__article_id"
        )

    def tagged(self, tag: Tag) -> Self:
        return self.filter(tag_items__tag=tag)

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
        return (
            self.select_related("category__parent", "lead_image")
            .defer("body")
            .fetch_mode(settings.PUBLIC_FETCH_MODE)
        )

    def for_cards(self) -> Self:
        """Load all that a card prints: a list of cards costs two queries however long it is."""
        return self.for_teasers().prefetch_related(Byline.with_authors())

    def for_reading(self) -> Self:
        """Load all that the article page prints of the story itself."""
        return (
            self.select_related("category__parent", "lead_image")
            .prefetch_related(Byline.with_authors(), ArticleTag.with_tags())
            .fetch_mode(settings.PUBLIC_FETCH_MODE)
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


class Article(models.Model):  # type: ignore[django-manager-missing]  # taggit has no types
    """A story.

    Its editorial columns are what readers see once it is published; before, they mirror the newest
    revision.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class CommentPolicy(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed, what is there stays")
        NONE = "none", _("none shown")

    headline = models.CharField(_("headline"), max_length=250)
    front_headline = models.CharField(_("headline on lists"), max_length=250, blank=True)
    social_headline = models.CharField(_("headline when shared"), max_length=250, blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)
    slug = models.SlugField(_("address"), max_length=80)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, blank=True)
    category = models.ForeignKey(
        "articles.Category",
        verbose_name=_("category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    tags = TaggableManager(through=ArticleTag, blank=True)
    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="articles")
    lead_image = models.ForeignKey(
        "articles.Image",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads",
    )
    lead_alt = models.CharField(_("alternative text here"), max_length=300, blank=True)
    lead_caption = models.CharField(_("caption here"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(
        _("description for search engines"), max_length=300, blank=True
    )
    canonical_url = models.URLField(_("first published at"), max_length=500, blank=True)
    noindex = models.BooleanField(_("hide from search engines"), default=False)
    comment_policy = models.CharField(
        _("comments"), max_length=10, choices=CommentPolicy, default=CommentPolicy.OPEN
    )

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)
    modified_at = models.DateTimeField(_("last saved at"))
    # What the content asks for; readers go by `published_at`.
    publish_at = models.DateTimeField(_("to be published at"), null=True, blank=True)
    unpublish_at = models.DateTimeField(_("comes down at"), null=True, blank=True)
    # Of a published story it is over when that goes up: `workflow.publish` refuses all else.
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Where readers of a withdrawn story are led; empty, they are told that it is gone.
    redirect_to = models.CharField(_("leads to"), max_length=500, blank=True)
    trashed_at = models.DateTimeField(_("in the trash since"), null=True, blank=True)

    created_at = models.DateTimeField(_("begun at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("begun by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    newest_revision = models.ForeignKey(
        "articles.Revision",
        verbose_name=_("newest revision"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    live_revision = models.ForeignKey(
        "articles.Revision",
        verbose_name=_("live revision"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    comment_count = models.PositiveIntegerField(_("comments"), default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("publish_article", _("Can publish and withdraw stories")),
            ("edit_any_article", _("Can open and edit every story")),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_article_has_a_date",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="published_article_has_a_category",
                condition=~Q(status="published") | Q(category__isnull=False),
            ),
            models.CheckConstraint(
                name="article_comes_down_after_it_goes_up",
                condition=~Q(status="published")
                | Q(unpublish_at__isnull=True)
                | Q(unpublish_at__gt=models.F("published_at")),
            ),
            models.CheckConstraint(
                name="article_updated_after_published",
                condition=Q(updated_at__isnull=True) | Q(updated_at__gte=models.F("published_at")),
            ),
            models.CheckConstraint(
                name="article_goes_up_after_its_embargo",
                condition=~Q(status="published")
                | Q(embargo_until__isnull=True)
                | Q(embargo_until__lte=models.F("published_at")),
            ),
        ]
        indexes = [
            # Front page, archive, feed and sitemap: live stories by date.
            models.Index(
                name="article_live_by_date",
                fields=["-published_at", "-id"],
                condition=Q(status="published"),
            ),
            # The admin's list: what was worked on last.
            models.Index(
                name="article_worked_on_last",
                fields=["-modified_at", "-id"],
                condition=Q(trashed_at__isnull=True),
            ),
            # The same of one status.
            models.Index(
                name="article_of_a_status",
                fields=["status", "-modified_at", "-id"],
                condition=Q(trashed_at__isnull=True),
            ),
            # The same of what is in the trash.
            models.Index(
                name="article_in_the_trash",
                fields=["-modified_at", "-id"],
                condition=Q(trashed_at__isnull=False),
            ),
            # The admin's search, which so reads no texts.
            models.Index(name="article_by_headline", fields=["headline", "slug"]),
            # A journalist's own stories.
            models.Index(name="article_of_a_journalist", fields=["created_by", "-modified_at"]),
            # What was given to somebody.
            models.Index(
                name="article_given_to_somebody",
                fields=["assigned_to", "due_at"],
                condition=Q(assigned_to__isnull=False),
            ),
            # What is due, and what was to be published: of those that are not, the earliest.
            models.Index(
                name="article_due", fields=["status", "due_at"], condition=Q(due_at__isnull=False)
            ),
            models.Index(
                name="article_to_be_published",
                fields=["status", "publish_at"],
                condition=Q(publish_at__isnull=False),
            ),
            # What comes down next.
            models.Index(
                name="article_comes_down",
                fields=["unpublish_at"],
                condition=Q(status="published", unpublish_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Needs `category` and its parent loaded; a draft without a category has no address."""
        if self.category is None:
            return ""
        return reverse("article", args=[self.category.top.slug, self.pk, self.slug])

    @property
    def list_headline(self) -> str:
        """On the front page, on every list, on cards."""
        return self.front_headline or self.headline

    @property
    def search_title(self) -> str:
        """On pages of search engines, and of the browser's tab."""
        return self.seo_title or self.headline

    @property
    def shared_headline(self) -> str:
        """On the card of a link that somebody shares, and in the words that are sent with it."""
        return self.social_headline or self.search_title

    @property
    def lead_alt_text(self) -> str:
        """What screen readers say of the lead image: this story's words, else the image's own."""
        if self.lead_image is None or self.lead_image.decorative:
            return ""
        return self.lead_alt or self.lead_image.alt

    @property
    def has_unpublished_changes(self) -> bool:
        return (
            self.status == self.Status.PUBLISHED
            and self.newest_revision_id != self.live_revision_id
        )

    def cache_tags(self) -> tuple[str, ...]:
        """What pages that show this story are tagged with; costs three queries."""
        return (
            "front",
            f"article:{self.pk}",
            *(f"category:{pk}" for pk in self.listings.values_list("category_id", flat=True)),
            *(f"author:{pk}" for pk in self.bylines.values_list("author_id", flat=True)),
            *(f"tag:{pk}" for pk in self.tag_items.values_list("tag_id", flat=True)),
        )

    def is_live(self, at: datetime | None = None) -> bool:
        """The rule of `ArticleQuerySet.live` for a story that is loaded."""
        at = at or timezone.now()
        return (
            self.status == self.Status.PUBLISHED
            and self.trashed_at is None
            and self.published_at is not None
            and self.published_at <= at
            and (self.unpublish_at is None or self.unpublish_at > at)
            and not self.is_under_embargo(at)
        )

    def is_under_embargo(self, at: datetime | None = None) -> bool:
        return self.embargo_until is not None and self.embargo_until > (at or timezone.now())


class Byline(models.Model):
    """An author on a story, for what the role says, in the order shown."""

    class Role(models.TextChoices):
        TEXT = "text", _("text")
        PHOTO = "photo", _("photo")
        TRANSLATION = "translation", _("translation")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.TEXT)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="byline_once_a_role", fields=["article", "author", "role"])
        ]

    def __str__(self) -> str:
        return f"{self.author_id} ({self.role})"

    @classmethod
    def with_authors(cls) -> "Prefetch":
        """Bylines with their authors, in one query for a whole list of stories."""
        return Prefetch("bylines", cls.objects.select_related("author").order_by("position", "pk"))


class Listing(models.Model):
    """A story on the page of a category: its primary one, its others, and the parents of all.

    Rows of their own with the date beside the category, so that every category page is one walk of
    an index; filtering the stories by date until enough are found was slow for a category that had
    few.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="listings")
    category = models.ForeignKey(
        "articles.Category", on_delete=models.PROTECT, related_name="listings"
    )
    chosen = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [models.UniqueConstraint(name="listed_once", fields=["article", "category"])]
        indexes = [
            # listed_in(): a category's stories by date.
            models.Index(name="listing_by_date", fields=["category", "-published_at", "-article"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.category_id}"
