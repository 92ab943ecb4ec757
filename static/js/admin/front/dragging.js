// Cards are dragged by what they show: pinned ones to another place, those of the rule and the finder to be pinned there.
import { announce, board, changed, put, slotsOf, zoneOf } from "desk/front/cards";
import { pin } from "desk/front/pinning";

const line = document.createElement("li");
line.className = "front-drop";
let dragged = null;

const placeAt = (zone, height) =>
    slotsOf(zone).filter((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return card !== dragged && (top + bottom) / 2 < height;
    }).length;

function end() {
    dragged?.classList.remove("front-card--dragged");
    line.remove();
    dragged = null;
}

document.addEventListener("dragstart", (event) => {
    const shown = event.target.closest?.("[data-shown]");
    if (!shown) return;
    dragged = shown.closest("[data-story]");
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/plain", shown.querySelector("[data-headline]").textContent.trim());
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 16, 16);
    // The picture of it is taken first.
    requestAnimationFrame(() => dragged?.classList.add("front-card--dragged"));
});

board.addEventListener("dragover", (event) => {
    const zone = event.target.closest("[data-zone]");
    if (!dragged || !zone) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const others = slotsOf(zone).filter((card) => card !== dragged);
    zone.querySelector("[data-slots]").insertBefore(line, others[placeAt(zone, event.clientY)] ?? null);
});

board.addEventListener("drop", (event) => {
    const zone = event.target.closest("[data-zone]");
    if (!dragged || !zone) return;
    event.preventDefault();
    const card = dragged;
    const place = placeAt(zone, event.clientY);
    end();
    if (!("slot" in card.dataset)) return pin(card, zone, place);
    if (zoneOf(card) === zone && slotsOf(zone).indexOf(card) === place) return;
    put(card, zone, place);
    changed();
    card.focus();
    announce("moved", card);
});

document.addEventListener("dragend", end);
