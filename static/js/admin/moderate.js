// Keys of the moderators' list, listed by “?”; they hold while no field is typed into, and can be turned off there.
const list = document.querySelector("[data-keys=moderation]");
const dialog = document.getElementById("keys");
const cards = [...(list?.querySelectorAll("[data-card]") ?? [])];
const OFF = "moderation-keys-off";
const DECISIONS = { a: "approve", r: "reject", s: "mark_spam" };

const current = () => document.activeElement?.closest?.("[data-card]");

function step(by) {
    const here = cards.indexOf(current());
    const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), cards.length - 1);
    cards[next]?.focus();
    cards[next]?.scrollIntoView({ block: "nearest" });
}

const press = (selector, within = document) => within?.querySelector(selector)?.click();

function act(key) {
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "b") press("[data-ban]", current());
    else if (key === "u") press(".message-undo");
    else if (key === "x") press(".action-select", current());
    else if (key === "o") press("[data-open]", current());
    else if (key in DECISIONS) press(`[name=decision][value=${DECISIONS[key]}]`, current());
    else return false;
    return true;
}

// The comment that has the frame is claimed, once the frame has stood there for a moment, so that no colleague decides too.
const CLAIM_AFTER = 600;
const CLAIM_AGAIN = 240_000;
let waits;
// What this page holds, which it gives up when it is left; the page of one comment was told when it opened.
const review = document.querySelector("[data-claimed-at]");
let mine = review && { address: review.dataset.claim, at: review.dataset.claimedAt };

function fields() {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    return body;
}

async function claim(card) {
    const said = card.querySelector("[data-held]");
    isUsed = false;
    try {
        const answer = await fetch(card.dataset.claim, { method: "POST", body: fields() });
        if (!answer.ok) throw new Error(answer.status);
        const { holder, at } = await answer.json();
        mine = holder ? undefined : { address: card.dataset.claim, at };
        said.textContent = holder && list.dataset.isHeld.replace("{name}", holder);
    } catch {
        said.textContent = list.dataset.notTold;
    }
    said.hidden = !said.textContent;
    if (current() === card) later(card, CLAIM_AGAIN, again);
}

function later(card, milliseconds, then = claim) {
    clearTimeout(waits);
    lapsed = undefined;
    if (card?.dataset.claim) waits = setTimeout(then, milliseconds, card);
}

// Who left the window as it was claims nothing again; whoever comes back does at the first key or touch.
let isUsed = false;
let lapsed;

function again(card) {
    if (isUsed && document.visibilityState === "visible" && document.hasFocus()) claim(card);
    else lapsed = card;
}

for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "scroll"])
    addEventListener(
        kind,
        () => {
            isUsed = true;
            if (lapsed && lapsed === current()) later(lapsed, 0, again);
        },
        { capture: true, passive: true },
    );

list?.addEventListener("focusin", () => later(current(), CLAIM_AFTER));
list?.addEventListener("focusout", () => later());

addEventListener("pagehide", () => {
    clearTimeout(waits);
    if (!mine) return;
    const body = fields();
    body.set("left", mine.at);
    navigator.sendBeacon(mine.address, body);
    mine = undefined;
});
addEventListener("pageshow", ({ persisted }) => persisted && later(current(), CLAIM_AFTER));

// What was sent is on its way: the list says so, and does not look as if it could be pressed again.
const form = list?.closest("form");
form?.addEventListener("submit", () => {
    later();
    list.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => list?.removeAttribute("aria-busy"));

// On a keyboard that is not Latin, the letter that stands at the place of the key.
const letter = ({ key, code }) => (/^[a-z?]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();

const isTyped = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

if (dialog && cards.length) {
    const on = dialog.querySelector("[data-keys-on]");
    const opener = document.querySelector("[data-keys-open]");
    on.checked = localStorage.getItem(OFF) !== "yes";
    on.addEventListener("change", () => {
        if (on.checked) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "yes");
    });
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    // Until the answer is there, the frame stands around a comment that is decided on already.
    let sent = false;
    document.addEventListener("submit", () => (sent = true));
    window.addEventListener("pageshow", () => (sent = false));
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) return;
        if (!on.checked || sent || isTyped(event.target)) return;
        const key = letter(event);
        if (key === "?") dialog.showModal();
        else if (!act(key)) return;
        event.preventDefault();
    });
}
