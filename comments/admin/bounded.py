"""Lists of a million rows: searched, counted and paged no further than anybody reads."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import EmptyPage
from django.http import HttpRequest

from articles import search
from articles.admin.paging import MOST, BoundedPaginator
from comments.admin import access

# Words are looked for in so many of the rows that the list is narrowed to.
NEWEST = 2_000


class Pages(BoundedPaginator):
    """Deciding empties a list: who was on a page that is gone finds the last one."""

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except EmptyPage:
            return self.num_pages


class BoundedList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.page_num = self.paginator.validate_number(self.page_num)
        self.is_cut_short, self.most = self.result_count > MOST, MOST


class BoundedAdmin(access.ModeratedAdmin):
    """`moment_field` is that by which the newest are known."""

    moment_field: str
    paginator = Pages
    list_max_show_all = 0
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedList

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Words among the newest, read once and no further.

        Of a million comments, words were looked for in each, twice: 5 s. What is done to all that
        was found is done to what the pages of the list can show. What is pasted is cut: of three
        thousand words SQLite refuses the question.
        """
        search_term = search.tidy(search_term)
        if not search_term:
            return super().get_search_results(request, queryset, search_term)
        newest = queryset.order_by(f"-{self.moment_field}", "-pk")
        # A moment, since the same as a list of keys was planned as if it were of two or three.
        found = queryset
        for before in newest.values_list(self.moment_field, flat=True)[NEWEST : NEWEST + 1]:
            found = queryset.filter(**{f"{self.moment_field}__gt": before})
        found, _doubled = super().get_search_results(request, found, search_term)
        return queryset.filter(pk__in=list(found.values_list("pk", flat=True)[: MOST + 1])), False
