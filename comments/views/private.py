"""What pages of one reader have in common: nobody keeps them, and no search engine lists them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Never kept by a cache, never listed by a search engine."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(page)
