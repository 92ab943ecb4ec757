// Words and minutes, counted while one writes by the rule of articles.text, so that both say the same.
// What Python takes for a space; `\s` differs from it by a few signs.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

export const count = (text) => text.split(SPACES).filter(Boolean).length;
export const minutes = (number, aMinute) => Math.max(1, Math.floor((number + Math.floor(aMinute / 2)) / aMinute));

export function words(editor, config, status) {
    const [all, time, chosen] = ["words", "minutes", "chosen"].map((name) => status.querySelector(`[data-${name}]`));
    const line = status.querySelector("[data-chosen-line]");
    const format = new Intl.NumberFormat(document.documentElement.lang || undefined);
    let counted;
    let due = 0;
    const between = (from, to) => count(editor.state.doc.textBetween(from, to, " ", " "));
    const show = () => {
        if (editor.isDestroyed) return;
        const { doc, selection } = editor.state;
        if (doc !== counted) {
            const number = between(0, doc.content.size);
            all.textContent = format.format(number);
            time.textContent = format.format(minutes(number, config.words_a_minute));
            counted = doc;
        }
        line.hidden = selection.empty || !selection.content().size;
        if (!line.hidden) chosen.textContent = format.format(between(selection.from, selection.to));
    };
    editor.on("transaction", () => {
        cancelAnimationFrame(due);
        due = requestAnimationFrame(show);
    });
    show();
}
