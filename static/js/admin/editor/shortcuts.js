// The list of keys, by its button and, where no text is being typed, by `?`.
import { dialog } from "desk/editor/dialogs";

const WRITING = "input, textarea, select, [contenteditable=true], dialog";

export function shortcuts(ask, frame) {
    const { list } = ask;
    list.classList.toggle("shortcuts--mac", /Mac|iPhone|iPad/.test(navigator.platform));
    dialog(list);
    document.addEventListener("keydown", (event) => {
        if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest?.(WRITING) || document.querySelector("dialog[open]") || !frame.isConnected) return;
        event.preventDefault();
        list.showModal();
    });
}
