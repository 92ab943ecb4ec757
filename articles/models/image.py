"""The image library."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.folded import FoldedField
from accounts.models import User
from articles.models.article import Article
from portal.pictures.fields import PictureField


class ImageQuerySet(models.QuerySet["Image"]):
    def editable_by(self, user: User) -> Self:
        """Images that this user may change: all, or those that no public or foreign story shows.

        Whatever is changed here is on the pages at once, which takes somebody who may publish.
        """
        if not user.has_perm("articles.change_image"):
            return self.none()
        if user.has_perm("articles.publish_article"):
            return self
        own = Article.objects.editable_by(user).exclude(status=Article.Status.PUBLISHED)
        return self.exclude(pk__in=ImageUse.objects.exclude(article__in=own).values("image"))


class Image(models.Model):
    """A picture with what has to stand beside it wherever it is used."""

    picture = PictureField(_("picture"))
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Says nothing that the text does not; screen readers skip it."),
    )
    caption = models.CharField(
        _("caption"), max_length=400, blank=True, help_text=_("Stands below the picture.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Photographer and agency, as readers see it.")
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    folded = FoldedField("alt", "caption", "credit")

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                name="image_has_alt_or_is_decorative",
                condition=models.Q(decorative=True) | ~models.Q(alt=""),
                violation_error_message=_("Describe the picture, or mark it as decorative."),
            ),
            models.CheckConstraint(name="image_has_a_credit", condition=~models.Q(credit="")),
        ]
        indexes = [
            # The library, newest first.
            models.Index(name="image_newest", fields=["-created_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or f"#{self.pk}"

    def cache_tags(self) -> tuple[str, ...]:
        """What pages that show this image are tagged with; costs four queries."""
        if self.pk is None:
            return ()
        stories = set(self.uses.values_list("article_id", flat=True))
        lists = {
            f"{name}:{pk}"
            for name, path in (
                ("category", "article__listings__category_id"),
                ("author", "article__bylines__author_id"),
                ("tag", "article__tag_items__tag_id"),
            )
            for pk in self.uses.values_list(path, flat=True).distinct()
            if pk
        }
        everywhere = {"front", "archive"} if stories else set()
        own = {f"image:{self.pk}"} | {f"article:{pk}" for pk in stories}
        return tuple(sorted(everywhere | lists | own))


class ImageUse(models.Model):
    """An image that a story shows, to readers or in its newest revision.

    A figure in a text is no foreign key: this row tells where an image is used, and keeps it from
    being deleted.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="image_uses"
    )
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("story that shows it")
        verbose_name_plural = _("stories that show it")
        constraints = [
            models.UniqueConstraint(name="image_used_once_a_story", fields=["article", "image"])
        ]

    def __str__(self) -> str:
        return self.article.headline
