// Bylines: a line more, a line less, a line up; names are suggested whatever the letters they are typed in.
import { combobox } from "desk/combobox";

function lines(box) {
    if ("disabled" in box.dataset) return;
    const data = box.querySelector("datalist");
    const blank = box.querySelector(".bylines-input__line:last-of-type").cloneNode(true);
    const add = document.createElement("button");

    const suggest = async (text) => {
        const response = await fetch(`${box.dataset.suggestions}?q=${encodeURIComponent(text)}`);
        return response.ok && !response.redirected ? (await response.json()).names : [];
    };
    const button = (label, sign, act) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "bylines-input__button";
        made.textContent = sign;
        made.title = label;
        made.setAttribute("aria-label", label);
        made.addEventListener("click", act);
        return made;
    };
    const changed = () => box.dispatchEvent(new Event("input", { bubbles: true }));
    const dress = (line) => {
        const input = line.querySelector("input");
        input.removeAttribute("list");
        const choose = (name) => {
            input.value = name;
            changed();
        };
        combobox(input, { suggest, choose });
        const up = button(box.dataset.up, "↑", () => {
            const before = line.previousElementSibling;
            if (before) before.before(line);
            up.focus();
            changed();
        });
        const remove = button(box.dataset.remove, "×", () => {
            const next = line.nextElementSibling?.querySelector("input") ?? add;
            line.remove();
            next.focus();
            changed();
        });
        line.append(up, remove);
    };

    const all = [...box.querySelectorAll(".bylines-input__line")];
    const empty = all.filter((line) => !line.querySelector("input").value);
    // One line to fill in is enough where more can be added.
    for (const line of empty.slice(empty.length === all.length ? 1 : 0)) line.remove();
    for (const line of box.querySelectorAll(".bylines-input__line")) dress(line);
    add.type = "button";
    add.className = "bylines-input__add";
    add.textContent = `+ ${box.dataset.add}`;
    add.addEventListener("click", () => {
        const line = blank.cloneNode(true);
        line.querySelector("input").value = "";
        add.before(line);
        dress(line);
        line.querySelector("input").focus();
    });
    data.before(add);
}

for (const box of document.querySelectorAll(".bylines-input")) lines(box);
