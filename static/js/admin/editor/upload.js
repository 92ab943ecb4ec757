// The form of a new picture: the file with its focal point, and the words that have to stand with it.
import { focal } from "desk/focal";
import { load, send } from "desk/editor/load";
import { sending } from "desk/editor/sending";

export function uploadForm(host, told, { say, done }) {
    const onItsWay = sending(told, { progress: show });
    let stage;
    let waiting = null;
    let intoText = false;

    const form = () => host.querySelector("form");
    const field = () => host.querySelector("[type=file]");
    const button = () => form().querySelector("[type=submit]");
    const texts = () => ({ ...told, ...form().dataset });

    // Once all has left, the server reads it, and nobody knows for how long.
    function show(part) {
        const bar = host.querySelector("progress");
        bar.hidden = false;
        if (part < 1) bar.value = part;
        else bar.removeAttribute("value");
    }

    function hide() {
        const bar = host.querySelector("progress");
        if (bar) bar.hidden = true;
    }

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
        const { alt, decorative } = form().elements;
        const describe = () => (alt.disabled = decorative.checked);
        decorative.addEventListener("change", describe);
        describe();
        field().addEventListener("change", () => take(field().files[0]));
        stage = focal(host.querySelector("[data-focal]"));
        form().addEventListener("submit", (event) => {
            event.preventDefault();
            submit();
        });
    }

    function name() {
        button().textContent = intoText ? button().dataset.intoText : button().dataset.intoLibrary;
    }

    // Browsers let a script put a file into a field only as one that was dropped.
    function put(file) {
        const data = new DataTransfer();
        data.items.add(file);
        field().files = data.files;
    }

    function setFile(file) {
        put(file);
        take(file);
    }

    // What the server would refuse is refused before it is sent, while its words are kept.
    function refusal(file) {
        if (!field().accept.split(",").includes(file.type)) return told.wrongType.replace("{name}", file.name);
        if (file.size > Number(form().dataset.maxBytes)) return form().dataset.tooLarge;
        return file.size ? "" : told.empty;
    }

    function drop(reason) {
        say(reason);
        onItsWay.stop();
        hide();
        stage.clear();
        field().value = "";
    }

    async function take(file) {
        for (const each of host.querySelectorAll("[data-picture] .errorlist")) each.remove();
        if (!file) return drop("");
        const refused = refusal(file);
        if (refused) return drop(refused);
        say("");
        stage.show(file);
        show(0);
        const answer = await onItsWay.start(file, form().elements.csrfmiddlewaretoken.value);
        if (!answer) return;
        if (answer.reason) drop(answer.reason);
        else if (!button().disabled) hide();
    }

    // The file that came already is not sent again.
    async function ask() {
        const body = new FormData(form());
        const token = await onItsWay.token();
        if (token) {
            body.delete("picture");
            body.append("waiting", token);
        }
        return send(form().action, body, texts(), show);
    }

    async function submit() {
        if (button().disabled) return;
        say("");
        button().disabled = true;
        show(0);
        let answer = await ask();
        // Whoever logged in again elsewhere has another token; the words need not be typed anew for that.
        if (answer.isOut && (await renewToken())) answer = await ask();
        button().disabled = false;
        hide();
        if (answer.json) {
            onItsWay.stop();
            host.replaceChildren();
            return done(answer.json);
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
        host.querySelector(".picture-input__again")?.remove();
        const refused = host.querySelector("[data-picture] .errorlist");
        if (file && !refused) {
            put(file);
            stage.show(file);
        } else onItsWay.stop();
        const wrong = host.querySelector("[aria-invalid=true]") ?? host.querySelector(".errorlist")?.parentElement.querySelector("input");
        wrong?.focus();
    }

    return { open };
}
