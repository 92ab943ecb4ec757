// Lines that stand by themselves: how long each is, as a person counts, and what readers get where it is empty. Too long is a
// hint only; nothing is cut off.
const PAUSE = 1500;
const template = document.getElementById("line-count");
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const format = new Intl.NumberFormat(document.documentElement.lang || undefined);

// On one line, as it is kept; a letter with its marks or a flag is one character.
const tidy = (text) => text.trim().replace(/\s+/gu, " ");
const count = (text) => [...segmenter.segment(tidy(text))].length;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => format.format(values[name]));

const fieldOf = (name) => document.getElementById(`id_${name}`);

function counter(field) {
    const { short, most } = field.dataset;
    const line = template.content.firstElementChild.cloneNode(true);
    const [shown, told] = ["shown", "told"].map((name) => line.querySelector(`[data-${name}]`));
    let due;
    line.querySelector("[data-shown]").id = `${field.id}_count`;
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());

    const said = (number) => {
        // The column counts code points, and is far longer than what is seen whole.
        if (most && [...tidy(field.value)].length > most) return fill(line.dataset.most, { number, most });
        return fill(number > short ? line.dataset.long : line.dataset.fine, { number, short });
    };
    let wasLong = false;
    return () => {
        const number = count(field.value);
        const isLong = number > short;
        shown.textContent = said(number);
        line.classList.toggle("line-count--long", isLong);
        clearTimeout(due);
        // Said once one has stopped typing, and only where it matters.
        if (isLong || wasLong) due = setTimeout(() => (told.textContent = said(number)), PAUSE);
        wasLong = isLong;
    };
}

function instead(field) {
    const names = field.dataset.fallsBack?.split(" ") ?? [];
    const others = names.map(fieldOf).filter(Boolean);
    return {
        others,
        show: () => (field.placeholder = others.map((other) => tidy(other.value)).find(Boolean) ?? ""),
    };
}

function dress(field) {
    const show = counter(field);
    const fallback = instead(field);
    field.addEventListener("input", show);
    for (const other of fallback.others) other.addEventListener("input", fallback.show);
    show();
    fallback.show();
}

if (template) for (const field of document.querySelectorAll("[data-short]")) dress(field);
