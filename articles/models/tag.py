"""Tags: taggit's managers over a through-model with real foreign keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from accounts.folded import FoldedField
from accounts.slugs import make_slug
from portal.site.address import path


class Tag(TagBase):
    folded = FoldedField("name", "slug")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = make_slug(tag) or "tag"
        return slug if i is None else f"{slug}-{i + 1}"

    def get_absolute_url(self) -> str:
        return path("tag", self.slug)

    def cache_tags(self) -> tuple[str, ...]:
        # Its name stands below every story that has it.
        return ("site",)


class ArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="items")
    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tag_items"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tag of a story")
        verbose_name_plural = _("tags of stories")
        constraints = [
            models.UniqueConstraint(name="tag_once_a_story", fields=["content_object", "tag"])
        ]

    def __str__(self) -> str:
        # taggit's names the story and the tag, which costs a query a row.
        return f"{self.tag_id} on {self.content_object_id}"

    @classmethod
    def with_tags(cls) -> models.Prefetch:
        """Tags of stories in the order shown, in one query for a whole list."""
        return models.Prefetch("tag_items", cls.in_order())

    @classmethod
    def in_order(cls) -> models.QuerySet["ArticleTag"]:
        return cls.objects.select_related("tag").order_by("position", "pk")
