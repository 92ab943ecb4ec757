// The dialog of the image library: search, choose, upload; for figures also the words that stand with the picture.
const dialog = document.getElementById("picker");
const status = dialog?.querySelector(".picker__status");
const results = dialog?.querySelector(".picker__results");
const search = dialog?.querySelector(".picker__search");
const upload = dialog?.querySelector(".picker__upload");
const details = dialog?.querySelector(".picker__details");
let address;
let finish;
let wantsWords;
let chosen;
let loads = 0;
let wait;

const say = (text) => {
    status.textContent = text;
    status.hidden = !text;
};

function show(name) {
    for (const panel of dialog.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
    say("");
    const panel = dialog.querySelector(`[data-panel=${name}]`);
    panel.querySelector("input:not([type=hidden]), textarea, button")?.focus();
}

// A page of the desk, or nothing after having said why; a login page that was followed to is none.
async function load(url, options) {
    say(dialog.dataset.loading);
    try {
        const response = await fetch(url, options);
        if (response.redirected || response.status === 403) say(dialog.dataset.loggedOut);
        else if (!response.ok) say(dialog.dataset.failed);
        else {
            say("");
            return response;
        }
    } catch {
        say(dialog.dataset.failed);
    }
    return null;
}

async function list(page = 1) {
    const number = ++loads;
    const query = new URLSearchParams({ q: search.elements.q.value, p: page });
    const response = await load(`${address}?${query}`);
    if (!response || number !== loads) return;
    const html = await response.text();
    results.querySelector(".picker__more")?.remove();
    if (page === 1) results.innerHTML = html;
    else {
        results.insertAdjacentHTML("beforeend", html);
        results.children[(page - 1) * 24]?.focus();
    }
}

function take(image) {
    chosen = image;
    if (!wantsWords) return close(image);
    describe(image);
}

function describe(image) {
    upload.replaceChildren();
    details.querySelector("img").src = image.thumbnail || image.src;
    details.querySelector(".picker__credit").textContent = image.credit ?? "";
    details.elements.alt.value = image.alt ?? "";
    details.elements.alt.disabled = Boolean(image.decorative);
    details.elements.caption.value = image.caption ?? "";
    show("details");
}

async function openUpload() {
    const response = await load(dialog.dataset.upload);
    if (!response) return;
    upload.innerHTML = await response.text();
    show("upload");
}

async function send(form) {
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const response = await load(form.action, { method: "POST", body: new FormData(form) });
    button.disabled = false;
    if (response?.status === 201) return take(await response.json());
    if (!response) return;
    // The browser keeps a file only in the field in which it was chosen.
    const files = form.querySelector("[type=file]");
    upload.innerHTML = await response.text();
    const again = upload.querySelector("[type=file]");
    if (files.files.length && again && !again.closest("fieldset").querySelector(".errorlist")) {
        again.files = files.files;
        upload.querySelector(".picture-input__again")?.remove();
    }
    upload.querySelector("[aria-invalid=true], .errorlist ~ input")?.focus();
}

function close(result) {
    const done = finish;
    finish = undefined;
    dialog.close();
    done?.(result);
}

if (dialog) {
    document.body.append(dialog);
    dialog.addEventListener("close", () => close(null));
    search.addEventListener("submit", (event) => {
        event.preventDefault();
        list();
    });
    search.elements.q.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(list, 250);
    });
    upload.addEventListener("submit", (event) => {
        event.preventDefault();
        send(event.target);
    });
    details.addEventListener("submit", (event) => {
        event.preventDefault();
        const words = { alt: details.elements.alt.value.trim(), caption: details.elements.caption.value.trim() };
        close({ ...chosen, ...words });
    });
    dialog.addEventListener("click", (event) => {
        const target = event.target.closest("button");
        if (target?.matches(".picker__image")) take({ ...target.dataset, decorative: "decorative" in target.dataset });
        else if (target?.matches(".picker__more")) list(Number(target.dataset.page));
        else if (target?.matches("[data-close]")) close(null);
        else if (target?.matches("[data-new]")) openUpload();
        else if (target?.matches("[data-back]")) {
            search.reset();
            results.replaceChildren();
            show("choose");
            list();
        }
    });
}

// The image chosen, or null; with `words`, the dialog also asks for its alternative text and caption here.
export function pickImage({ pictures, words = false, image = null }) {
    address = pictures;
    wantsWords = words;
    return new Promise((resolve) => {
        finish = resolve;
        dialog.showModal();
        if (image) {
            chosen = image;
            describe(image);
        } else {
            search.reset();
            results.replaceChildren();
            show("choose");
            list();
        }
    });
}
