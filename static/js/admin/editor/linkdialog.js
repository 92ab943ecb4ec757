// Where a link leads: an address, or one of our own stories, found by words of its headline.
import { isAddress, isClosed, tidy } from "desk/editor/addresses";
import { question } from "desk/editor/dialogs";

const WAIT = 200;

export function linkDialog(element, config) {
    const find = (name) => element.querySelector(name);
    const [address, words, list, status] = ["#link-address", "#link-words", "#link-stories", "#link-status"].map(find);
    const [remove, title] = [find("[data-remove]"), find("[data-story]")];
    const told = element.dataset;
    let stories = [];
    let timer;
    let asked = 0;

    const REFUSED = "desk-dialog__status--refused";
    const say = (text, refused = false) => {
        status.textContent = text;
        status.classList.toggle(REFUSED, refused);
    };
    const refuse = (text) => {
        say(text, true);
        address.setAttribute("aria-invalid", "true");
        address.focus();
    };
    const options = () => [...list.children];
    const active = () => list.querySelector("[aria-selected=true]");
    const mark = (option) => {
        active()?.setAttribute("aria-selected", "false");
        option?.setAttribute("aria-selected", "true");
        option?.scrollIntoView({ block: "nearest" });
        if (option) address.setAttribute("aria-activedescendant", option.id);
        else address.removeAttribute("aria-activedescendant");
    };
    const show = (found) => {
        stories = found;
        list.replaceChildren(...found.map((story, place) => row(story, place)));
        list.hidden = !found.length;
        address.setAttribute("aria-expanded", String(!list.hidden));
        address.removeAttribute("aria-activedescendant");
    };
    const reset = () => {
        clearTimeout(timer);
        asked++;
        show([]);
        say("");
        title.textContent = "";
        address.removeAttribute("aria-invalid");
    };
    const look = async () => {
        const number = ++asked;
        const text = address.value.trim();
        if (!text || isAddress(text)) return;
        const answer = await load(config.stories, text).catch(() => ({ failed: true }));
        // Only the answer to what was typed last counts.
        if (number !== asked || !element.open) return;
        if (!answer.stories) return say(answer.out ? told.loggedOut : told.failed, true);
        show(answer.stories);
        // Who pressed Enter before the answer came has been told what to do, and it still holds.
        if (status.classList.contains(REFUSED)) return;
        const count = String(answer.stories.length);
        say(answer.stories.length ? told.found.replace("{count}", count) : told.none);
    };
    const take = (option) => {
        const story = stories[options().indexOf(option)];
        if (!story.address) return refuse(told.notYet.replace("{state}", story.state));
        reset();
        address.value = story.address;
        title.textContent = story.headline;
        if (!words.value.trim()) words.value = story.headline;
        address.focus();
    };
    const send = () => {
        const typed = address.value.trim();
        const href = isAddress(typed) ? tidy(typed, config) : "";
        if (!typed || (!href && !/^[a-z][a-z0-9+.-]*:/i.test(typed))) return refuse(told.choose);
        if (!href) return refuse(told.scheme);
        if (isClosed(href, config)) return refuse(told.closed);
        answer({ href, words: words.value.trim() || typed });
    };
    const { asked: ask, answer } = question(element, ({ href, words: shown, oneBlock }) => {
        reset();
        address.value = href;
        words.value = shown;
        // Several paragraphs would not fit into a line.
        words.parentElement.hidden = !oneBlock;
        remove.hidden = !href;
    });

    address.addEventListener("input", () => {
        reset();
        timer = setTimeout(look, WAIT);
    });
    element.addEventListener("keydown", (event) => {
        if (!event.target.matches("input")) return;
        const all = event.target === address ? options() : [];
        const place = all.indexOf(active());
        if (event.key === "ArrowDown" && all.length) mark(all[(place + 1) % all.length]);
        else if (event.key === "ArrowUp" && all.length) mark(all.at(place <= 0 ? -1 : place - 1));
        else if (event.key === "Escape" && all.length) reset();
        else if (event.key === "Enter" && active()) take(active());
        else if (event.key === "Enter") send();
        else return;
        event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) take(option);
    });
    element.addEventListener("click", (event) => {
        if (event.target.closest("[data-take]")) send();
        if (event.target.closest("[data-remove]")) answer({ remove: true });
    });
    return ask;
}

async function load(address, text) {
    const response = await fetch(`${address}?${new URLSearchParams({ q: text })}`);
    if (response.redirected || response.status === 403) return { out: true };
    return response.ok ? response.json() : { failed: true };
}

function row(story, place) {
    const option = document.createElement("li");
    const headline = document.createElement("span");
    const about = document.createElement("span");
    option.id = `link-story-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (!story.address) option.setAttribute("aria-disabled", "true");
    headline.className = "link-dialog__headline";
    headline.textContent = story.headline;
    about.className = "link-dialog__about";
    about.textContent = [story.state, story.category, story.date].filter(Boolean).join(" · ");
    option.append(headline, about);
    return option;
}
