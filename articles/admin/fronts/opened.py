"""A front as somebody has it open: its versions, its zones, and what those are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.forms.categories import in_order, path_of
from articles.forms.slots import Known
from articles.fronts import usual, versions
from articles.fronts.differences import Names
from articles.fronts.layout import Layout, Source, Zone
from articles.models import Article, Category, Front, FrontVersion, Image, Tag
from articles.models import category as categories


@dataclass(frozen=True, kw_only=True)
class Opened:
    front: Front
    category: Category | None
    categories: Sequence[Category]
    menu: Sequence[Category]
    usual: tuple[Zone, ...]

    @property
    def label(self) -> str:
        return path_of(self.category) if self.category else _("Front page")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """What stands above its board: that of the front page, above those of sections."""
        return [(_("Front page"), address(None))] if self.category else []

    @property
    def public(self) -> str:
        return self.category.get_absolute_url() if self.category else reverse("front")

    def address(self, name: str = "changelist", *args: Any) -> str:
        return address(self.category, name, *args)

    @cached_property
    def newest(self) -> FrontVersion | None:
        return versions.newest(self.front)

    @cached_property
    def live(self) -> FrontVersion | None:
        return versions.live(self.front)

    def layout(self, version: FrontVersion | None) -> Layout:
        """With every zone of the page; of no version, the usual ones."""
        return versions.layout_of(version).completed(self.usual)

    def version(self, number: int) -> FrontVersion | None:
        return self.front.versions.filter(number=number).first()

    @cached_property
    def paths(self) -> dict[int, str]:
        return {each.pk: path_of(each) for each in self.categories}

    def known(self, *layouts: Layout) -> Known:
        """For a form of these layouts; a query of their tags and one of their images, if any."""
        names = self.names((), layouts)
        images = {slot.image for layout in layouts for slot in layout.slots() if slot.image}
        return Known(
            zones=[(zone.name, names.zone(zone.name)) for zone in self.usual],
            categories=list(self.paths.items()),
            must_lead=self.category is None,
            tags=names.tags,
            images=Image.objects.in_bulk(images) if images else {},
        )

    def names(self, stories: Iterable[Article], layouts: Iterable[Layout]) -> Names:
        rules = [zone.rule for layout in layouts for zone in layout.zones]
        tags = {rule.key for rule in rules if rule.source == Source.TAG and rule.key}
        return Names(
            stories={story.pk: story.list_headline for story in stories},
            categories=self.paths,
            tags=dict(Tag.objects.filter(pk__in=tags).values_list("pk", "name")) if tags else {},
        )

    @property
    def fronts(self) -> list[dict[str, Any]]:
        """All pages that can be shaped, and whether each is this one."""
        return [
            {
                "label": path_of(each) if each else _("Front page"),
                "address": address(each),
                "is_open": each == self.category,
            }
            for each in (None, *self.categories)
        ]


def opened(pk: int | None = None) -> Opened:
    """The front page or, by its key, a section's; Category.DoesNotExist if there is no such one."""
    found = in_order()
    category = next((each for each in found if each.pk == pk), None)
    if pk is not None and category is None:
        raise Category.DoesNotExist
    menu = [] if category else categories.menu()
    return Opened(
        front=versions.front_of(category),
        category=category,
        categories=found,
        menu=menu,
        usual=usual.zones(category, menu),
    )


def address(category: Category | None, name: str = "changelist", *args: Any) -> str:
    own = [category.pk] if category else []
    return reverse(f"admin:articles_front_{name}", args=[*own, *args])


def loaded(stories: Iterable[int]) -> dict[int, Article]:
    """With all that a card of the desk prints, which is no text."""
    rows = Article.objects.select_related("category__parent", "lead_image")
    return rows.defer("body", "standfirst").in_bulk(set(stories))
