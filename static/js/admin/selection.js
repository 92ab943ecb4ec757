// A list of cards: all of a page chosen at once, a row of them with Shift, and how many they are, in words.
for (const list of document.querySelectorAll("[data-cards]")) {
    const form = list.closest("form");
    const boxes = [...list.querySelectorAll(".action-select")];
    const all = form.querySelector("[data-choose-all]");
    const count = form.querySelector("[data-chosen]");
    let last;

    const tell = () => {
        const chosen = boxes.filter((box) => box.checked).length;
        all.checked = chosen > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
        count.textContent = count.dataset.chosen.replace("{n}", chosen);
    };

    if (!boxes.length || !all || !count) continue;
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", () => {
        for (const box of boxes) box.checked = all.checked;
        tell();
    });
    list.addEventListener("click", (event) => {
        const box = event.target.closest(".action-select");
        if (!box) return;
        if (event.shiftKey && last) {
            const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
            for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
        }
        last = box;
        tell();
    });
    // A browser that goes back fills in what was ticked.
    addEventListener("pageshow", tell);
}
