// The lead image: chosen in the picker instead of by its number.
import { pickImage } from "desk/picker";

// A part of a page that came later is dressed by who brought it.
export function dress(box) {
    if ("dressed" in box.dataset) return;
    box.dataset.dressed = "";
    const field = box.querySelector("input");
    const shown = box.querySelector(".image-input__shown");
    const clear = box.querySelector("[data-clear]");
    const choose = box.querySelector("[data-choose]");
    const alt = document.getElementById("id_lead_alt");
    const caption = document.getElementById("id_lead_caption");

    const hint = (ownAlt, ownCaption) => {
        // What readers get where nothing is typed.
        if (alt) alt.placeholder = ownAlt ?? "";
        if (caption) caption.placeholder = ownCaption ?? "";
    };
    const set = (image) => {
        field.value = image?.id ?? "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        shown.hidden = clear.hidden = !image;
        if (image) {
            shown.querySelector("img").src = image.thumbnail;
            shown.querySelector("img").alt = image.alt;
            shown.querySelector(".image-input__credit").textContent = image.credit;
        }
        hint(image?.alt, image?.caption);
    };

    hint(box.dataset.ownAlt, box.dataset.ownCaption);
    if (field.disabled) return;
    box.querySelector(".image-input__number").hidden = true;
    box.querySelector(".image-input__buttons").hidden = false;
    choose.addEventListener("click", async () => {
        const image = await pickImage({ pictures: box.dataset.pictures });
        if (image) set(image);
    });
    clear.addEventListener("click", () => {
        set(null);
        choose.focus();
    });
}

for (const box of document.querySelectorAll(".image-input")) dress(box);
