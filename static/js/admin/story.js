// The form of a story: nothing typed is left by mistake, nothing is sent twice, buttons say what they will do.
const frame = document.querySelector(".story-form");
const form = frame?.closest("form");

// A second click within this time was meant as one; later, sending was stopped and is tried again.
const TWICE = 4000;

// As long as an answer may take, to the question whether there is one.
const PATIENCE = 8000;

const answers = () =>
    fetch(import.meta.url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
        () => true,
        () => false,
    );

// Sent where nothing answers, the browser would put its own error page in the place of the text.
function stayWhereNothingAnswers() {
    const told = document.querySelector(".story-submit__offline");
    let asking = false;
    let answered = false;
    form.addEventListener("submit", async (event) => {
        if (answered) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (asking) return;
        asking = true;
        told.hidden = answered = navigator.onLine && (await answers());
        asking = false;
        if (answered) form.requestSubmit(event.submitter);
        answered = false;
    });
    window.addEventListener("online", () => (told.hidden = true));
}

function sendOnce() {
    let sent = -Infinity;
    form.addEventListener("submit", (event) => {
        if (performance.now() - sent < TWICE) event.preventDefault();
        else sent = performance.now();
    });
    // The page may be shown again as it was left.
    window.addEventListener("pageshow", () => (sent = -Infinity));
}

function guard() {
    let changed = false;
    let sending = false;
    form.addEventListener("input", () => (changed = true));
    // At the window, where it is known whether anything kept the form from being sent.
    window.addEventListener("submit", (event) => {
        if (event.target === form && !event.defaultPrevented) sending = true;
    });
    // Sending asks to leave once. The page stays until the answer comes, which may be never.
    window.addEventListener("beforeunload", (event) => {
        if (changed && !sending) event.preventDefault();
        sending = false;
    });
    // A refused form holds what is saved nowhere.
    if (document.querySelector(".errornote")) changed = true;
}

function suggestAddress() {
    const [headline, slug, language] = ["headline", "slug", "language"].map((name) => document.getElementById(`id_${name}`));
    if (!headline || !slug || slug.disabled) return;
    let timer;
    const ask = async () => {
        const query = new URLSearchParams({ headline: headline.value, language: language?.value ?? "" });
        const response = await fetch(`${frame.dataset.slugAddress}?${query}`).catch(() => null);
        if (response?.ok && !response.redirected) slug.placeholder = (await response.json()).slug;
    };
    const later = () => {
        clearTimeout(timer);
        timer = setTimeout(ask, 500);
    };
    headline.addEventListener("input", later);
    language?.addEventListener("change", later);
}

function nameThePublishButton() {
    const moment = document.getElementById("id_publish_at");
    const button = form.querySelector("[name=_publish]");
    if (!moment || !button || moment.disabled) return;
    const usual = button.textContent;
    const name = () => {
        // By the newsroom's clocks, as moments.js reads them.
        const at = moment.dataset.moment ? moment.dataset.moment * 1000 : Date.parse(moment.value);
        const future = moment.value && at > Date.now();
        button.textContent = future ? button.dataset.schedule : usual;
    };
    moment.addEventListener("input", name);
    name();
}

function copyLinks() {
    for (const button of document.querySelectorAll("[data-copy]")) {
        if (!navigator.clipboard) continue;
        button.hidden = false;
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            button.nextElementSibling.textContent = button.dataset.copied;
        });
    }
}

if (form) {
    stayWhereNothingAnswers();
    sendOnce();
    guard();
    suggestAddress();
    nameThePublishButton();
    copyLinks();
}
