// Words of the text that the style list has something to say of, marked while one writes. The marks lie over the text and are
// no part of it. A block is read again only when it has changed: the engine keeps the others as they are.
const PAUSE = 400;
// So long at a time, then typing comes first.
const SLICE = 12;

const textOf = (block) => block.textBetween(0, block.content.size, undefined, () => "\n");

// `check` finds what to mark in a string; `changed` is told of all that is marked.
export function marks(library, editor, check, changed) {
    const { view, state } = library.pm;
    const key = new state.PluginKey("styleMarks");
    let known = new WeakMap();
    let due;

    const mark = (hit, at) =>
        view.Decoration.inline(at + hit.from, at + hit.to, { class: "style-mark" }, { hit });

    const later = (pause = PAUSE) => {
        clearTimeout(due);
        due = setTimeout(read, pause);
    };

    function read() {
        if (editor.isDestroyed) return;
        // Whoever composes a letter would lose it.
        if (editor.view.composing) return later();
        const { doc } = editor.state;
        const end = performance.now() + SLICE;
        const found = [];
        let isWhole = true;
        doc.descendants((block, at) => {
            if (!block.isTextblock) return isWhole;
            if (!known.has(block) && (isWhole &&= performance.now() < end)) known.set(block, check(textOf(block)));
            if (isWhole) found.push(...known.get(block).map((hit) => mark(hit, at + 1)));
            return false;
        });
        if (!isWhole) return later(0);
        const set = view.DecorationSet.create(doc, found);
        editor.view.dispatch(editor.state.tr.setMeta(key, set).setMeta("addToHistory", false));
        changed();
    }

    editor.registerPlugin(
        new library.Plugin({
            key,
            state: {
                init: () => view.DecorationSet.empty,
                apply: (tr, set) => tr.getMeta(key) ?? set.map(tr.mapping, tr.doc),
            },
            props: { decorations: (now) => key.getState(now) },
        }),
    );
    editor.on("update", () => later());

    const all = () => key.getState(editor.state).find();
    return {
        all: () => all().map(({ from, to, spec }) => ({ ...spec.hit, from, to })),
        at: (place) => {
            const found = all().find(({ from, to }) => from <= place && place <= to);
            return found && { ...found.spec.hit, from: found.from, to: found.to };
        },
        // What is said there now; words may have changed since they were marked.
        replace({ from, to, words, use }) {
            const { tr, doc } = editor.state;
            if (to > doc.content.size || doc.textBetween(from, to, "\n", "\n") !== words) return;
            editor.view.dispatch(library.pm.history ? library.pm.history.closeHistory(tr.insertText(use, from, to)) : tr.insertText(use, from, to));
            read();
        },
        show({ from, to }) {
            editor.view.focus();
            editor.commands.setTextSelection({ from, to });
            editor.commands.scrollIntoView();
        },
        again() {
            known = new WeakMap();
            read();
        },
    };
}
