"""Stories that belong together and are read in an order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.slugs import make_slug, not_all_digits
from portal.site.address import path


class Series(models.Model):
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        validators=[not_all_digits],
        help_text=_("Part of the address of its page; made from the title when left empty."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Readers see it at the top of the series' page.")
    )
    # Parts still to come count: "part 3 of 5" while three are out.
    planned_parts = models.PositiveSmallIntegerField(
        _("planned parts"),
        null=True,
        blank=True,
        help_text=_("How many there will be, if that is known. Empty, those that are out count."),
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path("series", self.slug)

    def clean(self) -> None:
        if not self.slug:
            self.slug = make_slug(self.title)
        if not self.slug:
            message = _("Write an address: none can be made from this title.")
            raise ValidationError({"slug": message})
        not_all_digits(self.slug)

    def cache_tags(self) -> tuple[str, ...]:
        """What pages that name it are tagged with, the map of the site too; costs one query."""
        parts = self.parts.order_by("article").values_list("article", flat=True)
        return ("archive", f"series:{self.pk}", *(f"article:{pk}" for pk in parts))


class SeriesPart(models.Model):
    """A story's place in its series; it has one at most."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="parts")
    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, related_name="series_part"
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("part of a series")
        verbose_name_plural = _("parts of series")
        indexes = [
            # A series in its order.
            models.Index(name="series_in_order", fields=["series", "position", "article"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.series_id}"
