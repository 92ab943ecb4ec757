"""Pages of one reader: the link of a mail, how one is told of replies, the end of all mail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import readers, replies
from comments.models import CommentSettings, Reader
from comments.spam import services
from comments.views import cookies, devices
from comments.views.private import unlisted

GET_AND_POST = ["GET", "HEAD", "POST"]


# Programs that look for malware open the links of a mail; none of them presses a button.
@require_http_methods(GET_AND_POST)
@unlisted
def reader_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """One button, which says that the address of the mail is one's own, on this browser."""
    reader = readers.of_key(key)
    if reader is None:
        return render(request, "comments/no-reader.html", status=404)
    if request.method != "POST":
        return render(request, "comments/confirm.html", {"reader": reader})
    response = HttpResponseRedirect(reverse("your_comments"), status=303)
    cookies.keep(response, readers.confirm(reader))
    return response


@require_http_methods(GET_AND_POST)
@unlisted
def your_comments(request: HttpRequest) -> HttpResponse:
    """How a reader is told of replies, and whether this browser is known."""
    reader = cookies.reader_of(request)
    if reader is None:
        return render(
            request, "comments/unknown.html", {"is_forgotten": "forgotten" in request.GET}
        )
    if request.method == "POST":
        return _answer(request, reader)
    context = {
        "reader": reader,
        "comments": readers.written(reader),
        "choices": Reader.Replies.choices,
        "saved": "saved" in request.GET,
    }
    return render(request, "comments/you.html", context)


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {"is_forgotten": "forgotten" in request.GET}
    return render(request, "comments/unknown.html", context)


def _answer(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Do what was pressed, then the page again."""
    if "forget" in request.POST:
        response = HttpResponseRedirect(f"{request.path}?forgotten", status=303)
        cookies.drop(response)
        return response
    if (chosen := request.POST.get("replies", "")) in Reader.Replies.values:
        readers.choose(reader, replies=chosen)
    return HttpResponseRedirect(f"{request.path}?saved", status=303)


# Mail programs post here by themselves, with no cookie (RFC 8058); the address is the right.
@csrf_exempt
@require_http_methods(GET_AND_POST)
@unlisted
def stop_replies(request: HttpRequest, signed: str) -> HttpResponse:
    """One button that ends all mail about replies."""
    if not replies.is_ours(signed):
        return render(request, "comments/no-reader.html", status=404)
    is_stopped = request.method == "POST"
    if is_stopped:
        replies.stop(signed)
    return render(request, "comments/stop.html", {"is_stopped": is_stopped})


@require_safe
@unlisted
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of who comments, in plain words."""
    context = {
        "house": CommentSettings.current(),
        "unconfirmed_days": readers.WAITS.days,
        "cookie_days": cookies.LASTS.days,
        "remembered_days": devices.KEPT_FOR.days,
        "services": [service.name for service in services.configured()],
    }
    return render(request, "comments/privacy.html", context)
