"""What scripts of a form send, read strictly, and how they are answered."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse

from articles import autosaves
from articles.forms import windows

MOST_FIELDS = 300

type Sent = dict[str, Any]


def answering(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Answer a script in JSON, whatever the answer: a redirect to the login would be followed."""

    @wraps(view)
    def answer(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.admin_site.has_permission(request):
            return JsonResponse({"reason": "login"}, status=401)
        try:
            return JsonResponse(view(self, request, *args, **kwargs))
        except autosaves.SomebodyElses:
            return JsonResponse({"reason": "person"}, status=409)
        except PermissionDenied:
            return JsonResponse({"reason": "permission"}, status=403)
        except BadRequest as error:
            return JsonResponse({"reason": str(error)}, status=400)

    return answer


def sent(request: HttpRequest) -> Sent:
    """The object that was sent; raises BadRequest."""
    try:
        found = json.loads(request.body)
    except ValueError as error:
        raise BadRequest("json") from error
    if not isinstance(found, dict):
        raise BadRequest("json")
    return found


def key(data: Sent) -> UUID:
    found = uuid(data.get("key"))
    if found is None:
        raise BadRequest("key")
    return found


def window(data: Sent) -> autosaves.Window:
    continues = windows.read(str(data.get("continues", "")))
    return autosaves.Window(key=key(data), continues=continues)


def fields(data: Sent, *, most: int = MOST_FIELDS) -> dict[str, list[str]]:
    """What a form holds: each name with its values."""
    found = data.get("fields")
    if not isinstance(found, dict) or len(found) > most:
        raise BadRequest("fields")
    for values in found.values():
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise BadRequest("fields")
    return {_storable(name): list(map(_storable, values)) for name, values in found.items()}


def typed(data: Sent) -> autosaves.Typed:
    base = data.get("based_on")
    return autosaves.Typed(
        window=window(data),
        number=_number(data.get("number")),
        fields=fields(data),
        based_on=None if base is None else _number(base),
        is_open=data.get("handed_over") is not True,
    )


def _storable(text: str) -> str:
    """Without what PostgreSQL cannot keep in JSON: NUL, and halves of a sign."""
    return text.replace("\x00", "").encode(errors="replace").decode()


def uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= windows.MOST_NUMBER:
        raise BadRequest("number")
    return value
