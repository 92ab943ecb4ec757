// Tables of a pasted page: those that only hold the page together are none, and none stands in another.
import { isBlank, rename, texts, unwrap } from "desk/editor/dom";

const rows = (table) => [...table.querySelectorAll("tr")];
const cells = (row) => [...row.children].filter((each) => each.matches("td, th"));

// Their words one below the other.
function dissolve(table) {
    for (const cell of table.querySelectorAll("td, th, caption")) rename(cell, "div");
    for (const each of [...table.querySelectorAll("thead, tbody, tfoot, tr, colgroup, col")]) unwrap(each);
    unwrap(table);
}

const isLayout = (table) => rows(table).every((row) => cells(row).length < 2) || table.matches("[role=presentation], [role=none]");

const isBold = (row) => {
    const words = [...texts(row)].filter((text) => !isBlank(text.data));
    return words.length > 0 && words.every((text) => text.parentElement.closest("strong"));
};

// Word processors know no heading cells: there a bold first row is what writers make instead.
function headings(table) {
    const [first, second] = rows(table);
    for (const cell of table.querySelectorAll("thead td")) headingOf(cell);
    if (second && isBold(first) && !isBold(second)) for (const cell of first.querySelectorAll("td")) headingOf(cell);
    for (const mark of table.querySelectorAll("th strong")) unwrap(mark);
}

function headingOf(cell) {
    const spans = ["colspan", "rowspan"].map((name) => [name, cell.getAttribute(name)]).filter(([, value]) => value);
    const made = rename(cell, "th");
    for (const [name, value] of spans) made.setAttribute(name, value);
}

export function tidyTables(root) {
    for (const table of [...root.querySelectorAll("table table")].reverse()) dissolve(table);
    for (const table of root.querySelectorAll("table")) {
        if (isLayout(table)) dissolve(table);
        else headings(table);
    }
}
