// What a rule would mark, in a sentence of one's own, while the rule is being written.
import { rules } from "desk/editor/rules";

const PAUSE = 400;
const box = document.querySelector(".rule-trial");
const [trial, marked, told] = box ? ["#rule-trial", "[data-marked]", "[data-told]"].map((where) => box.querySelector(where)) : [];
const [pattern, isRegex, message, suggestion] = ["pattern", "is_regex", "message", "suggestion"].map((name) => document.getElementById(`id_${name}`));

let due;
let asked = 0;

async function read() {
    const query = new URLSearchParams({ pattern: pattern.value });
    if (isRegex.checked) query.set("is_regex", "1");
    const response = await fetch(`${box.dataset.address}?${query}`).catch(() => null);
    return response?.ok && !response.redirected ? response.json() : null;
}

function show(text, hits) {
    const parts = [];
    let at = 0;
    for (const { from, to, use } of hits) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(from, to);
        parts.push(text.slice(at, from), mark);
        if (use) parts.push(` → ${use}`);
        at = to;
    }
    marked.replaceChildren(...parts, text.slice(at));
}

async function attempt() {
    const number = ++asked;
    const text = trial.value;
    const answer = pattern.value.trim() ? await read() : null;
    if (number !== asked) return;
    const rule = { pattern: pattern.value, message: message.value, suggestion: suggestion.value, language: "" };
    const hits = answer?.source ? rules([{ ...rule, source: answer.source }]).check(text, "") : [];
    show(text, hits);
    if (answer?.refused) told.textContent = answer.refused;
    else if (!answer || !text.trim()) told.textContent = "";
    else told.textContent = hits.length ? box.dataset.found.replace("{count}", hits.length) : box.dataset.nothing;
}

function later() {
    clearTimeout(due);
    due = setTimeout(attempt, PAUSE);
}

if (box && pattern) {
    box.hidden = false;
    for (const field of [pattern, isRegex, suggestion, trial]) field.addEventListener("input", later);
}
