// Who else has the story open, who saved it meanwhile, who took it over: said beside the buttons as it becomes known.
const box = document.querySelector(".story-company");

function line(text, ...ways) {
    const item = document.createElement("li");
    item.textContent = `${text} `;
    item.append(...ways);
    return item;
}

const fill = (text, values) => text.replace(/{(\w+)}/g, (all, name) => values[name] ?? all);

function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "story-company__way";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
}

function link(label, address) {
    const made = document.createElement("a");
    made.href = address;
    made.target = "_blank";
    made.rel = "noopener";
    made.textContent = label;
    return made;
}

// `base` is the revision that the form contains, `history` the page of all; `takeOver` makes this form the one that saves.
export function tell({ others = [], newest, taken, typed = [] }, { base, history, takeOver }) {
    const said = box.dataset;
    const lines = [];
    if (taken) lines.push(line(fill(said.taken, taken), button(said.takeBack, takeOver)));
    if (newest && base !== null && newest.pk > base) lines.push(line(fill(said.newest, newest), link(said.look, history)));
    for (const other of others) {
        const text = fill(other.own ? said.own : other.typed ? said.writing : said.open, other);
        lines.push(line(text));
    }
    if (others.length && !taken) lines.at(-1).append(button(said.takeOver, takeOver));
    for (const each of typed) lines.push(line(fill(said.left, each), link(said.look, each.address)));
    const text = lines.map((each) => each.textContent).join("");
    // A region that is live is read out whenever it is written to.
    if (text === box.dataset.shown) return;
    box.dataset.shown = text;
    box.replaceChildren(...lines);
    box.hidden = !lines.length;
    box.classList.toggle("story-company--alarm", Boolean(taken));
}
