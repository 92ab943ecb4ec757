from functools import cache
from typing import Any

from django.http import HttpRequest

from articles.models import category


def menu(request: HttpRequest) -> dict[str, Any]:
    """`menu`: the categories of the header, loaded when a template asks for them."""
    return {"menu": cache(category.menu)}
