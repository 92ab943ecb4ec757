// Dialogs that close by their button, by Escape and by a click beside them.
export function dialog(element, closed = () => {}) {
    element.addEventListener("click", (event) => {
        if (event.target.closest("[data-close]")) element.close();
    });
    // A click that began inside, as when words are selected with the mouse, is none beside it.
    element.addEventListener("pointerdown", (event) => {
        element.dataset.beside = String(event.target === element);
    });
    element.addEventListener("click", (event) => {
        if (event.target === element && element.dataset.beside === "true") element.close();
    });
    element.addEventListener("close", closed);
}

// One question after the other: what `answer` was called with, or null when the dialog was closed without.
export function question(element, prepare) {
    let finish = null;
    const answer = (value) => {
        const done = finish;
        finish = null;
        if (element.open) element.close();
        done?.(value);
    };
    dialog(element, () => answer(null));
    const asked = (...args) =>
        new Promise((resolve) => {
            finish = resolve;
            prepare(...args);
            element.showModal();
        });
    return { asked, answer };
}
