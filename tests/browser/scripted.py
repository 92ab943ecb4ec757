"""Two people at one story in windows of real browsers, as a script moves them."""

from contextlib import suppress
from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Error, Locator, Page

from articles.models import FormSession
from tests.articles.desk import form_of
from tests.browser.conftest import let_in
from tests.browser.windows import (
    POLLING,
    TO_DEVICE,
    company,
    crash,
    log_in_again,
    on_device,
    wait_until_handed_over,
)
from tests.browser.wire import Fault, Wire
from tests.browser.writing import NEXT_FRAME

FIELDS = {"headline": "#id_headline", "standfirst": "#id_standfirst", "text": ".story-text"}
DIALOG = "dialog.login-again[open]"
# A form was sent when its page is gone, or was not because it said so.
SENT_OR_NOT = f"""() => !window.asked
    || document.querySelector("{DIALOG}")
    || document.querySelector(".story-submit__offline")?.hidden === false"""
# Nothing of this form waits on the device, or the page says why it does.
SETTLED = """() => {
    const told = document.querySelector(".story-kept").dataset.outcome;
    const key = document.querySelector("[name=session]").value;
    const waits = Object.keys(localStorage).some((name) => name.endsWith(key));
    return !waits || (told && told !== "kept" && told !== "back");
}"""

PRESSED = {"save": "_continue", "publish": "_publish", "merge": "_merge", "insist": "_continue"}

type Step = tuple[str, str, str]


class Newsroom:
    def __init__(self, article, people: dict[str, tuple[Any, BrowserContext]], wire: Wire):
        self.article, self.people, self.wire = article, people, wire
        self.pages: dict[str, Page] = {}
        self.words: list[str] = []
        for who, (_user, context) in people.items():
            self.let_in(who)
            # What an earlier script left, should it have failed.
            context.pages[0].goto("/robots.txt")
            context.pages[0].evaluate("() => localStorage.clear()")

    def let_in(self, who: str) -> None:
        user, context = self.people[who]
        page = context.pages[0] if context.pages else context.new_page()
        let_in(page, user.username)

    def do(self, step: Step) -> None:
        name, window, field = step
        everywhere = getattr(self, f"everywhere_{name.replace(' ', '_')}", None)
        if everywhere:
            everywhere(self.people[window[0]])
        elif page := self.at(window):
            getattr(self, f"{name.replace(' ', '_')}_")(page, window, field)

    # --- windows -------------------------------------------------------------------------------

    def at(self, window: str) -> Page | None:
        """The form in this window, ready to be typed into; opened, if it is not."""
        page = self.pages.get(window)
        if page and page.locator(".story-text").count():
            page.bring_to_front()
            self.answer_dialog(page)
            return page
        page = page or self.people[window[0]][1].new_page()
        self.pages[window] = page
        return page if self.open(page, window[0]) else None

    def open(self, page: Page, who: str) -> bool:
        with suppress(Error):
            page.goto(form_of(self.article))
            if "/login/" in page.url:
                self.let_in(who)
                page.goto(form_of(self.article))
            page.locator(".story-text").wait_for()
            return True
        return False

    def answer_dialog(self, page: Page) -> None:
        """Log in, where the page asks for it and somebody answers."""
        dialog = page.locator(DIALOG)
        if not dialog.count():
            return
        log_in_again(page)
        page.wait_for_function(
            f"""() => {{
                const dialog = document.querySelector("{DIALOG}");
                return !dialog || dialog.querySelector("[data-trouble]").textContent;
            }}"""
        )
        if dialog.count():
            dialog.get_by_role("button", name="Close").click()
        else:
            # If it was asked for on saving, it is saved now.
            page.wait_for_function(SENT_OR_NOT, polling=POLLING)
            page.wait_for_load_state()
        page.evaluate("() => { window.asked = false; }")

    # --- what people do ------------------------------------------------------------------------

    def type_(self, page: Page, window: str, field: str) -> None:
        word = f"{window}word{len(self.words)}x"
        page.locator(FIELDS[field]).focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(f" {word}")
        page.evaluate(NEXT_FRAME)
        self.words.append(word)

    def pause_(self, page: Page, window: str, field: str) -> None:
        page.wait_for_timeout(TO_DEVICE)
        page.wait_for_function(SETTLED, polling=POLLING)

    def save_(self, page: Page, window: str, field: str, *, how: str = "save") -> None:
        if how == "merge" and not page.locator(".story-conflict").count():
            how = "save"
        if how == "insist" and page.locator("#id_seen").count():
            page.locator("#id_seen").check()
        page.evaluate("() => { window.asked = true; }")
        # By key: what the page comes to tell may move a button from under a mouse.
        page.locator(f"[name={PRESSED[how]}]").first.press("Enter", no_wait_after=True)
        page.wait_for_function(SENT_OR_NOT, polling=POLLING)
        page.wait_for_load_state()
        if not page.locator(DIALOG).count():
            page.evaluate("() => { window.asked = false; }")

    def publish_(self, page: Page, window: str, field: str) -> None:
        self.save_(page, window, field, how="publish")

    def merge_(self, page: Page, window: str, field: str) -> None:
        self.save_(page, window, field, how="merge")

    def insist_(self, page: Page, window: str, field: str) -> None:
        self.save_(page, window, field, how="insist")

    def log_in_(self, page: Page, window: str, field: str) -> None:
        way = page.locator(".story-kept__way")
        if way.count():
            way.click()
            self.answer_dialog(page)

    def take_over_(self, page: Page, window: str, field: str) -> None:
        way = company(page).get_by_role("button")
        if way.count():
            way.first.click()

    def reload_(self, page: Page, window: str, field: str) -> None:
        with suppress(Error):
            page.reload()

    def back_(self, page: Page, window: str, field: str) -> None:
        with suppress(Error):
            page.go_back()

    # --- what happens to them ------------------------------------------------------------------

    def crash_(self, page: Page, window: str, field: str) -> None:
        """A word that was typed less than a fifth of a second ago may be lost with its tab."""
        page.wait_for_timeout(TO_DEVICE)
        crash(page)
        del self.pages[window]

    def everywhere_offline(self, person) -> None:
        person[1].set_offline(True)

    def everywhere_online(self, person) -> None:
        person[1].set_offline(False)

    def everywhere_log_out(self, person) -> None:
        for session in Session.objects.all():
            if session.get_decoded().get("_auth_user_id") == str(person[0].pk):
                session.delete()

    def everywhere_stop(self, person) -> None:
        self.wire.stop()

    def everywhere_start(self, person) -> None:
        self.wire.start()

    def everywhere_cut(self, person) -> None:
        # A browser sends once more by itself what an open connection did not answer.
        self.wire.fail(Fault.CUT, 2)

    def everywhere_deaf(self, person) -> None:
        self.wire.fail(Fault.DEAF, 2)

    # --- in the end ----------------------------------------------------------------------------

    def finish(self, *, merging: bool) -> None:
        """All works again: everybody goes on with all that is offered, and saves it."""
        self.wire.start()
        for page in self.pages.values():
            with suppress(Error):
                page.goto("about:blank")
            page.close()
        for who, (user, context) in self.people.items():
            context.set_offline(False)
            self.let_in(who)
            page = context.pages[0]
            # A page of theirs without the form, which hands nothing over.
            page.goto("/robots.txt")
            own = FormSession.objects.offered().filter(by=user)
            if on_device(page) or own.exists():
                assert self.open(page, who)
                wait_until_handed_over(page)
                if own.exists():
                    page.locator(".story-offer").first.wait_for()
                self.go_on(page, merging=merging)

    def go_on(self, page: Page, *, merging: bool) -> None:
        for _round in range(10):
            page.locator(".story-text").wait_for()
            way = page.locator(".story-offer a").first
            if not way.count():
                return
            follow(page, way)
            self.save_all(page, merging=merging)
        raise AssertionError("It is offered again and again.")

    def save_all(self, page: Page, *, merging: bool) -> None:
        """Save, whatever stands in the way; of what differs, both is kept."""
        for _try in range(5):
            self.save_(page, "", "", how="insist" if not merging else "save")
            page.locator(".story-text").wait_for()
            if page.locator(".messagelist .success").count():
                return
            if page.locator(".story-conflict").count() and merging:
                for both in page.locator(".story-conflict input[value^=both]").all():
                    both.check()
                self.save_(page, "", "", how="merge")
                page.locator(".story-text").wait_for()
            elif page.get_by_text("Talk to each other").count():
                page.get_by_role("button", name="Take it back").click()
                page.get_by_role("button", name="Take it back").wait_for(state="hidden")
        raise AssertionError("It is not saved.")


def follow(page: Page, way: Locator) -> None:
    """To the text that is offered; one that comes late moves the others from under the hand."""
    for _try in range(3):
        way.click()
        with suppress(Error):
            page.locator(".story-offer--here").wait_for(timeout=10_000)
            return
    raise AssertionError("Nothing leads to what is offered.")
