from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.models import Category


def menu(request: HttpRequest) -> dict[str, Any]:
    """`menu`: the categories of the header, loaded when a template asks for them."""
    return {"menu": SimpleLazyObject(lambda: list(Category.objects.in_menu()))}
