// The cards of the board, and where each stands in the form underneath.
export const form = document.getElementById("front");
export const board = document.getElementById("front-board");

export const zones = () => [...board.querySelectorAll("[data-zone]")];
export const slotsOf = (zone) => [...zone.querySelectorAll("[data-slot]")];
export const zoneOf = (card) => card.closest("[data-zone]");
export const zoneNamed = (name) => zones().find((zone) => zone.dataset.zone === name);
export const pinned = (story) => board.querySelector(`[data-slot][data-story="${story}"]`);
export const field = (card, name) => form.elements[`slot-${card.dataset.slot}-${name}`];
export const nameOf = (card) => card.querySelector("[data-headline]").textContent.trim();
export const titleOf = (zone) => zone.querySelector("[data-title]").textContent.trim();

export const fill = (text, values) => text.replace(/{(\w+)}/g, (all, name) => values[name] ?? all);

const spoken = document.getElementById("front-spoken");

// Read aloud: what nobody who looks at the board needs to be told.
export function announce(kind, card) {
    const zone = zoneOf(card);
    const here = zone ? slotsOf(zone) : [];
    const where = { zone: zone ? titleOf(zone) : "", place: here.indexOf(card) + 1, count: here.length };
    spoken.textContent = fill(form.dataset[kind], { story: nameOf(card), ...where });
}

// Each card's zone and place are written into its fields; who listens to the form learns that it has changed.
export function changed() {
    for (const zone of zones()) {
        slotsOf(zone).forEach((card, place) => {
            field(card, "zone").value = zone.dataset.zone;
            field(card, "place").value = place + 1;
        });
    }
    form.dispatchEvent(new Event("change"));
}

// In a zone, before whichever stands at this place without it; by default at the end.
export function put(card, zone, place = Infinity) {
    const others = slotsOf(zone).filter((each) => each !== card);
    zone.querySelector("[data-slots]").insertBefore(card, others[place] ?? null);
}
