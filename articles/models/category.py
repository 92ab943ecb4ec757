"""The sections of the newspaper, two levels at most."""

from collections.abc import Collection
from typing import Self

from django.contrib.flatpages.models import FlatPage
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.slugs import make_slug, not_all_digits
from portal.prepared import Prepared
from portal.site.address import path

# First parts of addresses that are not categories, those of pages to come included.
RESERVED_SLUGS = frozenset([
    "admin", "archive", "author", "comments", "corrections", "favicon", "feed", "health", "login",
    "logout", "media", "news-sitemap", "offline", "pages", "preview", "review", "robots", "search",
    "series", "share", "site", "sitemap", "static", "tag", "tags", "viewed",
])  # fmt: skip


def _may_be_a_category(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is used by the site itself; choose another address."),
            params={"slug": slug},
        )


class CategoryQuerySet(models.QuerySet["Category"]):
    def in_menu(self) -> Self:
        """Top-level categories of the header, in their order."""
        return self.filter(parent__isnull=True, in_menu=True).order_by("position", "name", "pk")

    def opinion_of(self, sections: Collection[int]) -> Self:
        """Of these sections, by their keys, and their parts those that are opinion."""
        opinion = Q(kind=Category.Kind.OPINION) | Q(parent__kind=Category.Kind.OPINION)
        return self.filter(opinion, Q(pk__in=sections) | Q(parent__in=sections))


class Category(models.Model):
    """A section; its stories have it in their address and breadcrumb."""

    class Colour(models.TextChoices):
        """The palette of `tokens.css`, in which each is legible on light and dark paper."""

        BRICK = "brick", _("brick")
        AMBER = "amber", _("amber")
        OLIVE = "olive", _("olive")
        FOREST = "forest", _("forest")
        TEAL = "teal", _("teal")
        BLUE = "blue", _("blue")
        VIOLET = "violet", _("violet")
        PLUM = "plum", _("plum")
        SLATE = "slate", _("slate")

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        OPINION = "opinion", _("opinion")

    class Lasting(models.TextChoices):
        """How long its stories stay worth reading: what related lists make of their age."""

        __empty__ = _("as the section above says, or news")
        NEWS = "news", _("news: a week")
        FEATURES = "features", _("features: three months")
        EVERGREEN = "evergreen", _("evergreen: age does not matter")

    class CommentPolicy(models.TextChoices):
        __empty__ = _("as the section above says, or the site")
        PREMODERATED = "premod", _("open, a moderator reads each first")
        TRUSTED = "trusted", _("open, trusted readers appear at once")
        CLOSED = "closed", _("closed, what is there stays")

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        blank=True,
        validators=[
            _may_be_a_category,
            not_all_digits,
        ],
        help_text=_("Part of the address of its stories; made from the name when left empty."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent__isnull": True},
        help_text=_("Leave empty for a section of its own."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("Readers see it at the top of the section's page."),
    )
    colour = models.CharField(
        _("colour"),
        max_length=10,
        choices=Colour,
        blank=True,
        default="",
        db_default="",
        help_text=_("Of its name and its marks; left empty, that of the section it belongs to."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.NEWS,
        db_default=Kind.NEWS,
        help_text=_(
            "Opinion is led by its authors' faces, and readers are told that it is opinion. "
            "What belongs to a section of opinion is opinion too."
        ),
    )
    lasting = models.CharField(
        _("stays of interest"),
        max_length=10,
        choices=Lasting,
        blank=True,
        default="",
        db_default="",
        help_text=_("After that time an older story counts half in “You may also like”."),
    )
    comment_policy = models.CharField(
        _("comments"),
        max_length=10,
        choices=CommentPolicy,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "On its stories, unless they say otherwise. Empty, as the section it belongs to says, "
            "or the site."
        ),
    )
    comment_days = models.PositiveSmallIntegerField(
        _("days that comments stay open"),
        null=True,
        blank=True,
        help_text=_(
            "After a story went live. Empty, as the section it belongs to says, or the site; 0, "
            "they never close by themselves."
        ),
    )
    in_menu = models.BooleanField(_("in the menu"), default=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower numbers come first in the menu.")
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="category_is_not_its_own_parent", condition=~models.Q(parent=models.F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Needs `parent` to be loaded."""
        if self.parent:
            return path("subcategory", self.parent.slug, self.slug)
        return path("category", self.slug)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Where the address may change, it must not hide a static page."""
        super().clean_fields(exclude)
        if self.slug and "slug" not in (exclude or ()):
            self._keep_off_static_pages()

    def _keep_off_static_pages(self) -> None:
        own = f"/{self.parent.slug}/{self.slug}/" if self.parent else f"/{self.slug}/"
        parts = self.children.values_list("slug", flat=True) if self.pk else ()
        taken = [own, *(f"{own}{part}/" for part in parts)]
        if page := FlatPage.objects.filter(url__in=taken).order_by("pk").first():
            message = _("“%(url)s” is the address of the page “%(title)s”; choose another address.")
            params = {"url": page.url, "title": page.title}
            raise ValidationError({"slug": ValidationError(message, params=params)})

    def clean(self) -> None:
        if not self.slug:
            self._make_slug()
        if self.parent is None:
            return
        if self.parent.parent_id or (self.pk and self.children.exists()):
            raise ValidationError({"parent": _("Categories have two levels at most.")})

    def _make_slug(self) -> None:
        """Make an address of the name, which has to pass what one that is typed has to pass."""
        self.slug = make_slug(self.name, longest=60)
        if not self.slug:
            raise ValidationError({"slug": _("Write an address: none can be made from this name.")})
        self.clean_fields(exclude={field.name for field in self._meta.fields} - {"slug"})

    @property
    def top(self) -> "Category":
        """The section that stands in the addresses of its stories; needs `parent` to be loaded."""
        return self.parent or self

    @property
    def is_in_menu(self) -> bool:
        """Whether it is one of `in_menu`: a part of a section never is."""
        return self.in_menu and self.parent_id is None

    @property
    def own_colour(self) -> str:
        """The name of the colour it is shown in, or nothing; needs `parent` to be loaded."""
        return self.colour or self.top.colour

    @property
    def is_opinion(self) -> bool:
        """Needs `parent` to be loaded."""
        return self.Kind.OPINION in (self.kind, self.top.kind)

    def cache_tags(self) -> tuple[str, ...]:
        return ("site", f"category:{self.pk}")


_MENU = Prepared(lambda: Category.objects.in_menu())


_AT = Prepared(
    lambda slug: Category.objects.select_related("parent").filter(slug=slug),
    slug=models.SlugField(),
)
_PARTS = Prepared(
    lambda parent: Category.objects.filter(parent=parent).order_by("position", "name", "pk"),
    parent=models.BigIntegerField(),
)


def at(slug: str) -> Category | None:
    """The category of this address, with the section it belongs to."""
    return next(iter(_AT(slug=slug)), None)


def parts_of(category: Category) -> list[Category]:
    return list(_PARTS(parent=category.pk))


def menu() -> list[Category]:
    """The categories of the header; every page has them."""
    return list(_MENU())
