"""What pages of one reader have in common: nobody keeps them, and no search engine lists them."""

import traceback
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from logging import Logger, getLogger
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from articles.models import Article
from comments import policy
from comments.policy import Policy
from portal.site.models import current

logger = getLogger(__name__)


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Never kept by a cache, never listed; what was sent is given back whatever fails."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            # Asked for once: the page names the site, whose policy is part of a story's.
            request.site_settings = current()  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
        except DatabaseError as error:
            if request.method != "POST":
                raise
            log_fault(logger, "Nothing could be kept", error)
            response = _out_of_reach(request)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(page)


def _out_of_reach(request: HttpRequest) -> HttpResponse:
    """What a reader sent, given back without the database."""
    text = request.POST.get("text") or request.POST.get("note", "")
    context = {"host": urlsplit(settings.SITE_URL).netloc, "text": text}
    page = render_to_string("comments/out-of-reach.html", context)
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)


def policy_of(request: HttpRequest, article: Article) -> Policy:
    """Whether the story takes comments; of a request that `unlisted` has prepared."""
    return policy.of(article, site=request.site_settings)  # type: ignore[attr-defined]


@csrf_protect
def _token_came_back(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def is_forged(request: HttpRequest) -> bool:
    """Whether the token of the form is missing: another site may have sent it."""
    return _token_came_back(request).status_code != HTTPStatus.OK


def log_fault(logger: Logger, what: str, error: DatabaseError) -> None:
    """Say where it went wrong, and not what the database says: PostgreSQL repeats the row.

    The address of its writer would be in it.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s: %s\n%s", what, type(error).__name__, where)
