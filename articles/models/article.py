"""A story."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from accounts.folded import FoldedField
from accounts.models import Author
from articles.models.series import SeriesPart
from articles.models.stories import ArticleQuerySet
from articles.models.tag import ArticleTag
from portal.site.address import path

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
        OPEN = "open", _("as its section says")
        PREMODERATED = "premod", _("open, a moderator reads each first")
        TRUSTED = "trusted", _("open, trusted readers appear at once")
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
    comment_days = models.PositiveSmallIntegerField(
        _("days that comments stay open"), null=True, blank=True
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
    # That its log has a retraction, said on cards, which do not read that.
    is_retracted = models.BooleanField(_("retracted"), default=False, db_default=False)
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
    # No longer than an index of PostgreSQL takes.
    folded = FoldedField("headline", "slug", max_length=600)
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
            # The sitemap: what was updated last.
            models.Index(
                name="article_live_by_update",
                fields=["-updated_at", "-id"],
                condition=Q(status="published", updated_at__isnull=False),
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
            models.Index(name="article_by_headline", fields=["folded"]),
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
        return path("article", self.category.top.slug, self.pk, self.slug)

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
        """What pages that show this story are tagged with; costs one query."""
        hangs = (
            ("category", "category_id", self.listings.all()),
            ("author", "author_id", self.bylines.all()),
            ("tag", "tag_id", self.tag_items.all()),
            ("series", "series_id", SeriesPart.objects.filter(article=self)),
            ("corrections", "article_id", self.corrections.public()),
        )
        first, *others = [
            rows.order_by().values_list(models.Value(kind), column) for kind, column, rows in hangs
        ]
        found = first.union(*others)
        return (
            "front",
            "archive",
            f"article:{self.pk}",
            # All corrections stand on one page.
            *(kind if kind == "corrections" else f"{kind}:{pk}" for kind, pk in found),
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
