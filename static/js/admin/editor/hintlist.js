// The hints of the style list one below the other, for the keyboard and for who does not see the marks.
// Read aloud once one has stopped typing.
const QUIET = 1500;
// More nobody goes through.
const LISTED = 50;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

export function hintList(section, { use, show }) {
    const [total, list, told, slow, cut] = ["total", "list", "told", "slow-said", "cut"].map((name) => section.querySelector(`[data-${name}]`));
    const line = section.querySelector("template").content.firstElementChild;
    const { dataset } = section;
    let hits = [];
    let written = "";
    let due;

    function row(hit, place) {
        const made = line.cloneNode(true);
        made.dataset.place = place;
        made.querySelector("[data-hit]").textContent = hit.words;
        made.querySelector("[data-where]").textContent = hit.where ?? "";
        made.querySelector("[data-why]").textContent = hit.rule.message;
        for (const button of made.querySelectorAll("button")) {
            const words = "use" in button.dataset ? hit.use : hit.words;
            button.hidden = !words;
            button.textContent = fill(button.dataset.label, { words });
        }
        return made;
    }

    function tell(count) {
        clearTimeout(due);
        due = setTimeout(() => (told.textContent = count ? fill(dataset.count, { count }) : dataset.none), QUIET);
    }

    // Who goes through the list by keyboard stays in it.
    function keepPlace(render) {
        const held = document.activeElement.closest?.("[data-place]");
        const place = list.contains(held) ? Number(held.dataset.place) : -1;
        render();
        if (place < 0) return;
        const next = list.children[Math.min(place, list.children.length - 1)];
        (next?.querySelector("button:not([hidden])") ?? total).focus();
    }

    function write(found) {
        const said = JSON.stringify(found.slice(0, LISTED).map(({ words, use, where, rule }) => [words, use, where, rule.message]));
        const before = hits.length;
        hits = found;
        if (said === written && before === found.length) return;
        written = said;
        keepPlace(() => {
            list.replaceChildren(...found.slice(0, LISTED).map(row));
            cut.hidden = found.length <= LISTED;
            total.textContent = fill(dataset.count, { count: found.length });
            section.hidden = !found.length && slow.hidden;
            section.classList.toggle("style-hints--none", !found.length);
        });
        if (found.length !== before) tell(found.length);
    }

    list.addEventListener("click", ({ target }) => {
        const button = target.closest("button");
        if (!button) return;
        const hit = hits[Number(button.closest("[data-place]").dataset.place)];
        if ("use" in button.dataset) use(hit);
        else show(hit);
    });

    return {
        write,
        slow(rule) {
            slow.textContent = fill(dataset.slow, { rule: rule.pattern });
            slow.hidden = section.hidden = false;
        },
    };
}
