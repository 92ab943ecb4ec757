"""The site's addresses, and one at which something goes wrong, to see what is said then."""

from typing import Any

from django.urls import path

from portal.urls import handler403, handler404, handler500, urlpatterns

FAULT = "bench/fault/"


def fault(request: Any) -> Any:
    raise RuntimeError("Asked for by whoever looks at the page for a fault of ours.")


__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [path(FAULT, fault), *urlpatterns]
