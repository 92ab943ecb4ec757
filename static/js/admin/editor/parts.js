// The pieces of the editor that the page brings as templates, and the dialogs among them as questions with an answer.
// Dialogs go to the end of the page: inside the form of the story, Enter in one of their fields would send the story.
import { linkDialog } from "desk/editor/linkdialog";
import { tableDialog } from "desk/editor/tabledialog";

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
        say: (text) => (status.querySelector("[data-said]").textContent = text),
        leftOut: () => ask.say(status.dataset.leftOut),
    };
    if (textarea.disabled) return ask;
    ask.toolbar = piece("toolbar");
    frame.prepend(ask.toolbar);
    const [link, table, list] = ["link", "table", "shortcuts"].map(piece);
    document.body.append(link, table, list);
    return Object.assign(ask, { link: linkDialog(link, config), table: tableDialog(table), list });
}
