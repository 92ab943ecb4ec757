"""Lists of which a row is found by its words or parts of them, in any alphabet and spelling."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.folded import matching


class FoldedSearchAdmin(admin.ModelAdmin):
    """Of a model that has a FoldedField `folded`."""

    # That there is a search, and a box for it.
    search_fields = ["folded"]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return matching(queryset, search_term), False
