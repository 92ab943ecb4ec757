// The form of a new picture: the file with its focal point, and the words that have to stand with it.
import { focal } from "desk/focal";
import { load, send } from "desk/editor/load";
import { sending } from "desk/editor/sending";

// Whether two files are one that was chosen twice; what comes from the clipboard has a new date each time.
const isSame = (one, other) => ["name", "size", "type"].every((each) => one[each] === other[each]);

export function uploadForm(host, told, { say, done }) {
    const onItsWay = sending(told, { progress: show });
    let stage;
    // The form as it comes, and the file whose words stand in it.
    let blank;
    let held = null;
    let waiting = null;
    let question = null;
    let intoText = false;

    const form = () => host.querySelector("form");
    const field = () => host.querySelector("[type=file]");
    const button = () => form().querySelector("[type=submit]");

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

    // Whether the form stands there; what was typed into it before still does, unless it is about another picture.
    async function open(file, use) {
        const isNew = use.question !== question;
        waiting = file ?? (isNew ? null : waiting);
        ({ question, intoText } = use);
        if (!form() && !(await fetchForm())) return false;
        if (isNew && file && !held) fill(blank);
        name();
        if (waiting) setFile(waiting);
        waiting = null;
        return true;
    }

    async function fetchForm() {
        say(told.loading, "note");
        const { html, trouble } = await load(told.upload, told);
        say(trouble ?? "");
        if (trouble) return false;
        blank = html;
        if (!form()) fill(blank);
        return true;
    }

    function fill(html) {
        host.innerHTML = html;
        held = null;
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

    // Words that describe another picture would go live unnoticed.
    function hold(file) {
        if (held && !isSame(held, file)) {
            const isChosenHere = host.contains(document.activeElement);
            fill(blank);
            name();
            put(file);
            if (isChosenHere) field().focus();
        }
        held = file;
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
        hold(file);
        say("");
        stage.show(file);
        show(0);
        const answer = await onItsWay.start(file, form().elements.csrfmiddlewaretoken.value);
        if (!answer) return;
        // The words stay for a sound copy of a damaged file.
        if (answer.reason) {
            held = null;
            drop(answer.reason);
        } else if (!button().disabled) hide();
    }

    // The file that came already is not sent again.
    async function ask(sent, onServer) {
        const body = new FormData(sent);
        const token = await onServer;
        if (token) {
            body.delete("picture");
            body.append("waiting", token);
        }
        return send(sent.action, body, { ...told, ...sent.dataset }, (part) => sent.isConnected && show(part));
    }

    function setBusy(sent, isBusy) {
        sent.querySelector("[type=submit]").disabled = isBusy;
        sent.querySelector("[data-picture]").inert = isBusy;
    }

    async function submit() {
        if (button().disabled) return;
        const [sent, asked, token] = [form(), question, onItsWay.token()];
        say("");
        setBusy(sent, true);
        show(0);
        let answer = await ask(sent, token);
        // Whoever logged in again elsewhere has another token; the words need not be typed anew for that.
        if (answer.isOut && (await renewToken(sent))) answer = await ask(sent, token);
        setBusy(sent, false);
        finish(sent, answer, asked);
    }

    // A form that gave way to another picture meanwhile is out of the page.
    function finish(sent, { json, trouble, html }, asked) {
        const isHere = sent.isConnected;
        if (isHere) {
            hide();
            if (trouble) say(trouble);
            else if (html) again(html);
            else empty();
        }
        if (json) done(json, { question: asked, isHere });
    }

    function empty() {
        onItsWay.stop();
        host.replaceChildren();
        held = null;
    }

    async function renewToken(sent) {
        const { html } = await load(told.upload, told);
        const made = html && new DOMParser().parseFromString(html, "text/html").querySelector("[name=csrfmiddlewaretoken]");
        if (made) sent.elements.csrfmiddlewaretoken.value = made.value;
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
            held = file;
            stage.show(file);
        } else onItsWay.stop();
        const wrong = host.querySelector("[aria-invalid=true]") ?? host.querySelector(".errorlist")?.parentElement.querySelector("input");
        wrong?.focus();
    }

    return { open };
}
