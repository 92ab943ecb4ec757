"""The list of stories."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.saved_filters import SavedFiltersAdmin
from articles.admin import columns, filters, many, moves, search
from articles.admin.paging import MOST, BoundedPaginator
from articles.admin.planned import DueFilter, GivenFilter
from articles.forms.categories import path_of
from articles.models import Article, Byline


class StoryList(ChangeList):
    """Loads what the columns print, and no texts, in three queries however long the list is."""

    def apply_select_related(self, qs: Any) -> Any:
        return (
            qs.select_related("category__parent", "lead_image", "assigned_to")
            .prefetch_related(Byline.with_authors())
            .counting_open_notes()
            .defer("body", "standfirst")
        )

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.is_cut_short = self.result_count > MOST
        self.most = MOST


class ListingAdmin(SavedFiltersAdmin):
    """What the list shows, how it is narrowed, and what is done to many stories at once."""

    list_display = ["picture", "story", "badge", "planned", "section", "names", "modified"]
    list_display_links = ["story"]
    list_filter = [
        filters.StateFilter,
        filters.MineFilter,
        GivenFilter,
        DueFilter,
        filters.CategoryFilter,
        filters.AuthorFilter,
        filters.PictureFilter,
        filters.AgeFilter,
    ]
    built_in = filters.BUILT_IN
    list_per_page = 50
    list_max_show_all = 0
    search_fields = ["headline"]
    search_help_text = _("Searches headlines, addresses and bylines, in any alphabet.")
    # By nothing that no index is sorted by.
    sortable_by = ["modified"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    actions = ["submit", "send_back", "publish", "assign", "withdraw", "trash", "restore"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What was worked on last; of scheduled and of due stories, what comes next."""
        if request.GET.get("state") == "scheduled":
            return ["published_at", "pk"]
        if request.GET.get("due"):
            return ["due_at", "pk"]
        return ["-modified_at", "-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return (search.matching(queryset, search_term) if search_term else queryset), False

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """In the trash there is one thing to do, elsewhere all the others."""
        actions = super().get_actions(request, action_location=action_location)
        in_trash = request.GET.get("state") == "trash"
        return {name: action for name, action in actions.items() if (name == "restore") == in_trash}

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    @admin.display(description=_("picture"))
    def picture(self, article: Article) -> SafeString:
        return columns.thumbnail(article)

    @admin.display(description=_("headline"))
    def story(self, article: Article) -> str:
        return article.headline or str(_("(no headline)"))

    @admin.display(description=_("status"))
    def badge(self, article: Article) -> SafeString:
        return format_html("{} {}", columns.badge(article), columns.page(article))

    @admin.display(description=_("work"), empty_value="")
    def planned(self, article: Article) -> SafeString:
        return columns.planned(article)

    @admin.display(description=_("category"), empty_value="")
    def section(self, article: Article) -> str:
        return path_of(article.category) if article.category else ""

    @admin.display(description=_("by"), empty_value="")
    def names(self, article: Article) -> str:
        return columns.names(article)

    @admin.display(description=_("last saved"), ordering="modified_at")
    def modified(self, article: Article) -> str:
        return columns.moment(article.modified_at)

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request: HttpRequest, queryset: Any) -> None:
        many.make(request, queryset, "submit")

    @admin.action(description=_("Send back to the writer"), permissions=["publish"])
    def send_back(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, "send_back")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: Any) -> None:
        many.make(request, queryset, "publish")

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, "withdraw")

    @admin.action(description=_("Move to the trash"), permissions=["change"])
    def trash(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._ask(request, queryset, "trash")

    @admin.action(description=_("Restore from the trash"), permissions=["change"])
    def restore(self, request: HttpRequest, queryset: Any) -> None:
        many.make(request, queryset, "restore")

    def _ask(self, request: HttpRequest, queryset: Any, name: str) -> HttpResponse | None:
        """A page that says what would happen to which stories; then the same, with a yes."""
        move, is_sure = moves.MOVES[name], many.is_sure(request)
        form = move.form_many(request.POST if is_sure else None) if move.form_many else None
        if is_sure and (form is None or form.is_valid()):
            many.make(request, queryset, name, **(form.cleaned_data if form else {}))
            return None
        return many.ask(self, request, queryset, name, move, form)
