// Tags as chips: Enter or a comma adds one, Backspace in the empty field removes the last.
import { combobox } from "desk/combobox";

function split(text) {
    const names = new Map();
    for (const part of text.split(/[,\n]/)) {
        const name = part.trim().replace(/\s+/g, " ");
        if (name && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
    }
    return [...names.values()];
}

function chips(box) {
    const field = box.querySelector("input");
    if (field.disabled) return;
    const list = document.createElement("ul");
    const entry = document.createElement("input");
    list.className = "tags-input__chips";
    entry.type = "text";
    entry.id = `${field.id}-entry`;
    entry.className = "tags-input__entry";
    entry.maxLength = 100;
    entry.placeholder = box.dataset.add;
    const described = field.getAttribute("aria-describedby");
    if (described) entry.setAttribute("aria-describedby", described);
    for (const label of field.labels ?? []) label.htmlFor = entry.id;
    field.type = "hidden";
    box.append(list, entry);
    let names = split(field.value);

    const draw = () => {
        list.hidden = !names.length;
        list.replaceChildren(
            ...names.map((name) => {
                const item = document.createElement("li");
                const remove = document.createElement("button");
                remove.type = "button";
                remove.textContent = "×";
                remove.setAttribute("aria-label", box.dataset.remove.replace("%s", name));
                remove.addEventListener("click", () => {
                    set(names.filter((each) => each !== name));
                    entry.focus();
                });
                item.append(name, remove);
                return item;
            }),
        );
    };
    const set = (wanted) => {
        names = wanted;
        field.value = names.join(", ");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        draw();
    };
    const add = (text) => {
        entry.value = "";
        set(split([...names, text].join(",")));
    };
    const suggest = async (text) => {
        const response = await fetch(`${box.dataset.suggestions}?q=${encodeURIComponent(text)}`);
        if (!response.ok || response.redirected) return [];
        const taken = new Set(names.map((name) => name.toLowerCase()));
        return (await response.json()).names.filter((name) => !taken.has(name.toLowerCase()));
    };

    const suggestions = combobox(entry, { suggest, choose: add });
    entry.addEventListener("keydown", (event) => {
        if ((event.key === "Enter" || event.key === ",") && !event.isComposing) {
            event.preventDefault();
            suggestions.close();
            if (entry.value.trim()) add(entry.value);
        } else if (event.key === "Backspace" && !entry.value && names.length) {
            set(names.slice(0, -1));
        }
    });
    entry.addEventListener("paste", (event) => {
        const text = event.clipboardData.getData("text");
        if (!/[,\n]/.test(text)) return;
        event.preventDefault();
        add(text);
    });
    // What was typed and not ended is a tag too, also when the form is sent from here.
    entry.addEventListener("blur", () => entry.value.trim() && add(entry.value));
    draw();
}

for (const box of document.querySelectorAll(".tags-input")) chips(box);
