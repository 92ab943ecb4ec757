// The form of comments within the story: fetched from its own page once a reader wants it, so that
// the story stays the same for all. Whatever goes wrong, its page is a link away.
const ISLAND = "[data-island]";
const DRAFT = "comment-draft:";
const PATIENCE = 20_000;

const thread = document.getElementById("comments");
// All pages that have to do with comments are below it; each story has a part of its own.
const forms = thread?.dataset.places.replace(/\d+\/$/, "");
let host = null;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").querySelector(ISLAND);

// Headings and ids of a page of its own, in the middle of another page.
function adopt(island) {
    for (const title of island.querySelectorAll("h1, h2")) {
        const heading = document.createElement(title.matches("h1") ? "h3" : "h4");
        for (const { name, value } of title.attributes) heading.setAttribute(name, value);
        heading.append(...title.childNodes);
        title.replaceWith(heading);
    }
    return document.adoptNode(island);
}

const draftKey = () => DRAFT + thread.dataset.places;

const drafts = {
    read() {
        try {
            return sessionStorage.getItem(draftKey()) ?? "";
        } catch {
            return "";
        }
    },
    keep(form) {
        try {
            sessionStorage.setItem(draftKey(), form.elements.text.value);
        } catch {
            // Full or forbidden: then it is kept in the page alone.
        }
    },
    drop() {
        try {
            sessionStorage.removeItem(draftKey());
        } catch {
            // Nothing was kept.
        }
    },
};

function show(island, source) {
    island.dataset.source = source;
    host.replaceChildren(adopt(island));
    const told = island.querySelector("[data-refusal], [data-preview], [data-outcome]");
    const field = island.querySelector("form :is(textarea:not([readonly]), input:not([type=hidden]))");
    (told ?? field ?? island).focus();
    (told ?? island).scrollIntoView({ block: "nearest" });
    if (island.querySelector("[data-sent]")) drafts.drop();
}

// What was typed before, in a form of this story that was not sent.
function fillIn(form) {
    const draft = drafts.read();
    if (form.elements.token && draft) form.elements.text.value = draft;
}

function say(form, text) {
    const place = form.querySelector("[data-said]") ?? form.appendChild(document.createElement("p"));
    place.dataset.said = "";
    place.className = "comment-form__refusal";
    place.setAttribute("role", "alert");
    place.textContent = text;
}

async function ask(address, options) {
    // What was sent may have arrived: the same form sent again is the same comment.
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { credentials: "same-origin", signal, ...options });
    const island = parsed(await answer.text());
    if (!island) throw new Error(`No form in the answer of ${address}`);
    return { island, address: answer.url };
}

const isForm = ({ origin, pathname }) => origin === location.origin && pathname.startsWith(forms);

// The links of the thread that lead to a form.
const opens = (link) =>
    thread.contains(link) && link.relList.contains("nofollow") && isForm(link);

async function open(link, where) {
    if (link.getAttribute("aria-busy") === "true") return;
    link.setAttribute("aria-busy", "true");
    try {
        const { island, address } = await ask(where);
        host ??= document.createElement("div");
        host.className = "comment-host";
        if (!link.closest(ISLAND)) (link.closest(".comment") ?? link.parentElement).after(host);
        show(island, address);
        const form = island.querySelector("form");
        if (form) fillIn(form);
    } catch {
        location.assign(where);
    } finally {
        link.removeAttribute("aria-busy");
    }
}

async function send(form, button) {
    if (form.getAttribute("aria-busy") === "true") return;
    const body = new FormData(form, button);
    form.setAttribute("aria-busy", "true");
    try {
        const { island, address } = await ask(form.action, { method: "POST", body: new URLSearchParams(body) });
        show(island, address);
    } catch {
        say(form, thread.dataset.offline);
    } finally {
        form.removeAttribute("aria-busy");
    }
}

if (thread) {
    const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    document.addEventListener("click", (event) => {
        const link = event.target.closest?.("a");
        if (!link || !isPlain(event)) return;
        const within = link.closest(ISLAND);
        if (!within && !opens(link)) return;
        const address = new URL(link.getAttribute("href"), within?.dataset.source ?? location.href);
        if (!isForm(address)) return;
        event.preventDefault();
        open(link, address.href);
    });
    document.addEventListener("submit", (event) => {
        if (!event.target.closest(ISLAND)) return;
        event.preventDefault();
        send(event.target, event.submitter);
    });
    document.addEventListener("input", (event) => {
        const form = event.target.closest(`${ISLAND} form`);
        if (form?.elements.token) drafts.keep(form);
    });
}
