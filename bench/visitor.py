"""Opens the pages of a demo in Chromium, logged in as whom each is shown to."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from bench.demo import Shown, Site
from tests.browser import chromium

WIDTHS = {"phone": 390, "tablet": 768, "desktop": 1280}
HEIGHTS = {"phone": 844, "tablet": 1024, "desktop": 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SEND = """([path, fields]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    // A form that asks for no login has no token.
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const [name, values] of Object.entries({...fields, csrfmiddlewaretoken: [token ?? ""]})) {
        for (const value of values) {
            const input = document.createElement("input");
            [input.type, input.name, input.value] = ["hidden", name, value];
            form.append(input);
        }
    }
    document.body.append(form);
    // Once this has answered: the page goes with its form.
    setTimeout(() => form.submit());
}"""


@contextmanager
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if not path:
        sys.exit(f"Nothing can be seen: {chromium.ADVICE}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield launched
        launched.close()


class Visitor:
    """A browser context for each person, each logged in once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self._contexts: dict[str, BrowserContext] = {}

    def open(self, shown: Shown) -> Page:
        """A page, to be closed by who asked for it; exits when it does not answer as it should."""
        page, _answer = self._visit(shown)
        for selector in shown.pressed:
            # Also what is out of sight at this width.
            page.locator(selector).dispatch_event("click")
            page.wait_for_load_state("networkidle")
        if shown.typed:
            field, words = shown.typed
            with page.expect_response("**/suggest/*"):
                page.locator(field).press_sequentially(words)
        return page

    def html(self, shown: Shown) -> bytes:
        """What the server says, before any script changes it."""
        if shown.sent:
            page, answer = self._visit(shown)
            html = answer.body()
            page.close()
            return html
        context = self._contexts.get(shown.user) or self._enter(shown.user)
        said = context.request.get(shown.path)
        if said.status != shown.status:
            sys.exit(f"{shown.name} ({shown.path}) answered {said.status}.")
        return said.body()

    def _visit(self, shown: Shown) -> tuple[Page, Response]:
        context = self._contexts.get(shown.user) or self._enter(shown.user)
        page = context.new_page()
        answer: Response | None
        if shown.sent:
            # Any page of the desk has the token of a form; the first one may load itself anew.
            page.goto("/admin/help/" if shown.user else shown.path)
            with page.expect_navigation() as navigation:
                page.evaluate(SEND, [shown.path, shown.sent])
            answer = navigation.value
        else:
            answer = page.goto(shown.path)
        if answer is None or answer.status != shown.status:
            sys.exit(f"{shown.name} ({shown.path}) answered {answer and answer.status}.")
        return page, answer

    def _enter(self, user: str) -> BrowserContext:
        context = self._browser.new_context(base_url=self._site.url, locale="en-GB")
        if user:
            page = context.new_page()
            page.goto("/admin/login/")
            page.fill("[name=username]", user)
            page.fill("[name=password]", self._site.password)
            page.click("[type=submit]")
            page.wait_for_url("**/admin/")
            page.close()
        self._contexts[user] = context
        return context


def through(page: Page) -> None:
    """Scroll to the end and back, so that pictures are there which come when they are needed."""
    page.evaluate(
        """async () => {
            const wait = time => new Promise(done => setTimeout(done, time));
            for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
                scrollTo(0, top);
                await wait(30);
            }
            scrollTo(0, 0);
            await Promise.all([...document.images].map(each => each.decode().catch(() => null)));
            await document.fonts.ready;
        }"""
    )
