"""`make axe`: every page at every width, in both themes and in forced colours; fails on a find.

https://github.com/dequelabs/axe-core
"""

import sys
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from rich.progress import track

from bench.demo import demo_site
from bench.visitor import HEIGHTS, WIDTHS, Visitor, browser

LOOKS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


def finds(page: Page) -> Iterator[str]:
    """By where it was found: in each look and width, and beyond the edge of the screen."""
    axe = Axe()
    for look, media in LOOKS.items():
        page.emulate_media(**media, reduced_motion="reduce")  # type: ignore[arg-type]
        for device, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": HEIGHTS[device]})
            for violation in axe.run(page, options={"preload": False}).response["violations"]:
                for node in violation["nodes"]:
                    yield f"{look}, {device}: {violation['id']} {node['html']}"
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over:
                yield f"{look}, {device}: {over} pixels wider than the screen"


def main() -> None:
    found: list[str] = []
    with demo_site() as site, browser() as launched:
        visitor = Visitor(launched, site)
        for shown in track(site.pages, "Examining"):
            page = visitor.open(shown)
            found += [f"{shown.name}, {each}" for each in finds(page)]
            page.close()
    print("\n".join(found) or f"Nothing was found on {len(site.pages)} pages.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
