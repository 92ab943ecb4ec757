// Quotation marks, apostrophes, dashes and dots as printers set them in the story's language. Each is typed as it is and
// then set: one step of its own for “undo”, and Backspace right behind it takes back the setting, not the sign.
const BEFORE_OPENING = /^$|[\s\u00a0([{<–—/]$/;

// Of the story's language, or of the first that is a kind of it: a site may be in “sr”.
function marks(config) {
    const language = (document.getElementById("id_language")?.value || config.language).toLowerCase();
    const all = Object.entries(config.marks);
    const isKind = ([name]) => name.toLowerCase().split("-")[0] === language.split("-")[0];
    const found = all.find(([name]) => name.toLowerCase() === language) ?? all.find(isKind);
    return [...(found?.[1] ?? config.marks.en)];
}

// Whether a quotation begins behind these words: at their start, after a space, or right inside one of the other kind.
function opens(before, around) {
    if (BEFORE_OPENING.test(before)) return true;
    return before.endsWith(around) && BEFORE_OPENING.test(before.slice(0, -1));
}

function quotation(before, text, config) {
    const [open, close, openInner, closeInner] = marks(config);
    if (text === '"') return opens(before, openInner) ? open : close;
    if (opens(before, open)) return openInner;
    const isOpen = before.lastIndexOf(openInner) > before.lastIndexOf(closeInner);
    return isOpen ? closeInner : "’";
}

// Years without their century begin with an apostrophe; within a quotation it is one of the inner kind that does.
function isYear(before, config) {
    const [open, close, openInner] = marks(config);
    const isQuoted = before.lastIndexOf(open) > before.lastIndexOf(close);
    return !isQuoted && openInner !== "’" && before.endsWith(openInner) && BEFORE_OPENING.test(before.slice(0, -1));
}

// How many signs before the cursor give way to what, once `text` has been typed behind `before`; null where nothing does.
function set(before, text, config) {
    if (text === '"' || text === "'") return [1, quotation(before, text, config)];
    if (/\d/.test(text) && isYear(before, config)) return [2, `’${text}`];
    if (text === "." && /(^|[^.])\.\.$/.test(before)) return [3, "…"];
    if (text === " " && /\S -$/.test(before)) return [2, "– "];
    return null;
}

export function quotes(library, config) {
    const { history, state: pm } = library.pm;
    const key = new pm.PluginKey("storyQuotes");

    function handleTextInput(view, from, to, text) {
        if (view.composing || text.length !== 1) return false;
        const $from = view.state.doc.resolve(from);
        if (!$from.parent.isTextblock) return false;
        const before = $from.parent.textBetween(0, $from.parentOffset, null, "\n");
        const found = set(before, text, config);
        if (!found) return false;
        const [length, sign] = found;
        view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
        const end = from + text.length;
        const change = history.closeHistory(view.state.tr);
        change.insertText(sign, end - length, end).setMeta(key, true);
        view.dispatch(change);
        // What is typed next is another step.
        view.dispatch(history.closeHistory(view.state.tr));
        return true;
    }

    const plugin = new library.Plugin({
        key,
        state: {
            init: () => null,
            apply(change, before, old, now) {
                if (change.getMeta(key)) return now.selection.from;
                return change.docChanged || change.selectionSet ? null : before;
            },
        },
        props: {
            handleTextInput,
            handleKeyDown(view, event) {
                if (event.key !== "Backspace" || event.ctrlKey || event.metaKey || key.getState(view.state) === null) return false;
                return history.undo(view.state, view.dispatch);
            },
        },
    });
    return library.Extension.create({ name: "storyQuotes", priority: 1500, addProseMirrorPlugins: () => [plugin] });
}
