// A text field with suggestions: arrows move, Enter and a click choose, Escape closes; screen readers follow.
let count = 0;

export function combobox(input, { suggest, choose, wait = 150 }) {
    const list = document.createElement("ul");
    list.id = `suggestions-${++count}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent.trim() ?? "");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("autocomplete", "off");
    let timer;
    let asked = 0;
    let offered = [];

    const options = () => [...list.children];
    const active = () => list.querySelector("[aria-selected=true]");
    const close = () => {
        asked++;
        clearTimeout(timer);
        list.hidden = true;
        list.replaceChildren();
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
    };
    const mark = (option) => {
        active()?.setAttribute("aria-selected", "false");
        option?.setAttribute("aria-selected", "true");
        option?.scrollIntoView({ block: "nearest" });
        if (option) input.setAttribute("aria-activedescendant", option.id);
        else input.removeAttribute("aria-activedescendant");
    };
    const take = (option) => {
        const chosen = offered[options().indexOf(option)];
        close();
        choose(chosen);
    };
    // Strings, or whatever says by toString() how it is shown: two may look the same.
    const show = (names) => {
        offered = names;
        list.replaceChildren(
            ...names.map((name, place) => {
                const option = document.createElement("li");
                option.id = `${list.id}-${place}`;
                option.setAttribute("role", "option");
                option.setAttribute("aria-selected", "false");
                option.textContent = name;
                return option;
            }),
        );
        list.hidden = !names.length;
        input.setAttribute("aria-expanded", String(Boolean(names.length)));
        input.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
        const number = ++asked;
        const text = input.value.trim();
        const names = text ? await suggest(text).catch(() => []) : [];
        // Only the answer to what was typed last counts.
        if (number === asked && document.activeElement === input) show(names);
    };

    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, wait);
    });
    input.addEventListener("keydown", (event) => {
        const all = options();
        if (list.hidden || !all.length) return;
        const place = all.indexOf(active());
        if (event.key === "ArrowDown") mark(all[(place + 1) % all.length]);
        else if (event.key === "ArrowUp") mark(all[(place <= 0 ? all.length : place) - 1]);
        else if (event.key === "Escape") close();
        else if (event.key === "Enter" && active()) take(active());
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
    });
    // Before the field loses the focus.
    list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) take(option);
    });
    input.addEventListener("blur", close);
    return { close };
}
