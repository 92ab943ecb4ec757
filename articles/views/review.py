"""A draft for one person without a login, who leaves notes about it and approves it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import previews, reading, reviews
from articles.deeds import LONGEST, Refused, worded
from articles.models import ReviewLink
from articles.views.frames import let_in
from articles.views.preview import kept_by_nobody

REFUSED = 422


# No cookie gives a right here, so there is none that a strange page could use: whoever knows the
# address may do all of it. A token would cost readers of a draft a cookie, and could not come back:
# a page that tells its address to nobody sends forms with the origin “null”.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, signed: str) -> HttpResponse:
    """The newest text on the public page; what is sent goes to the desk."""
    try:
        link = reviews.found(signed)
        if request.method == "POST":
            return _answer(request, link)
    except reviews.NoReview:
        return kept_by_nobody(render(request, "articles/no-review.html", status=404))
    # A program that only asks whether there is a page has not read it.
    if request.method == "GET":
        reviews.note_opening(link)
    return _page(request, link)


def _answer(request: HttpRequest, link: ReviewLink) -> HttpResponse:
    """Keep the note or the approval, then the page again; refused, what was typed stands in it."""
    text = request.POST.get("text", "")
    try:
        if "approve" in request.POST:
            if len(text) > LONGEST:
                # Before anything is kept: the page would say that nothing was.
                worded(text)
            reviews.approve(link, shown=request.POST.get("shown", ""))
            # What was begun below is sent too, rather than lost.
            if text.strip():
                reviews.remark(link, text=text)
        else:
            reviews.remark(link, text=text)
    except Refused as refusal:
        return _page(request, link, refusal=str(refusal), text=text)
    return kept_by_nobody(HttpResponseRedirect(f"{request.path}#answer", status=303))


def _page(
    request: HttpRequest, link: ReviewLink, *, refusal: str = "", text: str = ""
) -> HttpResponse:
    shown = previews.as_it_will_be(link.article)
    context: dict[str, Any] = reading.page(shown) | {
        # Nothing tells where the story will stand.
        "canonical": "",
        "link": link,
        "live": link.article.is_live(),
        "shown": reviews.token(link),
        "has_changed": reviews.has_changed_since(link),
        "notes": link.notes.in_order(),
        "longest": LONGEST,
        "refusal": refusal,
        "text": text,
    }
    response = render(request, "articles/review.html", context, status=REFUSED if refusal else 200)
    return kept_by_nobody(let_in(request, response, shown.body))
