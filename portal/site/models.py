"""What every page says of the site itself: one row, and breaking news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Concat, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.pagecache import clock
from portal.pictures.fields import PictureField
from portal.prepared import Prepared


def web_addresses(value: str) -> None:
    """Each line that is not empty has to be a web address."""
    check = URLValidator(schemes=["http", "https"])
    for line in value.split():
        try:
            check(line)
        except ValidationError as error:
            raise ValidationError(
                _("“%(line)s” is not a web address."), params={"line": line}
            ) from error


@dataclass(frozen=True, kw_only=True)
class Breaking:
    """What readers see of breaking news; without an address it leads nowhere."""

    text: str
    url: str


class SiteSettings(models.Model):
    """Name, tagline, footer and contact of the newspaper."""

    class CommentPolicy(models.TextChoices):
        PREMODERATED = "premod", _("open, a moderator reads each first")
        TRUSTED = "trusted", _("open, trusted readers appear at once")
        CLOSED = "closed", _("closed, what is there stays")

    name = models.CharField(_("name"), max_length=100, default="Zebalkans")
    tagline = models.CharField(
        _("tagline"),
        max_length=200,
        blank=True,
        help_text=_("Stands below the name on the front page."),
    )
    logo = PictureField(
        _("logo"),
        null=True,
        blank=True,
        help_text=_("Shown instead of the name at the top of every page."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("One or two sentences for search engines and for shared links."),
    )
    footer_text = models.CharField(
        _("footer text"),
        max_length=200,
        blank=True,
        default="All rights reserved",
        help_text=_("Stands after the year and the name at the foot of every page."),
    )
    credit_text = models.CharField(
        _("credit"),
        max_length=100,
        blank=True,
        default="Designed and developed by",
        help_text=_("Leave empty to show no credit."),
    )
    credit_name = models.CharField(
        _("credit name"), max_length=100, blank=True, default="Zebalkans"
    )
    credit_url = models.URLField(_("credit link"), blank=True)
    contact_email = models.EmailField(_("contact email"), blank=True)
    contact_text = models.TextField(
        _("contact"), blank=True, help_text=_("Postal address, telephone, office hours.")
    )
    social_links = models.TextField(
        _("social links"),
        blank=True,
        validators=[web_addresses],
        help_text=_("One web address a line; shown at the foot of every page."),
    )

    comment_policy = models.CharField(
        _("comments"),
        max_length=10,
        choices=CommentPolicy,
        default=CommentPolicy.PREMODERATED,
        db_default=CommentPolicy.PREMODERATED,
        help_text=_("On all stories; sections and stories may say otherwise."),
    )
    comment_days = models.PositiveSmallIntegerField(
        _("days that comments stay open"),
        default=0,
        db_default=0,
        help_text=_("After a story went live; 0, they never close by themselves."),
    )
    comments_indexed = models.BooleanField(
        _("comments in search engines"),
        default=True,
        db_default=True,
        help_text=_(
            "Whether search engines may list what readers wrote, and are told of it in the form "
            "that they read."
        ),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(name="one_site", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.name

    @property
    def last_change(self) -> datetime | None:
        """When anything public last changed; only of a row of `current`.

        Kept apart from what pages say of the site, which it would make another each time.
        """
        return getattr(self, "_last_change", None)

    @property
    def banner(self) -> Breaking | None:
        """The breaking news of now, if there is any; only of a row of `current`."""
        found = getattr(self, "_banner", None)
        return Breaking(**found) if found else None

    def cache_tags(self) -> tuple[str, ...]:
        return ("site",)

    def social(self) -> list[str]:
        """The addresses of `social_links`."""
        return self.social_links.split()

    def pages(self) -> list[tuple[str, str]]:
        """Addresses and titles of the static pages, by title; only of a row of `current`."""
        listed = getattr(self, "listed_pages", None) or ""
        pairs = [page.partition(FIELD)[::2] for page in listed.split(PAGE) if page]
        return sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0]))


class BannerQuerySet(models.QuerySet["Banner"]):
    def shown(self, at: datetime | models.Expression) -> Self:
        """The one of this moment."""
        return self.filter(starts_at__lte=at, ends_at__gt=at).order_by("-starts_at", "-pk")


class Banner(models.Model):
    """Breaking news across every page, from one moment to another; rewording it makes a new row.

    Its writer's name stays when the login goes.
    """

    text = models.CharField(_("text"), max_length=160)
    url = models.CharField(
        _("leads to"),
        max_length=500,
        blank=True,
        help_text=_("An address of this site, or a web address. Empty, it is only read."),
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        permissions = [("break_news", _("Can show breaking news on every page"))]
        constraints = [
            models.CheckConstraint(
                name="banner_ends_after_it_starts",
                condition=models.Q(ends_at__gte=models.F("starts_at")),
            ),
        ]
        indexes = [
            # The one of a moment.
            models.Index(name="banner_by_end", fields=["ends_at", "starts_at"]),
        ]

    def __str__(self) -> str:
        return self.text

    def cache_tags(self) -> tuple[str, ...]:
        return ("site",)


# What no title and no address holds.
FIELD, PAGE = "\x1f", "\x1e"


def _listed_pages() -> models.Subquery:
    """The static pages in one text: a query of its own would be one more for every page."""
    pages = FlatPage.objects.filter(sites=settings.SITE_ID, registration_required=False)
    page = Concat("url", models.Value(FIELD), "title")
    listed = models.StringAgg(page, delimiter=models.Value(PAGE))
    return models.Subquery(
        pages.order_by().values("sites").annotate(listed=listed).values("listed"),
        output_field=models.TextField(),
    )


def _shown(at: models.Expression) -> models.Subquery:
    """The breaking news of the moment, in one value for the same reason."""
    said = JSONObject(text="text", url="url")
    return models.Subquery(Banner.objects.shown(at).values_list(said)[:1])


_CURRENT = Prepared(
    lambda at: SiteSettings.objects.filter(pk=1).annotate(
        _last_change=clock.last_change(at), listed_pages=_listed_pages(), _banner=_shown(at)
    ),
    at=models.DateTimeField(),
)


def current() -> SiteSettings:
    """The site's row; beside it `last_change`, its pages and the breaking news; one query.

    Unsaved defaults, never changed, where nobody has written the row yet.
    """
    return next(iter(_CURRENT(at=timezone.now())), None) or SiteSettings(pk=1)
