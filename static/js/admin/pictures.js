// Pictures of a form: the one that is there, or the file that was just chosen, with its focal point.
import { focal } from "desk/focal";

for (const host of document.querySelectorAll("[data-focal]")) {
    const { show, clear } = focal(host);
    const field = host.querySelector("[type=file]");
    field.addEventListener("change", () => (field.files[0] ? show(field.files[0]) : clear()));
}
