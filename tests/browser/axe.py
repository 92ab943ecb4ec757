"""What axe finds on a page: https://github.com/dequelabs/axe-core."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
# What passes is not collected, which took axe as long again; and axe would put what a style sheet
# imports into one of its own, which the content policy refuses.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def found(page: Page, **options: Any) -> list[dict[str, Any]]:
    """Each broken rule with the nodes that break it, as axe tells them."""
    # Half a million characters, which a page keeps however often it is examined.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT)
    told: dict[str, Any] = page.evaluate("options => axe.run(options)", OPTIONS | options)
    violations: list[dict[str, Any]] = told["violations"]
    return violations
