"""`make axe`: every page at every width, in both themes and in forced colours; fails on a find.

With `--each-once` each width and each look is seen once, which takes a third of the time.
https://github.com/dequelabs/axe-core
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import product

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


def finds(page: Page, seen: Iterable[tuple[str, str]]) -> Iterator[str]:
    """By where it was found: as it is seen in a look on a device, and beyond the screen's edge."""
    axe = Axe()
    for look, device in seen:
        # Its names of colours are those of LOOKS, which mypy takes for any words.
        page.emulate_media(**LOOKS[look], reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": WIDTHS[device], "height": HEIGHTS[device]})
        # Axe would put what is imported into a sheet of its own, which the content policy refuses.
        for violation in axe.run(page, options={"preload": False}).response["violations"]:
            for node in violation["nodes"]:
                yield f"{look}, {device}: {violation['id']} {node['html']}"
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over:
            yield f"{look}, {device}: {over} pixels wider than the screen"


def in_turn(number: int) -> Iterator[tuple[str, str]]:
    """Each look on one of the devices, on another for the next page."""
    devices = list(WIDTHS)
    for place, look in enumerate(LOOKS):
        yield look, devices[(place + number) % len(devices)]


def main() -> None:
    once = "--each-once" in sys.argv[1:]
    found: list[str] = []
    with demo_site() as site, browser() as launched:
        visitor = Visitor(launched, site)
        for number, shown in enumerate(track(site.pages, "Examining")):
            seen = in_turn(number) if once else product(LOOKS, WIDTHS)
            page = visitor.open(shown)
            found += [f"{shown.name}, {each}" for each in finds(page, seen)]
            page.close()
    print("\n".join(found) or f"Nothing was found on {len(site.pages)} pages.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
