"""Who a story is by: a byline with a page of its own, apart from who logs in."""

from itertools import chain, count

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.folded import FoldedField
from accounts.slugs import make_slug, not_all_digits
from portal.pictures.fields import PictureField
from portal.site.address import path
from portal.site.models import web_addresses


class Author(models.Model):
    """A byline. Guests and agencies have no user, and an author outlives the user."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("staff")
        GUEST = "guest", _("guest")
        AGENCY = "agency", _("agency")

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As readers see it above stories.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        validators=[not_all_digits],
        help_text=_("The last part of this author's page; made from the name when left empty."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.STAFF)
    bio = models.TextField(
        _("about"),
        blank=True,
        help_text=_("Readers see this below stories and on the author's page."),
    )
    photo = PictureField(_("photo"), null=True, blank=True)
    email = models.EmailField(
        _("public email"), blank=True, help_text=_("Shown to readers; leave empty to show none.")
    )
    links = models.TextField(
        _("links"),
        blank=True,
        validators=[web_addresses],
        help_text=_("One web address a line, shown on the author's page."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Who may edit the stories of this byline. Never shown to readers."),
    )
    folded = FoldedField("name", "slug")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path("author", self.slug)

    def clean(self) -> None:
        """An address made from the name has to fit as well as one that was typed."""
        if self.slug:
            return
        wanted = make_slug(self.name, longest=70)
        if not wanted or wanted.isdigit():
            raise ValidationError({"slug": _("Write an address: none can be made from this name.")})
        self.slug = self._free(wanted)

    def cache_tags(self) -> tuple[str, ...]:
        # The name and the face stand on every story, card and list.
        return ("site",)

    def _free(self, wanted: str) -> str:
        """The slug, or with the first number that makes it nobody else's: people share names."""
        others = Author.objects.exclude(pk=self.pk).filter(slug__startswith=wanted)
        taken = set(others.values_list("slug", flat=True))
        candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        return next(slug for slug in candidates if slug not in taken)

    def link_list(self) -> list[str]:
        """The addresses of `links`."""
        return self.links.split()
