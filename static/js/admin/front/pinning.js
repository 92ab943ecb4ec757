// Pins stories that the rule or the finder shows, and unpins: both at once here, in the newsroom a moment later.
import { announce, board, changed, field, fill, form, nameOf, pinned, put, slotsOf, zoneNamed, zoneOf } from "desk/front/cards";

const blank = document.getElementById("front-slot");
const undone = document.getElementById("front-undo");

// `row` is any that shows the story.
export function pin(row, zone, place) {
    const there = pinned(row.dataset.story);
    if (there) {
        there.focus();
        announce("already", there);
        return;
    }
    const name = crypto.randomUUID().slice(0, 8);
    const box = document.createElement("ol");
    box.innerHTML = blank.innerHTML.replaceAll("__name__", name);
    const card = box.firstElementChild;
    const shown = row.querySelector("[data-shown]").cloneNode(true);
    card.dataset.story = row.dataset.story;
    card.querySelector("[data-shown]").replaceWith(shown);
    shown.querySelector("[data-headline]").id = `slot-${name}-name`;
    put(card, zone, place);
    field(card, "story").value = row.dataset.story;
    // The rule has the next one, once the newsroom has answered.
    if (row.closest("[data-automatic]")) row.hidden = true;
    undone.hidden = true;
    changed();
    card.focus();
    announce("pinned", card);
}

export function unpin(card) {
    const zone = zoneOf(card);
    const here = slotsOf(zone);
    const place = here.indexOf(card);
    announce("unpinned", card);
    card.remove();
    changed();
    offer(card, zone.dataset.zone, place);
    (here[place + 1] ?? here[place - 1] ?? undone.querySelector("button")).focus();
}

// What was unpinned by a slip comes back where it stood, with all that was its own.
function offer(card, zone, place) {
    const button = undone.querySelector("button");
    undone.querySelector("[data-words]").textContent = fill(undone.dataset.said, { story: nameOf(card) });
    undone.hidden = false;
    button.onclick = () => {
        undone.hidden = true;
        put(card, zoneNamed(zone), place);
        changed();
        card.focus();
        announce("pinned", card);
    };
}

// Buttons that would send the form without scripts.
document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pin], [data-unpin]");
    if (!button) return;
    event.preventDefault();
    if ("unpin" in button.dataset) return unpin(button.closest("[data-slot]"));
    const zone = board.contains(button) ? zoneOf(button) : zoneNamed(form.elements.pin_zone.value);
    pin(button.closest("[data-story]"), zone);
});
