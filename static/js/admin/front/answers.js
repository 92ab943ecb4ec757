// Brings into the page what the newsroom answers, and leaves what somebody is at as it is.
import { dress } from "desk/lead";
import { board, zoneNamed } from "desk/front/cards";

export function dressAll(part) {
    for (const box of part.querySelectorAll(".image-input")) dress(box);
    for (const each of part.querySelectorAll("[data-plain]")) each.hidden = true;
    for (const each of part.querySelectorAll("[data-scripted]")) each.hidden = false;
    for (const each of part.querySelectorAll("[data-shown]")) each.draggable = true;
}

// Who was at something that was replaced is at what stands in its place, with its parts open as they were.
function keepingPlace(replace) {
    const { id } = document.activeElement ?? {};
    const open = [...board.querySelectorAll("details[open][id]")].map((each) => each.id);
    replace();
    for (const each of open) document.getElementById(each)?.setAttribute("open", "");
    if (id && document.activeElement === document.body) document.getElementById(id)?.focus();
}

// Zones that are not as they were sent are replaced, all of them where the page `isWhole` of another time. Of the others
// only what the newsroom tells is: states, reasons, errors, and what the rules fill in. A question stands until it is answered.
export function bring({ html, moved, kind }, isWhole) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const fresh = [...answer.querySelectorAll("[data-zone]")];
    keepingPlace(() => {
        for (const zone of fresh) {
            if (!isWhole && !moved.includes(zone.dataset.zone)) continue;
            zoneNamed(zone.dataset.zone).replaceWith(document.adoptNode(zone));
        }
        for (const told of answer.querySelectorAll("[data-told]")) {
            const here = document.querySelector(`[data-told="${CSS.escape(told.dataset.told)}"]`);
            const isAsked = told.dataset.told === "conflict" && kind === "invalid" && !told.childElementCount;
            if (!here || isAsked || here.innerHTML === told.innerHTML) continue;
            here.replaceChildren(...told.childNodes);
        }
        dressAll(document);
    });
}
