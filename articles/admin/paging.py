"""Pages of long lists without counting all of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from articles.text import number

MOST = 1000
# The last page that can be asked for; a database cannot count to just any number.
LAST = 100_000


def asked(request: HttpRequest) -> int:
    """The page that `?p=` asks for, by default the first; Http404 for what is no page."""
    page = number(request.GET.get("p", "1"))
    if page is None or not 1 <= page <= LAST:
        raise Http404
    return page


class BoundedPaginator(Paginator):
    """Counts to a thousand and one; what is older is reached by search and filters."""

    @cached_property
    def count(self) -> int:
        queryset: Any = self.object_list
        return queryset.order_by()[: MOST + 1].count()
