// The newsroom's style list at work: in the text, where words are marked, and in the lines above it.
import { hintCard } from "desk/editor/hintcard";
import { hintList } from "desk/editor/hintlist";
import { marks } from "desk/editor/marks";
import { rules } from "desk/editor/rules";

const LINES = ["kicker", "headline", "standfirst", "front_headline", "social_headline", "seo_title", "seo_description"];
const PAUSE = 400;

const nameOf = (field) => (field.labels?.[0]?.textContent ?? "").trim().replace(/:$/, "");

// By the browser's own way of typing, so that it can be undone.
function retype({ field, from, to, words, use }) {
    if (field.value.slice(from, to) !== words) return;
    const before = document.activeElement;
    field.focus();
    field.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, use)) {
        field.setRangeText(use, from, to, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    before?.focus();
}

function lines(check, changed) {
    const fields = LINES.map((name) => document.getElementById(`id_${name}`)).filter((field) => field && !field.disabled);
    const found = new Map();
    let due;
    const read = (field) => found.set(field, check(field.value).map((hit) => ({ ...hit, field, where: nameOf(field) })));
    for (const field of fields) {
        field.addEventListener("input", () => {
            clearTimeout(due);
            due = setTimeout(() => {
                fields.forEach(read);
                changed();
            }, PAUSE);
        });
    }
    return {
        all: () => fields.flatMap((field) => found.get(field) ?? []),
        again: () => fields.forEach(read),
        replace(hit) {
            retype(hit);
            read(hit.field);
            changed();
        },
        show({ field, from, to }) {
            field.focus();
            field.setSelectionRange(from, to);
        },
    };
}

export function hints(library, editor, config, ask) {
    const data = JSON.parse(document.getElementById("style-rules")?.textContent ?? "[]");
    if (!data.length) return;
    ask.status.before(ask.hints);
    const language = document.getElementById("id_language");
    const at = (hit) => (hit.field ? above : text);
    const list = hintList(ask.hints, { use: (hit) => at(hit).replace(hit), show: (hit) => at(hit).show(hit) });
    const { check } = rules(data, list.slow);
    const inLanguage = (words) => check(words, language?.value || config.language);
    const write = () => list.write([...above.all(), ...text.all()]);
    const above = lines(inLanguage, write);
    const text = marks(library, editor, inLanguage, write);
    const hitAt = (mark) => text.at(editor.view.posAtDOM(mark, 0));
    hintCard(editor.view.dom, ask.hint, hitAt, (hit) => {
        text.replace(hit);
        editor.view.focus();
    });
    const again = () => {
        above.again();
        text.again();
    };
    language?.addEventListener("change", again);
    again();
}
