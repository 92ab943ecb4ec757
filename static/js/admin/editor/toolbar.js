// The bar of tools, as WAI-ARIA describes one: a single stop of the Tab key, arrows between its buttons.
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function name(button) {
    const keys = isMac ? button.dataset.onMac : button.dataset.onPc;
    if (keys) button.title = `${button.getAttribute("aria-label")} (${keys})`;
}

function roving(bar) {
    const all = () => [...bar.querySelectorAll("button")].filter((button) => button.checkVisibility());
    const stop = (wanted) => {
        for (const button of bar.querySelectorAll("button")) button.tabIndex = button === wanted ? 0 : -1;
    };
    const first = () => all().find((button) => button.tabIndex === 0) ?? all()[0];
    bar.addEventListener("focusin", (event) => event.target.matches("button") && stop(event.target));
    bar.addEventListener("keydown", (event) => {
        const buttons = all();
        const place = buttons.indexOf(document.activeElement);
        const wanted = {
            ArrowRight: buttons[(place + 1) % buttons.length],
            ArrowLeft: buttons.at(place - 1),
            Home: buttons[0],
            End: buttons.at(-1),
        }[event.key];
        if (!wanted || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        wanted.focus();
    });
    return {
        focus: () => first()?.focus(),
        // What has gone out of sight cannot be where Tab stops.
        settle: () => stop(first()),
    };
}

function refresh(bar, editor, commands) {
    for (const button of bar.querySelectorAll("[data-tool]")) {
        const tool = commands.all[button.dataset.tool];
        if (tool.active) button.setAttribute("aria-pressed", String(Boolean(tool.active(editor))));
        const usable = !tool.can || tool.can(editor);
        if (usable) button.removeAttribute("aria-disabled");
        else button.setAttribute("aria-disabled", "true");
    }
    bar.querySelector("[data-here=table]").hidden = !editor.isActive("table");
    bar.querySelector("[data-here=picture]").hidden = !commands.all.changePicture.can(editor);
    bar.querySelector("[data-here=embed]").hidden = !commands.all.changeEmbed.can(editor);
}

export function toolbar(editor, config, commands, bar) {
    const moves = roving(bar);
    const more = bar.querySelector("[data-more]");
    let due = 0;
    const update = () => {
        cancelAnimationFrame(due);
        due = requestAnimationFrame(() => {
            if (editor.isDestroyed) return;
            refresh(bar, editor, commands);
            moves.settle();
        });
    };
    for (const button of bar.querySelectorAll("[data-tool]")) name(button);
    // The text keeps the focus, and what is selected in it stays so.
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    bar.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button === more) {
            const open = bar.classList.toggle("story-tools--open");
            more.setAttribute("aria-expanded", String(open));
            moves.settle();
        } else commands.run(button.dataset.tool);
        update();
    });
    bar.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        editor.view.focus();
    });
    editor.view.dom.addEventListener("keydown", (event) => {
        if (event.key !== "F10" || !event.altKey) return;
        event.preventDefault();
        moves.focus();
    });
    editor.on("transaction", update);
    bar.addEventListener("story-tools:changed", update);
    refresh(bar, editor, commands);
    moves.settle();
}
