// How many rows and columns a new table gets.
import { question } from "desk/editor/dialogs";

export function tableDialog(element) {
    const [rows, columns, heading] = ["rows", "columns", "heading"].map((name) => element.querySelector(`[data-${name}]`));
    const { asked, answer } = question(element, () => {
        rows.value = columns.value = "3";
        heading.checked = true;
    });
    const whole = (field) => Math.min(Math.max(Math.round(Number(field.value)) || 1, 1), Number(field.max));
    const take = () => answer({ rows: whole(rows), cols: whole(columns), withHeaderRow: heading.checked });
    element.addEventListener("click", (event) => event.target.closest("[data-take]") && take());
    element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !event.target.matches("input")) return;
        event.preventDefault();
        take();
    });
    return asked;
}
