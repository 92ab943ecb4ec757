"""Sections: their place in the menu, and the move of one with its stories."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles import categories
from articles.admin.protected import ProtectedAdmin
from articles.forms.categories import path_of
from articles.models import Article, Category, Listing
from portal.publicmodels.admin import PublicModelAdmin


class RowForm(forms.ModelForm):
    """A line of the list, whose fields say which category they are of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("in_menu", "position"):
            if name in self.fields:
                label = f"{path_of(self.instance)}: {self.fields[name].label}"
                self.fields[name].widget.attrs["aria-label"] = label


class CategoryForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "name": _("Readers see it in the menu, above headlines and as the title of its page."),
            "in_menu": _("Without it, readers find the section by its stories only."),
        }


@admin.register(Category)
class CategoryAdmin(ProtectedAdmin, PublicModelAdmin):
    form = CategoryForm
    nothing_yet = _("No category yet. Every story needs one: it makes its address.")
    list_display = ["path", "slug", "in_menu", "position"]
    list_display_links = ["path"]
    list_editable = ["in_menu", "position"]
    list_select_related = ["parent"]
    list_filter = ["in_menu"]
    search_fields = ["name", "slug"]
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER
    fields = [
        "name", "slug", "parent", "description", "colour", "kind", "in_menu", "position",
        "lasting", "comment_policy", "comment_days",
    ]  # fmt: skip
    radio_fields = {"kind": admin.HORIZONTAL}

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Each section followed by its parts."""
        return [
            Coalesce(F("parent__position"), F("position")),
            Coalesce(F("parent__name"), F("name")),
            F("parent").asc(nulls_first=True),
            "position",
            "name",
            "pk",
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Before the first of several lines is saved, all are locked.

        Each save holds the clock until all are done: whoever saved another line meanwhile would
        wait for the clock with that line in hand.
        """
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            list(Category.objects.select_for_update(no_key=True).order_by("pk"))
            return super().changelist_view(request, extra_context)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[ModelForm]:
        return super().get_changelist_form(request, form=RowForm, **kwargs)

    def protecting(self, rows: Any) -> QuerySet[Article]:
        listed = Listing.objects.filter(category__in=rows).values("article")
        return Article.objects.filter(Q(category__in=rows) | Q(pk__in=listed))

    def view_on_site(self, category: Category) -> str:
        return category.get_absolute_url()

    def save_model(
        self, request: HttpRequest, obj: Category, form: ModelForm, change: bool
    ) -> None:
        categories.save(obj)

    @admin.display(description=_("category"))
    def path(self, category: Category) -> str:
        return path_of(category)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A section is moved below another; it is not made or changed on the way."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "parent":
            field.empty_label = _("— a section of its own —")
        return field
