// The pieces of the editor that the page brings as templates, and the dialogs among them as questions with an answer.
// Dialogs go to the end of the page: inside the form of the story, Enter in one of their fields would send the story.
import { embedDialog } from "desk/editor/embeddialog";
import { linkDialog } from "desk/editor/linkdialog";
import { tableDialog } from "desk/editor/tabledialog";

// So long a message stays at least; then it goes as soon as one writes on.
const READ = 5000;
// A live region is read out again only if it was empty for a moment.
const PAUSE = 100;

function speaker(said, textarea) {
    let due;
    let since = 0;
    textarea.addEventListener("input", () => {
        if (Date.now() - since > READ) said.textContent = "";
    });
    return (text) => {
        clearTimeout(due);
        said.textContent = "";
        since = Date.now();
        due = setTimeout(() => (said.textContent = text), PAUSE);
    };
}

export function parts(textarea, frame) {
    const config = JSON.parse(textarea.getAttribute("data-django-prose-editor-story"));
    const piece = (name) => {
        const template = frame.parentElement.querySelector(`template[data-part=${name}]`);
        return template.content.cloneNode(true).firstElementChild;
    };
    const status = piece("status");
    frame.append(status);
    const ask = {
        status,
        say: speaker(status.querySelector("[data-said]"), textarea),
        told: status.dataset,
        card: () => piece("embed-card"),
        leftOut: () => ask.say(status.dataset.leftOut),
    };
    if (textarea.disabled) return ask;
    ask.toolbar = piece("toolbar");
    frame.prepend(ask.toolbar);
    [ask.hints, ask.hint] = ["hints", "hint"].map(piece);
    const [link, table, embed, list] = ["link", "table", "embed", "shortcuts"].map(piece);
    document.body.append(link, table, embed, list);
    return Object.assign(ask, {
        link: linkDialog(link, config),
        table: tableDialog(table),
        embed: embedDialog(embed, config, ask.card()),
        list,
    });
}
