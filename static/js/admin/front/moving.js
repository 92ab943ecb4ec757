// Moves pinned cards by keys, by buttons and by the choice of a zone; the focus goes with the card.
import { announce, board, changed, field, put, slotsOf, zoneNamed, zoneOf, zones } from "desk/front/cards";
import { unpin } from "desk/front/pinning";

// The neighbouring zone and the place there, from which a way back by the same steps leads here.
function beyond(card, step) {
    const all = zones();
    const next = all[all.indexOf(zoneOf(card)) + step];
    return next && [next, step > 0 ? 0 : slotsOf(next).length];
}

function along(card, step) {
    const here = slotsOf(zoneOf(card));
    const place = here.indexOf(card) + step;
    return place >= 0 && place < here.length ? [zoneOf(card), place] : beyond(card, step);
}

function move(card, target) {
    const focused = card.contains(document.activeElement) ? document.activeElement : card;
    if (target) {
        put(card, ...target);
        changed();
    }
    focused.focus();
    card.scrollIntoView({ block: "nearest" });
    announce("moved", card);
}

function edit(card) {
    card.querySelector("details").open = true;
    field(card, "headline").focus();
}

const KEYS = {
    ArrowUp: (card) => move(card, along(card, -1)),
    ArrowDown: (card) => move(card, along(card, 1)),
    ArrowLeft: (card) => move(card, beyond(card, -1)),
    ArrowRight: (card) => move(card, beyond(card, 1)),
};

board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-slot]");
    // In a field these keys go from word to word, or open a list.
    const isTyping = event.target.matches("input, select");
    if (!card || isTyping || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const onCard = event.target === card;
    if (event.altKey && KEYS[event.key]) KEYS[event.key](card);
    else if (onCard && event.key === "Delete") unpin(card);
    else if (onCard && event.key === "Enter") edit(card);
    else return;
    event.preventDefault();
});

board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    const card = button?.closest("[data-slot]");
    if (card) move(card, along(card, Number(button.dataset.move)));
});

board.addEventListener("change", (event) => {
    const card = event.target.closest("[data-slot]");
    if (!card || event.target !== field(card, "zone")) return;
    move(card, [zoneNamed(event.target.value), Infinity]);
});
