"""A real Chromium against a real server; every page reports what it had to complain of."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, testcases
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from articles.models import Article
from portal.beacon.tally import Tally, Views
from portal.beacon.wsgi import Beacon
from tests.browser import axe, chromium

# Playwright's event loop runs in the thread of the tests, which use the database as well.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "correct horse battery staple"  # that of tests.factories.UserFactory

PHONE, TABLET = {"width": 390, "height": 844}, {"width": 768, "height": 1024}
DESKTOP = {"width": 1280, "height": 900}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# What each persona does, and all that readers see: what `make test` has the time for.
JOURNEYS = (
    "test_comment_journey",
    "test_journey",
    "test_desk_journey",
    "test_editor_journey",
    "test_offline_journey",
    "test_front_journey",
    "test_public_pages",
)

REPORT = """
document.addEventListener("securitypolicyviolation", event => {
    window.reportToTest(JSON.stringify(
        [event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber]
    ));
});
"""


# Browsers of earlier tests: a new one fetches and compiles all scripts of the desk once more.
IDLE: list[BrowserContext] = []
# To whom a browser tells what its pages complain of.
TOLD: dict[BrowserContext, list[str]] = {}

# Threads of the server that are at work on an answer; one whose browser hung up just ends.
ANSWERING: set[threading.Thread] = set()
# As long as what was sent may take to reach the server.
QUIET, PATIENCE = 0.05, 10
# Milliseconds that a page may take, on a machine with more to do than it has processors.
LATEST = 30_000
expect.set_options(timeout=LATEST)


class Heard(Counter[int]):
    """How often pages told that a story was opened, by its key."""

    def __init__(self) -> None:
        super().__init__()
        self.tally = Tally(self._write)

    def _write(self, views: Views) -> None:
        for (story, _hour), count in views.items():
            self[story] += count

    def times(self, story: Article) -> int:
        self.tally.flush()
        return self[story.pk]


def _begins(**_said) -> None:
    ANSWERING.add(threading.current_thread())


def _ends(**_said) -> None:
    ANSWERING.discard(threading.current_thread())


request_started.connect(_begins)
request_finished.connect(_ends)


def wait_until_answered() -> None:
    """A page that is left tells the server so: that must not meet the database being put back."""
    until = time.monotonic() + PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < QUIET and time.monotonic() < until:
        if any(thread.is_alive() for thread in tuple(ANSWERING)):
            quiet_since = time.monotonic()
        time.sleep(0.01)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    assert all((here / f"{name}.py").exists() for name in JOURNEYS)
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item.path.stem not in JOURNEYS:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file: one in memory is one connection for all threads of the server."""
    for connection in connections.all():
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def kept_files() -> Iterator[None]:
    """Browsers keep files for the time of the tests, as they do those of a site.

    Told nothing, they go by the age of a file: of one just cloned they asked anew on each page,
    70 of the 100 that the form of a story has, which took as long again as the form.
    """
    serve = StaticFilesHandler.serve

    def told(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(handler, request)
        response.headers.setdefault("Cache-Control", "max-age=3600")
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", told)
        yield


@pytest.fixture
def heard(beacon: Heard) -> Heard:
    """What pages told since the test began."""
    beacon.tally.flush()
    beacon.clear()
    return beacon


@pytest.fixture(scope="session", autouse=True)
def beacon() -> Iterator[Heard]:
    """It stands in front of the server that browsers ask, as on a site."""
    heard = Heard()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(testcases, "WSGIHandler", lambda: Beacon(WSGIHandler(), heard.tally))
        yield heard
    heard.tally.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if not path:
        pytest.skip(chromium.ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages reported: violations of the content policy, errors of scripts, missing files."""
    return []


@pytest.fixture
def context(browser: Browser, live_server, complaints: list[str]) -> Iterator[BrowserContext]:
    """A browser that knows nobody, on a desktop; it fails the test if a page complained."""
    context = borrowed(browser, live_server.url, complaints)
    yield context
    give_back(context, live_server.url)
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def person(browser, live_server, complaints):
    """Opens a browser for one more person; all are closed at the end."""
    opened: list[BrowserContext] = []
    own: list[BrowserContext] = []

    def open_browser(**options) -> Page:
        if options:
            own.append(new_context(browser, live_server.url, complaints, **options))
            return own[-1].new_page()
        opened.append(borrowed(browser, live_server.url, complaints))
        return opened[-1].new_page()

    yield open_browser
    for context in own:
        context.close()
    for context in opened:
        give_back(context, live_server.url)
    wait_until_answered()
    assert complaints == []


def borrowed(browser: Browser, base_url: str, complaints: list[str]) -> BrowserContext:
    """A browser without cookies and storage, which may have loaded the site's files before."""
    if not IDLE:
        return new_context(browser, base_url, complaints)
    TOLD[IDLE[-1]] = complaints
    return IDLE.pop()


def give_back(context: BrowserContext, base_url: str) -> None:
    """Close its pages, then take from it all that they left; one whose clock was set ends."""
    blank = context.new_page()
    for page in context.pages:
        if page != blank:
            page.close()
    wait_until_answered()
    if abs(blank.evaluate("Date.now()") / 1000 - time.time()) > PATIENCE:
        context.close()
        return
    context.set_offline(False)
    context.clear_cookies()
    kinds = "local_storage,indexeddb,cache_storage,service_workers"
    context.new_cdp_session(blank).send(
        "Storage.clearDataForOrigin", {"origin": base_url, "storageTypes": kinds}
    )
    blank.close()
    IDLE.append(context)


def new_context(
    browser: Browser, base_url: str, complaints: list[str], **options
) -> BrowserContext:
    """Another person's browser, whose pages tell `complaints` what is wrong with them."""
    # What a worker fetches goes past the routes of a test.
    quiet = {"locale": "en-GB", "service_workers": "block"}
    options = {"viewport": {"width": 1280, "height": 900}} | quiet | options
    context = browser.new_context(base_url=base_url, **options)
    TOLD[context] = complaints
    context.set_default_timeout(LATEST)
    context.expose_function("reportToTest", lambda said: TOLD[context].append(f"CSP {said}"))
    context.add_init_script(REPORT)
    context.on("weberror", lambda error: TOLD[context].append(f"script: {error.error}"))
    context.on("response", lambda response: _look(response, TOLD[context]))
    return context


def _look(response, complaints: list[str]) -> None:
    kind = response.request.resource_type
    missing = response.status >= 500 or (response.status >= 400 and kind != "document")
    # To a script that asks, these are answers: nobody is logged in any more, and a form is refused.
    if missing and (response.status, kind) not in {(401, "fetch"), (422, "fetch")}:
        complaints.append(f"{response.status} {response.url}")


def let_in(page: Page, username: str) -> None:
    """Make this the browser of a person of `tests.conftest` who has logged in already."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def log_in(page: Page, username: str) -> None:
    """Log in as a person of `tests.conftest`, by the form."""
    page.goto("/admin/login/")
    page.get_by_label("User name or email").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def violations(page: Page) -> str:
    """What axe finds on the page, to be read by people; empty when nothing."""
    said = [[each["id"], [node["html"] for node in each["nodes"]]] for each in axe.found(page)]
    return json.dumps(said, indent=1) if said else ""
