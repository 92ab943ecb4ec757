"""A writer at the editor of a story: opens it, types, pastes, saves."""

from django.urls import reverse

from tests.articles.desk import ADD, form_of
from tests.browser.conftest import let_in

# A paste or a drop as the browser makes it, of texts by their kind and of files, on an element;
# whether somebody took it.
TRANSFER = """([kind, texts, files, where]) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(texts)) data.setData(type, text);
    for (const [name, type, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        data.items.add(new File([bytes], name, {type}));
    }
    const text = document.querySelector(where);
    const box = (text.lastElementChild ?? text).getBoundingClientRect();
    const options = {bubbles: true, cancelable: true, clientX: box.x + 5, clientY: box.y + 5};
    return !text.dispatchEvent(
        kind === "paste"
            ? new ClipboardEvent("paste", {...options, clipboardData: data})
            : new DragEvent(kind, {...options, dataTransfer: data})
    );
}"""


# Twenty milliseconds after it got the focus the engine puts the cursor where it knows it to be, and
# not where a key has led meanwhile. Timers of a page go off in order.
SETTLED = "() => new Promise((done) => setTimeout(done, 25))"
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
KEYS = (
    "Enter", "Tab", "Backspace", "Delete", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight",
    "Home", "End", "F1",
)  # fmt: skip


def open_new_story(page, username="journalist"):
    let_in(page, username)
    page.goto(reverse(ADD))
    page.locator(".story-text").wait_for()


def open_story(page, article, username="editor"):
    let_in(page, username)
    page.goto(form_of(article))
    page.locator(".story-text").wait_for()


def write(page, *keys):
    """Into the text: names of keys are pressed, words are typed."""
    page.locator(".story-text").focus()
    page.evaluate(SETTLED)
    for key in keys:
        if key in KEYS or key.startswith(("Control+", "Shift+", "Alt+")):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)
        # The engine learns of what was typed, and where a key led, from the browser afterwards.
        page.evaluate(NEXT_FRAME)
        if key == "Shift+Home":
            page.locator("[data-chosen-line]").wait_for()


def click(page, selector):
    """Into the text, where a key that follows has to find the engine with the cursor there."""
    page.locator(f".story-text {selector}").first.click()
    page.evaluate(NEXT_FRAME)


def tool(page, name):
    return page.get_by_role("toolbar", name="Formatting").get_by_role(
        "button", name=name, exact=True
    )


def paste(page, html="", text="", files=()):
    page.locator(".story-text").focus()
    texts = {"text/html": html, "text/plain": text}
    given = {kind: said for kind, said in texts.items() if said}
    page.evaluate(TRANSFER, ["paste", given, list(files), ".story-text"])


def drop(page, *files, where=".story-text"):
    """Whether it stayed with the page: what nobody takes, the browser opens in its place."""
    kinds = ("dragover", "drop")
    taken = [page.evaluate(TRANSFER, [kind, {}, list(files), where]) for kind in kinds]
    return all(taken)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def body(page):
    return page.locator("#id_body").input_value()
