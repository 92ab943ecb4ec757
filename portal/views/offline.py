"""The site as something that a reader may keep: its manifest, its worker, and the offline page."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.templatetags.fonts import fonts
from portal.site.pages import depends_on, public_page

# Paper, as static/css/tokens.css has it by day; pages say that of the night themselves.
PAPER = "#fbf8f2"
_ICONS = (
    ("icon-192", 192, "any"),
    ("icon-512", 512, "any"),
    ("icon-maskable-512", 512, "maskable"),
)


@public_page
def manifest(request: HttpRequest) -> HttpResponse:
    """https://www.w3.org/TR/appmanifest/"""
    site = request.site_settings  # type: ignore[attr-defined]
    told: dict[str, Any] = {
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "description": site.description or site.tagline or site.name,
        "lang": get_language(),
        "start_url": reverse("front"),
        "scope": "/",
        # With what leads back, which pages themselves do not have.
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            {
                "src": static(f"img/{name}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in _ICONS
        ],
    }
    written = json.dumps(told, ensure_ascii=False, indent=1)
    return depends_on(HttpResponse(written, content_type="application/manifest+json"))


@public_page
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows where it has neither a network nor the page."""
    return depends_on(render(request, "offline/page.html"))


@public_page
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps stories in a browser; another once what the page says or a file of it is.

    Not once the menu or the breaking news are: all browsers would fetch everything again.
    Where nothing is to be kept it is one that takes itself away, with all that an earlier one kept.
    """
    if not settings.OFFLINE_READING:
        return _script(request, "offline/nothing.js", {})
    words = render_to_string("offline/words.html")
    shell = [reverse("offline"), *map(static, _files())]
    said = {"shell": SafeString(json.dumps(shell)), "version": _version(words, *shell)}
    return _script(request, "offline/worker.js", said)


def _files() -> list[str]:
    serif = fonts()["file"]
    letters = (serif, serif.replace("serif", "sans"))
    return [
        "css/site.css",
        "img/favicon.svg",
        "js/offline.js",
        *(f"fonts/{name}.woff2" for name in letters),
    ]


def _version(*said: str) -> str:
    return hashlib.blake2b("\n".join(said).encode(), digest_size=6).hexdigest()


def _script(request: HttpRequest, template: str, context: dict[str, str]) -> HttpResponse:
    kind = "text/javascript; charset=utf-8"
    return depends_on(render(request, template, context, content_type=kind))
