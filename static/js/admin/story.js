// The form of a story: nothing typed is left by mistake, nothing is sent twice, buttons say what they will do.
const frame = document.querySelector(".story-form");
const form = frame?.closest("form");

function guard() {
    let changed = false;
    let sent = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", (event) => {
        if (sent) event.preventDefault();
        sent = true;
    });
    // The page may be shown again as it was left.
    window.addEventListener("pageshow", () => (sent = false));
    window.addEventListener("beforeunload", (event) => {
        if (changed && !sent) event.preventDefault();
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
        const future = moment.value && new Date(moment.value) > new Date();
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
    guard();
    suggestAddress();
    nameThePublishButton();
    copyLinks();
}
