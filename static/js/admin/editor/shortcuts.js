// The list of keys, by its button and, where no text is being typed, by `?`. Who speaks to a computer may say such a sign
// without meaning it, so there it can be turned off.
import { dialog } from "desk/editor/dialogs";

const WRITING = "input, textarea, select, [contenteditable=true], dialog";
const OFF = "story-keys-off";

function remembered(box) {
    box.checked = localStorage.getItem(OFF) !== "yes";
    box.addEventListener("change", () => {
        if (box.checked) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "yes");
    });
    return box;
}

export function shortcuts(ask, frame) {
    const { list } = ask;
    list.classList.toggle("shortcuts--mac", /Mac|iPhone|iPad/.test(navigator.platform));
    const on = remembered(list.querySelector("[data-keys-on]"));
    dialog(list);
    document.addEventListener("keydown", (event) => {
        if (event.key !== "?" || !on.checked || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest?.(WRITING) || document.querySelector("dialog[open]") || !frame.isConnected) return;
        event.preventDefault();
        list.showModal();
    });
}
