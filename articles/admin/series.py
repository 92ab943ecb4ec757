"""Series: what readers are told of one, and its parts in the order in which they are read."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from articles import search, series
from articles.admin import arranging
from articles.admin.arranging import Deed
from articles.admin.below import FOUND, Row, seen_by
from articles.admin.moves import staff
from articles.admin.search import matching
from articles.forms.desk import PartForm
from articles.models import Article, Series
from portal.publicmodels.admin import PublicModelAdmin

DEEDS: dict[str, Deed] = {
    "join": Deed(verb=series.join, done=_("“%(story)s” is part of it now."), lands="leave-%(pk)s"),
    "leave": Deed(
        verb=series.leave, done=_("“%(story)s” is no part of it any more."), lands="parts"
    ),
    "up": Deed(verb=series.move, done=_("“%(story)s” moved up."), lands="up-%(pk)s", moves=True),
    "down": Deed(
        verb=series.move, done=_("“%(story)s” moved down."), lands="down-%(pk)s", moves=True
    ),
}


class SeriesForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "title": _("Readers see it above the text of each part, and on a page of its own."),
        }


@admin.register(Series)
class SeriesAdmin(PublicModelAdmin):
    form = SeriesForm
    change_form_template = "admin/articles/series/change_form.html"
    nothing_yet = _("No series yet. It ties stories together that are read in an order.")
    fields = ["title", "slug", "description", "planned_parts"]
    list_display = ["title", "slug", "number_of_parts"]
    search_fields = ["title", "slug"]
    show_full_result_count = False

    class Media:
        css = {"all": ["css/admin/story-list.css", "css/admin/story-related.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        return super().get_queryset(request).annotate(stories=Count("parts"))

    @admin.display(description=_("parts"))
    def number_of_parts(self, row: Any) -> int:
        count: int = row.stories
        return count

    def view_on_site(self, row: Series) -> str | None:
        """Readers find no page of a series before its first part is live."""
        is_open = Article.objects.live().parts_of(row).exists()
        return row.get_absolute_url() if is_open else None

    def response_add(
        self, request: HttpRequest, obj: Series, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to its parts: without one it is nothing yet."""
        answer = super().response_add(request, obj, post_url_continue)
        return redirect(self._page(obj.pk)) if "_save" in request.POST else answer

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view(require_POST(self.arrange_view))
        return [
            path("<int:pk>/<int:story>/<slug:deed>/", own, name="articles_series_arrange"),
            *super().get_urls(),
        ]

    def arrange_view(self, request: HttpRequest, pk: int, story: int, deed: str) -> HttpResponse:
        row, article = get_object_or_404(Series, pk=pk), Article.objects.filter(pk=story).first()
        if article is None or (done := DEEDS.get(deed)) is None:
            raise Http404
        return redirect(self._page(pk) + arranging.do(request, done, row, article))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row: Series | None = kwargs.get("obj")
        if row is not None:
            typed = search.tidy(request.GET.get("q", ""))
            user = staff(request)
            parts = _parts(row, to=user)
            context |= {
                "parts": parts,
                "may_arrange": series.may_arrange(by=user),
                "finder": PartForm(initial={"q": typed}),
                "typed": typed,
                "found": _found(typed, to=user),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @staticmethod
    def _page(pk: int) -> str:
        return reverse("admin:articles_series_change", args=[pk])


def _parts(row: Series, *, to: User) -> list[Row]:
    """Each with the places to which it moves; a draft of others a journalist does not see."""
    stories = list(seen_by(to).parts_of(row))
    last = len(stories) - 1
    return [
        Row(
            story=story,
            reasons=[],
            up=place - 1 if place else None,
            down=place + 1 if place < last else None,
        )
        for place, story in enumerate(stories)
    ]


def _found(typed: str, *, to: User) -> list[Row]:
    """Stories of no series yet whose headlines have the words, those written last first."""
    free = seen_by(to).kept().filter(series_part=None)
    return [
        Row(story=story, reasons=[])
        for story in matching(free, typed).order_by("-modified_at", "-pk")[:FOUND]
    ]
