// The form of a story: nothing typed is left by mistake, nothing is sent twice, buttons say what they will do.
import { Autosave } from "desk/writing/autosave";
import { flush } from "desk/writing/flush";
import { show } from "desk/writing/refused";
import { post } from "desk/writing/wire";

const frame = document.querySelector(".story-form");
const form = frame?.closest("form");
// None where nothing can be typed.
const page = frame?.dataset.writing && JSON.parse(frame.dataset.writing);

// A second click within this time was meant as one; later, sending was stopped and is tried again.
const TWICE = 4000;

// Sent where nothing answers, the browser would put its own error page in the place of the text; sent without a login, the
// page of the login.
function stayWhereNothingAnswers(autosave) {
    const told = document.querySelector(".story-submit__offline");
    let asking = false;
    let answered = false;
    form.addEventListener("submit", async (event) => {
        if (answered) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (asking) return;
        asking = true;
        const outcome = navigator.onLine ? await autosave.isReady() : "offline";
        asking = false;
        answered = outcome === "ready";
        told.hidden = outcome !== "offline";
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

function guard(autosave) {
    let sending = false;
    // At the window, where it is known whether anything kept the form from being sent.
    window.addEventListener("submit", (event) => {
        if (event.target === form && !event.defaultPrevented) sending = true;
    });
    // Sending asks to leave once. The page stays until the answer comes, which may be never.
    window.addEventListener("beforeunload", (event) => {
        if (!autosave.isKept && !sending) event.preventDefault();
        sending = false;
    });
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

// What a window that is gone left on this device comes to the newsroom, and so into the offers of this page.
async function collect() {
    const { handed, refused } = await flush({ ...page, own: page.session });
    show(refused, page.person);
    if (!handed || !page.article) return;
    const shown = new URLSearchParams({ shown: page.continues });
    const response = await fetch(`${page.offers}?${shown}`).catch(() => null);
    if (!response?.ok || response.redirected) return;
    document.querySelector("[data-story-offers]").outerHTML = await response.text();
    putAside();
}

// The last one goes with what names the list; the keyboard goes on where it was.
function remove(offer) {
    const list = offer.parentElement;
    const next = offer.nextElementSibling ?? offer.previousElementSibling;
    (next ? offer : list.closest("section")).remove();
    (next?.querySelector("a") ?? document.getElementById("id_headline"))?.focus();
}

function putAside() {
    for (const button of document.querySelectorAll("[data-put-aside]")) {
        button.hidden = false;
        button.addEventListener("click", async () => {
            const { putAside: key, address } = button.dataset;
            button.disabled = true;
            const answer = await post(address, { key }, { again: page.again });
            button.disabled = false;
            if (answer.outcome === "ok") remove(button.closest(".story-offer"));
        });
    }
}

if (form && page) {
    const autosave = new Autosave(form, page);
    stayWhereNothingAnswers(autosave);
    sendOnce();
    guard(autosave);
    autosave.start();
    collect();
    putAside();
}

if (form) {
    suggestAddress();
    nameThePublishButton();
}
