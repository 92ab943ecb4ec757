// What this device holds and the newsroom does not take, since a role or a byline was taken away: shown, to be copied.
import * as device from "desk/writing/device";

const WRITTEN = [
    "kicker", "headline", "front_headline", "social_headline", "standfirst", "lead_alt", "lead_caption", "source", "tags",
    "seo_title", "seo_description", "note", "body",
];

function text({ fields }) {
    const page = new DOMParser();
    const words = WRITTEN.map((name) => fields[name]?.[0] ?? "");
    const blocks = page.parseFromString(words.pop(), "text/html").body.children;
    return [...words, ...[...blocks].map((block) => block.textContent)].filter(Boolean).join("\n\n");
}

export function show(entries, person) {
    const part = document.querySelector("[data-story-refused]");
    const list = part.querySelector("ul");
    for (const entry of entries) {
        const box = part.querySelector("template").content.firstElementChild.cloneNode(true);
        const [told, words, button] = ["p", "textarea", "button"].map((name) => box.querySelector(name));
        words.value = text(entry);
        button.addEventListener("click", () => {
            device.forget(person, entry.key, entry.number);
            // It stays where it is: the second click of two would have met the button of the next.
            told.textContent = button.dataset.removed;
            button.disabled = true;
            words.focus();
        });
        list.append(box);
        part.hidden = false;
    }
}
