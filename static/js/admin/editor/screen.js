// The whole screen for the text. What lies behind cannot be reached meanwhile; dialogs can.
function others(frame) {
    const found = [];
    for (let each = frame; each !== document.body; each = each.parentElement) {
        found.push(...[...each.parentElement.children].filter((other) => other !== each && !other.matches("dialog, script")));
    }
    return found.filter((each) => !each.inert);
}

export function fullScreen(editor, frame, ask) {
    let behind = null;
    let place = 0;
    const isFull = () => behind !== null;
    const enter = () => {
        place = window.scrollY;
        behind = others(frame);
        for (const each of behind) each.inert = true;
        frame.classList.add("story-editor--full");
        document.documentElement.classList.add("has-full-editor");
    };
    const leave = () => {
        for (const each of behind) each.inert = false;
        behind = null;
        frame.classList.remove("story-editor--full");
        document.documentElement.classList.remove("has-full-editor");
        window.scrollTo({ top: place, behavior: "instant" });
    };
    const toggle = () => {
        if (isFull()) leave();
        else enter();
        ask.toolbar.dispatchEvent(new Event("story-tools:changed"));
        editor.view.focus();
    };
    // Before the text has it, where it selects the block around the cursor; among the tools it leads back to the text.
    const escape = (event) => {
        if (event.key !== "Escape" || !isFull() || ask.toolbar.contains(event.target)) return;
        event.preventDefault();
        event.stopPropagation();
        toggle();
    };
    frame.addEventListener("keydown", escape, { capture: true });
    ask.screen = { toggle, isFull };
}
