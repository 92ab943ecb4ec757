// What stands beside the form of a story is sent by itself: the page, with what is unsaved in it, stays as it is.
const beside = document.querySelector(".story-beside");

// As long as an answer may take.
const PATIENCE = 15000;

// The part of the page that the newsroom answers with, or nothing where that is no answer of its own.
async function send(form, button) {
    const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
    const response = await fetch(address, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        signal: AbortSignal.timeout(PATIENCE),
    });
    const answered = (response.ok || response.status === 422) && !response.redirected;
    return answered ? response.text() : null;
}

// The text that is read out has to come into an element that stands there already.
function replace(part, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const said = fresh.querySelector("[role=status]");
    const words = said?.textContent ?? "";
    if (said) said.textContent = "";
    const focused = document.activeElement?.id;
    // What one has opened to write in it stays open.
    fresh.querySelector("details")?.setAttribute("open", "");
    part.replaceChildren(...fresh.childNodes);
    const wrong = part.querySelector("[aria-invalid=true]");
    const same = focused ? part.querySelector(`#${CSS.escape(focused)}`) : null;
    (wrong ?? same ?? part.querySelector("textarea, select, button"))?.focus({ preventScroll: true });
    if (said) setTimeout(() => (said.textContent = words), 50);
}

function watch(form) {
    const part = document.getElementById(form.dataset.part);
    const failed = beside.querySelector("[data-failed]");
    let sending = false;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (sending) return;
        sending = true;
        failed.textContent = "";
        const html = await send(form, event.submitter).catch(() => null);
        sending = false;
        if (html === null) failed.textContent = failed.dataset.failed;
        else replace(part, html);
    });
}

if (beside) {
    document.querySelectorAll("form[data-part]").forEach(watch);
    // These fields are not of the story's form, which asks before it loses what was typed into its own.
    for (const kind of ["input", "change"]) beside.addEventListener(kind, (event) => event.stopPropagation());
    window.addEventListener("beforeunload", (event) => {
        if (document.getElementById("id_note_text")?.value.trim()) event.preventDefault();
    });
}
