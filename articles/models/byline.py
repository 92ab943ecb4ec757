"""Who a story is by."""

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Author


class Byline(models.Model):
    """An author on a story, for what the role says, in the order shown."""

    class Role(models.TextChoices):
        TEXT = "text", _("text")
        PHOTO = "photo", _("photo")
        TRANSLATION = "translation", _("translation")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
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
    def with_authors(cls) -> Prefetch:
        """Bylines with their authors, in one query for a whole list of stories."""
        return Prefetch("bylines", cls.in_order())

    @classmethod
    def in_order(cls) -> QuerySet["Byline"]:
        return cls.objects.select_related("author").order_by("position", "pk")
