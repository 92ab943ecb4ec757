// The form of a new picture: the file with its focal point, and the words that have to stand with it.
import { focal } from "desk/editor/focal";
import { load, send } from "desk/editor/load";

export function uploadForm(host, told, { say, done }) {
    const stage = focal(host);
    let waiting = null;
    let intoText = false;

    const form = () => host.querySelector("form");
    const field = () => host.querySelector("[type=file]");

    // Whether the form stands there; what was typed into it before still does.
    async function open(file, use) {
        waiting = file ?? waiting;
        intoText = use.intoText;
        if (!form()) {
            say(told.loading, "note");
            const { html, trouble } = await load(told.upload, told);
            say(trouble ?? "");
            if (trouble) return false;
            fill(html);
        }
        name();
        if (waiting) setFile(waiting);
        waiting = null;
        return true;
    }

    function fill(html) {
        host.innerHTML = html;
        dress();
    }

    function dress() {
        const file = field();
        const decorative = form().elements.decorative;
        const describe = () => (form().elements.alt.disabled = decorative.checked);
        decorative.addEventListener("change", describe);
        describe();
        file.addEventListener("change", () => take(file.files[0]));
        stage.dress(host.querySelector("[data-stage]"), form());
        form().addEventListener("submit", (event) => {
            event.preventDefault();
            submit();
        });
    }

    function name() {
        const button = form().querySelector("[type=submit]");
        button.textContent = intoText ? button.dataset.intoText : button.dataset.intoLibrary;
    }

    // Browsers let a script put a file into a field only as one that was dropped.
    function setFile(file) {
        const data = new DataTransfer();
        data.items.add(file);
        field().files = data.files;
        take(file);
    }

    // What the server would refuse is refused before it is sent, while its words are kept.
    function refusal(file) {
        if (!field().accept.split(",").includes(file.type)) return told.wrongType.replace("{name}", file.name);
        if (file.size > Number(form().dataset.maxBytes)) return form().dataset.tooLarge;
        if (!file.size) return told.empty;
        return "";
    }

    async function take(file) {
        clearErrors();
        if (!file) return stage.clear();
        const refused = refusal(file);
        say(refused);
        if (!refused) return stage.show(file);
        field().value = "";
        stage.clear();
    }

    function clearErrors() {
        for (const each of host.querySelectorAll("[data-picture] .errorlist")) each.remove();
    }

    async function submit() {
        const button = form().querySelector("[type=submit]");
        const bar = host.querySelector("progress");
        if (button.disabled) return;
        say("");
        button.disabled = true;
        bar.hidden = false;
        // Once all has left, the server makes its sizes, and nobody knows for how long.
        const progress = (part) => (part < 1 ? (bar.value = part) : bar.removeAttribute("value"));
        progress(0);
        let answer = await send(form().action, new FormData(form()), { ...told, ...form().dataset }, progress);
        // Whoever logged in again elsewhere has another token; the words need not be typed anew for that.
        if (answer.isOut && (await renewToken())) {
            answer = await send(form().action, new FormData(form()), { ...told, ...form().dataset }, progress);
        }
        button.disabled = false;
        bar.hidden = true;
        if (answer.image) {
            host.replaceChildren();
            return done(answer.image);
        }
        if (answer.trouble) return say(answer.trouble);
        again(answer.html);
    }

    async function renewToken() {
        const { html } = await load(told.upload, told);
        const made = html && new DOMParser().parseFromString(html, "text/html").querySelector("[name=csrfmiddlewaretoken]");
        if (made) form().elements.csrfmiddlewaretoken.value = made.value;
        return Boolean(made);
    }

    // The server's form has all that was typed, but never the file.
    function again(html) {
        const [file] = field().files;
        fill(html);
        name();
        const refused = host.querySelector("[data-picture] .errorlist");
        host.querySelector(".picture-input__again")?.remove();
        if (file && !refused) setFile(file);
        const wrong = host.querySelector("[aria-invalid=true]") ?? host.querySelector(".errorlist")?.parentElement.querySelector("input");
        wrong?.focus();
    }

    return { open };
}
