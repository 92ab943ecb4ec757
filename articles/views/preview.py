"""A story as it is at the desk, for whoever was given the signed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles import previews, reading
from articles.views.frames import let_in


@require_safe
def preview(request: HttpRequest, signed: str) -> HttpResponse:
    """The newest revision on the public page; where readers see it already, the way there.

    Under an embargo a link is not enough: it opens for colleagues who may edit the story.
    """
    try:
        article = previews.opened(signed)
    except previews.NoPreview:
        return _answer(request, "articles/no-preview.html", {}, status=404)
    if previews.is_outdated(article):
        return kept_by_nobody(redirect(article))
    if previews.is_closed(article, to=request.user):
        return _answer(request, "articles/under-embargo.html", {}, status=403)
    shown = previews.as_it_will_be(article)
    answer = _answer(
        request, "articles/preview.html", reading.page(shown) | {"live": article.is_live()}
    )
    return let_in(request, answer, shown.body)


def _answer(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return kept_by_nobody(render(request, template, context, status=status))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    for name, value in previews.HEADERS.items():
        response.headers[name] = value
    return response
