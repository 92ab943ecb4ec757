// The dialog of the image library: search, choose, upload; for figures also the words that stand with the picture.
import { load } from "desk/editor/load";
import { uploadForm } from "desk/editor/upload";

const element = document.getElementById("picker");
const find = (name) => element?.querySelector(name);
const status = find("[data-status]");
const results = find("[data-results]");
const search = find("[data-search]");
const details = find("[data-panel=details]");
const upload = element && uploadForm(find("[data-panel=upload]"), element.dataset, { say, done });
let address;
let finish;
let wantsWords;
let chosen;
let own;
let isOld = false;
let loads = 0;
let wait;

function say(text, kind = "trouble") {
    status.textContent = text;
    status.dataset.kind = text ? kind : "";
}

function show(name) {
    for (const panel of element.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
    say("");
    const fields = find(`[data-panel=${name}]`).querySelectorAll("input:not([type=hidden]), textarea, button");
    [...fields].find((field) => !field.disabled && field.checkVisibility())?.focus();
}

async function list(page = 1) {
    const number = ++loads;
    say(element.dataset.loading, "note");
    isOld = false;
    const query = new URLSearchParams({ q: search.elements.q.value, p: page });
    const { html, trouble } = await load(`${address}?${query}`, element.dataset);
    if (number !== loads) return;
    isOld ||= Boolean(trouble);
    if (trouble) return say(trouble);
    const before = page === 1 ? 0 : results.querySelectorAll("[data-id]").length;
    results.querySelector("[data-page]")?.remove();
    if (page === 1) results.innerHTML = html;
    else results.insertAdjacentHTML("beforeend", html);
    if (before) results.querySelectorAll("[data-id]")[before]?.focus();
    count();
}

// Who cannot see the grid hears what a search came to.
function count() {
    if (find("[data-panel=choose]").hidden) return say("");
    const text = results.querySelector("[data-page]") ? element.dataset.foundMore : element.dataset.found;
    say(text.replace("{count}", results.querySelectorAll("[data-id]").length), "note");
}

function choose() {
    show("choose");
    if (isOld || !results.childElementCount) list();
}

// An uploaded picture has got its words on the spot; one of the library may need others here. One that was given up while it
// was sent is in the library, and answers no question that was asked since.
function done(image, { question, isHere }) {
    isOld = true;
    if (!isHere || find("[data-panel=upload]").hidden) return;
    if (question === finish) close(image);
    else if (element.open) choose();
}

const imageOf = (button) => ({ ...button.dataset, decorative: "decorative" in button.dataset });

// What the library itself says of a picture that stands in the text.
async function lookUp({ id }) {
    const { html = "" } = await load(`${address}?${new URLSearchParams({ id })}`, element.dataset);
    const button = new DOMParser().parseFromString(html, "text/html").querySelector("[data-id]");
    return button && imageOf(button);
}

function hint({ alt = "", credit = "", decorative = false }) {
    // Pictures of the list have such an attribute too.
    details.querySelector("[data-credit]").textContent = credit;
    const field = details.elements.alt;
    field.placeholder = alt;
    if (decorative) field.value = "";
    if (decorative && document.activeElement === field) details.elements.caption.focus();
    field.disabled = decorative;
}

function describe(image) {
    chosen = image;
    find("[data-preview]").src = image.thumbnail || image.src;
    details.elements.alt.value = image.alt ?? "";
    details.elements.caption.value = image.caption ?? "";
    hint(image);
    show("details");
}

function describeAgain(image) {
    describe(image);
    hint({});
    own = lookUp(image).then((found) => {
        if (found && chosen === image) hint(found);
        return found;
    });
}

// Where nothing is typed, readers get the words of the library; so the text in the editor has them too.
async function settle() {
    const question = finish;
    const [alt, caption] = ["alt", "caption"].map((name) => details.elements[name].value.trim());
    const words = { alt: alt || ((await own)?.alt ?? ""), caption };
    if (question === finish) close({ ...chosen, ...words });
}

function close(result) {
    const answer = finish;
    finish = undefined;
    if (element.open) element.close();
    answer?.(result);
}

function press(button) {
    if (button.matches("[data-id]")) {
        const image = imageOf(button);
        own = image;
        if (wantsWords) describe(image);
        else close(image);
    } else if (button.matches("[data-page]")) list(Number(button.dataset.page));
    else if (button.matches("[data-close]")) close(null);
    else if (button.matches("[data-new]")) openUpload();
    else if (button.matches("[data-back]")) choose();
}

async function openUpload(file = null) {
    const question = finish;
    const isReady = await upload.open(file, { intoText: wantsWords, question });
    if (question !== finish) return;
    if (isReady) show("upload");
    else find("[data-new]").focus();
}

if (element) {
    document.body.append(element);
    // Told of late: by then, the next of several pictures is asked about.
    element.addEventListener("close", () => element.open || close(null));
    search.addEventListener("submit", (event) => {
        event.preventDefault();
        list();
    });
    search.elements.q.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(list, 250);
    });
    details.addEventListener("submit", (event) => {
        event.preventDefault();
        settle();
    });
    element.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) press(button);
    });
    // A picture may be dropped anywhere on the dialog; beside it, the browser would open it in place of the story.
    element.addEventListener("dragover", (event) => event.preventDefault());
    element.addEventListener("drop", (event) => {
        event.preventDefault();
        const [file] = event.dataTransfer.files;
        if (file) openUpload(file);
    });
}

// The image chosen, or null; with `words`, the dialog also asks for its alternative text and caption here. A `file` is
// uploaded first.
export function pickImage({ pictures, words = false, image = null, file = null }) {
    address = pictures;
    wantsWords = words;
    return new Promise((resolve) => {
        finish = resolve;
        element.showModal();
        if (image) describeAgain(image);
        else if (file) {
            show("choose");
            openUpload(file);
        } else {
            search.reset();
            results.replaceChildren();
            choose();
        }
    });
}
