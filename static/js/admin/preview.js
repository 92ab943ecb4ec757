// What readers would see of the form as it stands now, beside it; on a small screen in its place.
import { load } from "desk/editor/load";

const PAUSE = 1000;
const WIDTHS = { phone: 390, desktop: 1280 };
const KEPT = "preview-width";
const WIDE = matchMedia("(min-width: 1024px)");

const panel = document.getElementById("preview");
const form = document.querySelector("form[data-previewed]") ?? document.querySelector(".story-form")?.closest("form");
const openers = document.querySelectorAll("[data-preview-open]");
const stage = panel?.querySelector("[data-stage]");
const status = panel?.querySelector("[data-status]");
const choices = panel ? [...panel.querySelectorAll("[data-width]")] : [];

let frame = null;
let width = localStorage.getItem(KEPT) in WIDTHS ? localStorage.getItem(KEPT) : "phone";
let opener = null;
let due;
let asked = 0;

// As large as the screen that it stands for, and made smaller until it fits.
function fit() {
    if (!stage?.clientWidth) return;
    const scale = Math.min(1, stage.clientWidth / WIDTHS[width]);
    for (const each of stage.querySelectorAll("iframe")) {
        each.style.setProperty("inline-size", `${WIDTHS[width]}px`);
        each.style.setProperty("block-size", `${stage.clientHeight / scale}px`);
        each.style.setProperty("transform", `scale(${scale})`);
    }
}

function choose(name) {
    width = name;
    localStorage.setItem(KEPT, name);
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.dataset.width === name));
    document.documentElement.dataset.preview = name;
    fit();
}

// None may run in the frame, and the browser complains of each that is there.
function withoutScripts(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll("script")) each.remove();
    return `<!DOCTYPE html>${page.documentElement.outerHTML}`;
}

// A frame of its own for each version: changing what is in one would add to the pages that Back leads to. It stands below
// the one before until it is there, at the place to which that was scrolled.
function put(html, number) {
    const made = document.createElement("iframe");
    made.title = panel.dataset.title;
    made.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    made.className = "preview-panel__page";
    made.dataset.number = number;
    made.srcdoc = withoutScripts(html);
    made.addEventListener("load", () => settle(made));
    stage.prepend(made);
    fit();
}

function settle(made) {
    if (frame) made.contentWindow.scrollTo({ top: frame.contentWindow.scrollY, behavior: "instant" });
    made.contentDocument.addEventListener("keydown", escape);
    frame = made;
    for (const each of stage.querySelectorAll("iframe")) {
        if (Number(each.dataset.number) < Number(made.dataset.number)) each.remove();
    }
    panel.dataset.shown = made.dataset.number;
}

async function refresh() {
    clearTimeout(due);
    const number = ++asked;
    status.textContent = panel.dataset.loading;
    const answer = await load(panel.dataset.address, panel.dataset, { method: "POST", body: new FormData(form) });
    if (number !== asked || !panel.open) return;
    status.textContent = answer.trouble ?? "";
    status.classList.toggle("preview-panel__status--trouble", Boolean(answer.trouble));
    if (answer.html) put(answer.html, number);
}

function later() {
    if (!panel.open) return;
    clearTimeout(due);
    due = setTimeout(refresh, PAUSE);
}

function show() {
    if (WIDE.matches) panel.show();
    else panel.showModal();
    document.documentElement.classList.add("has-preview");
}

function open(event) {
    if (panel.open) return panel.close();
    opener = event.currentTarget;
    show();
    choose(width);
    for (const each of openers) each.setAttribute("aria-expanded", "true");
    panel.querySelector("[data-close]").focus();
    refresh();
}

function closed() {
    clearTimeout(due);
    asked++;
    document.documentElement.classList.remove("has-preview");
    for (const each of openers) each.setAttribute("aria-expanded", "false");
    stage.replaceChildren();
    frame = null;
    delete panel.dataset.shown;
    opener?.focus();
}

// A dialog beside the form does not close by this key of itself.
function escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    panel.close();
}

if (panel && form) {
    for (const each of openers) {
        each.hidden = false;
        each.addEventListener("click", open);
        each.addEventListener("keydown", (event) => panel.open && escape(event));
    }
    for (const choice of choices) choice.addEventListener("click", () => choose(choice.dataset.width));
    panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
    panel.addEventListener("keydown", escape);
    panel.addEventListener("close", closed);
    // In the panel, too, there may be fields of the form.
    for (const part of [form, panel]) {
        part.addEventListener("input", later);
        part.addEventListener("change", later);
    }
    window.addEventListener("online", later);
    new ResizeObserver(fit).observe(stage);
    WIDE.addEventListener("change", () => {
        if (!panel.open) return;
        // Not by `close`, which would forget what is shown.
        panel.removeEventListener("close", closed);
        panel.close();
        show();
        setTimeout(() => panel.addEventListener("close", closed));
    });
}
