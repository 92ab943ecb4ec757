"""`make axe`: every page at every width, in both themes and in forced colours; fails on a find.

With `--each-once` each width and each look is seen once, which takes a third of the time.
https://github.com/dequelabs/axe-core
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from itertools import chain, product
from queue import Empty, SimpleQueue
from typing import Any

from playwright.sync_api import Page
from rich.progress import Progress

from bench.demo import Shown, Site, demo_site
from bench.visitor import HEIGHTS, WIDTHS, Visitor, browser
from tests.browser import axe

ONCE = "--each-once"
# Each examines one page at a time, on one core.
BROWSERS = min(os.cpu_count() or 1, 4)
# Colours that the reader forces are the reader's: to measure them is most of what axe does.
OPTIONS: dict[str, dict[str, Any]] = {"forced": {"rules": {"color-contrast": {"enabled": False}}}}
LOOKS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


def finds(page: Page, seen: Iterable[tuple[str, str]]) -> Iterator[str]:
    """By where it was found: as it is seen in a look on a device, and beyond the screen's edge."""
    for look, device in seen:
        # Its names of colours are those of LOOKS, which mypy takes for any words.
        page.emulate_media(**LOOKS[look], reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": WIDTHS[device], "height": HEIGHTS[device]})
        for violation in axe.found(page, **OPTIONS.get(look, {})):
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


def examined(
    site: Site, waiting: SimpleQueue[list[int]], progress: Progress
) -> dict[int, list[str]]:
    """What is found on each page that this browser takes, by the page's number."""
    found: dict[int, list[str]] = {}
    with browser() as launched:
        visitor = Visitor(launched, site)
        for number in chain.from_iterable(taken(waiting)):
            shown = site.pages[number]
            page = visitor.open(shown)
            seen = in_turn(number) if ONCE in sys.argv[1:] else product(LOOKS, WIDTHS)
            found[number] = [f"{shown.name}, {each}" for each in finds(page, seen)]
            page.close()
            progress.advance(progress.task_ids[0])
    return found


def by_address(pages: Sequence[Shown]) -> Iterator[list[int]]:
    """Numbers of pages, those of one address together: a form tells of another that is open."""
    found: dict[str, list[int]] = {}
    for number, shown in enumerate(pages):
        found.setdefault(shown.path.partition("?")[0], []).append(number)
    return iter(found.values())


def taken(waiting: SimpleQueue[list[int]]) -> Iterator[list[int]]:
    with suppress(Empty):
        while True:
            yield waiting.get_nowait()


def main() -> None:
    found: dict[int, list[str]] = {}
    waiting: SimpleQueue[list[int]] = SimpleQueue()
    with demo_site() as site, Progress() as progress, ThreadPoolExecutor(BROWSERS) as pool:
        for numbers in by_address(site.pages):
            waiting.put(numbers)
        progress.add_task("Examining", total=len(site.pages))
        try:
            parts = [pool.submit(examined, site, waiting, progress) for _ in range(BROWSERS)]
            for part in as_completed(parts):
                found |= part.result()
        finally:
            # Whoever stops this, or a page that does not answer, stops every browser at its page.
            list(taken(waiting))
    lines = [line for number in sorted(found) for line in found[number]]
    print("\n".join(lines) or f"Nothing was found on {len(site.pages)} pages.")
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
