// What a card stands for, from another site, once a reader asks for it. Nothing of this is kept: the next page asks again.

// Milliseconds without an answer, after which the reader is told.
const PATIENCE = 12_000;
// How tall a post may say that it is, in pixels.
const SHORTEST = 80;
const TALLEST = 4_000;

const part = (card, name) => card.querySelector(`.embed__${name}`);
const player = (card) => card.querySelector("iframe, audio");

function say(card, what) {
    const said = part(card, "said");
    said.textContent = what ? said.dataset[what] : "";
}

function frame({ frame: src, title }) {
    const made = document.createElement("iframe");
    Object.assign(made, { title, loading: "lazy", referrerPolicy: "strict-origin-when-cross-origin" });
    made.allow = "fullscreen; encrypted-media; picture-in-picture; clipboard-write";
    made.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox", "allow-presentation");
    made.src = src;
    return made;
}

function audio({ frame: src, title }) {
    const made = Object.assign(document.createElement("audio"), { controls: true, preload: "metadata", src });
    made.setAttribute("aria-label", title);
    return made;
}

// A browser loads what is far below the screen only once it comes near.
function wait(card, made) {
    let timer;
    const near = new IntersectionObserver(([seen]) => {
        if (!seen.isIntersecting) return;
        near.disconnect();
        timer = setTimeout(() => end("failed"), PATIENCE);
    });
    const end = (what) => {
        near.disconnect();
        clearTimeout(timer);
        if (made.isConnected) say(card, what);
    };
    made.addEventListener("load", () => end());
    made.addEventListener("loadedmetadata", () => end());
    made.addEventListener("error", () => end("failed"));
    near.observe(made);
    say(card, "loading");
}

function show(card) {
    if (player(card)) return null;
    if (!navigator.onLine) {
        say(card, "offline");
        return null;
    }
    const made = card.matches(".embed--file") ? audio(card.dataset) : frame(card.dataset);
    card.classList.add("embed--shown");
    part(card, "card").after(made);
    wait(card, made);
    return made;
}

function hide(card) {
    player(card).remove();
    card.classList.remove("embed--shown");
    say(card);
    part(card, "show").focus();
}

function showAll({ dataset: { embed } }) {
    for (const card of document.querySelectorAll(".embed")) if (card.dataset.embed === embed) show(card);
}

document.addEventListener("click", ({ target }) => {
    const card = target.closest(".embed");
    if (!card) return;
    if (target.closest("[data-show]")) show(card)?.focus();
    else if (target.closest("[data-hide]")) hide(card);
    else if (target.closest("[data-show-all]")) {
        showAll(card);
        player(card)?.focus();
    }
});

// Posts tell how tall they are, each site in a form of its own: a number called “height” is in all of them.
function height(told) {
    try {
        const text = typeof told === "string" ? told : JSON.stringify(told);
        return Number(/"height":\s*"?(\d+(?:\.\d+)?)/.exec(text)?.[1] ?? 0);
    } catch {
        return 0;
    }
}

window.addEventListener("message", ({ source, origin, data }) => {
    const post = [...document.querySelectorAll(".embed--post iframe")].find((each) => each.contentWindow === source);
    if (!post || origin !== new URL(post.src).origin) return;
    const tall = height(data);
    if (tall >= SHORTEST) post.height = Math.min(Math.ceil(tall), TALLEST);
});
