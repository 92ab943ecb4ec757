"""The image library as a grid: what each card says, and how the pictures are narrowed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.forms import Script
from django.forms.widgets import Textarea
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.folded import FoldedSearchAdmin
from accounts.admin.saved_filters import BuiltIn, SavedFiltersAdmin
from articles.models import Image, ImageUse

type Images = QuerySet[Image]


def _unused(images: Images) -> Images:
    return images.filter(~Exists(ImageUse.objects.filter(image=OuterRef("pk"))))


LACKS: dict[str, tuple[Promise, Callable[[Images], Images]]] = {
    "story": (_("in no story"), _unused),
    "alt": (
        _("without a description"),
        lambda images: images.filter(Q(alt="") | Q(decorative=True)),
    ),
    "caption": (_("without a caption"), lambda images: images.filter(caption="")),
}


class LackFilter(admin.SimpleListFilter):
    """Pictures that somebody may want to look after; a credit they all have."""

    title = _("what is missing")
    parameter_name = "lack"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, label) for code, (label, _narrow) in LACKS.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Images:
        _label, narrow = LACKS.get(self.value() or "", ("", lambda images: images))
        return narrow(queryset)


BUILT_IN = (
    BuiltIn(name=_("In no story"), query="lack=story"),
    BuiltIn(name=_("Without a description"), query="lack=alt"),
    BuiltIn(name=_("Without a caption"), query="lack=caption"),
)


@dataclass(frozen=True, kw_only=True)
class Card:
    """A picture of the grid; `uses` is in how many stories, `lacks` what somebody may add."""

    image: Image
    page: str
    uses: str
    lacks: list[str | Promise]


class LibraryAdmin(FoldedSearchAdmin, SavedFiltersAdmin):
    change_list_template = "admin/articles/image/change_list.html"
    list_filter = [LackFilter]
    built_in = BUILT_IN
    list_per_page = 48
    list_max_show_all = 0
    search_help_text = _("Searches descriptions, captions and credits.")
    ordering = ["-created_at", "-pk"]
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ["css/admin/cards.css", "css/admin/library.css"]}
        js = [Script("js/admin/selection.js", type="module")]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Sentences are seen whole while they are written."""
        if db_field.name in ("alt", "caption"):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "class": "vTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The stock list; its rows as cards."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None)
        if shown and (cl := shown.get("cl")):
            shown["cards"] = cards(list(cl.result_list), filters=request.GET.urlencode())
            shown["bulk"] = self.get_action_choices(request, default_choices=[])
        return response


def cards(images: Sequence[Image], *, filters: str) -> list[Card]:
    """One query for all of them."""
    rows = ImageUse.objects.filter(image__in=[image.pk for image in images]).order_by()
    used = dict(rows.values_list("image").annotate(n=Count("pk")))
    return [_card(image, used.get(image.pk, 0), filters) for image in images]


def _card(image: Image, used: int, filters: str) -> Card:
    page = reverse("admin:articles_image_change", args=[image.pk])
    text = ngettext("in %(n)d story", "in %(n)d stories", used)
    return Card(
        image=image,
        page=f"{page}?{urlencode({'_changelist_filters': filters})}" if filters else page,
        uses=text % {"n": used} if used else "",
        lacks=list(_lacking(image, used)),
    )


def _lacking(image: Image, used: int) -> list[str | Promise]:
    found = {
        LACKS["story"][0]: not used,
        _("decorative, not described"): image.decorative,
        LACKS["caption"][0]: not image.caption,
        _("crops are being made"): not any(
            each.ratio == "4x3" for each in image.picture.renditions
        ),
    }
    return [text for text, holds in found.items() if holds]
