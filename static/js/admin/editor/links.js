// Links in the text: set, changed and removed by the dialog, or made of an address pasted over words.
import { isClosed, tidy } from "desk/editor/addresses";

// The whole link that the cursor is in or right behind, or what is selected.
function around(library, editor) {
    const { selection, doc, schema } = editor.state;
    const range = library.getMarkRange(selection.$from, schema.marks.link);
    const link = range && range.to >= selection.to ? schema.marks.link.isInSet(doc.nodeAt(range.from).marks) : null;
    const { from, to } = link ? range : selection;
    return { from, to, words: doc.textBetween(from, to, " ", " "), href: link?.attrs.href ?? "" };
}

export async function editLink(editor, config, ask) {
    const { from, to, words, href } = around(ask.library, editor);
    const answer = await ask.link({ href, words });
    editor.view.focus();
    if (!answer) return;
    const { tr, schema, doc } = editor.state;
    const type = schema.marks.link;
    if (answer.remove) {
        editor.view.dispatch(tr.removeMark(from, to, type).removeStoredMark(type).setMeta("preventAutolink", true));
        return;
    }
    const mark = type.create({ href: answer.href });
    const isNew = answer.words !== words || from === to;
    const end = isNew ? from + answer.words.length : to;
    if (isNew) {
        const marks = doc.resolve(from).marksAcross(doc.resolve(to)) ?? [];
        tr.replaceWith(from, to, schema.text(answer.words, mark.addToSet(type.removeFromSet(marks))));
    } else tr.removeMark(from, to, type).addMark(from, to, mark);
    tr.setSelection(ask.library.pm.state.TextSelection.create(tr.doc, end)).removeStoredMark(type);
    editor.view.dispatch(tr.setMeta("preventAutolink", true).scrollIntoView());
}

export function links(library, config, ask) {
    ask.library = library;
    const Link = library.Link.extend({
        // Words typed behind a link are none of it.
        inclusive: () => false,
        addOptions() {
            return {
                ...this.parent?.(),
                linkOnPaste: false,
                // Names of newspapers end in .rs and .com too.
                shouldAutoLink: (address) => /^(https?:\/\/|www\.)/i.test(address),
                defaultProtocol: "https",
                isAllowedUri: (address) => Boolean(tidy(address, config)) || !/^[\s\0]*[a-z][a-z0-9+.-]*:/i.test(address),
            };
        },
        addCommands() {
            const { addLink, ...others } = this.parent?.() ?? {};
            return others;
        },
        addKeyboardShortcuts: () => ({}),
    });

    const handlePaste = (view, event) => {
        const { selection, schema } = view.state;
        const text = event.clipboardData?.getData("text/plain").trim() ?? "";
        if (selection.empty || !selection.$from.sameParent(selection.$to) || !/^(https?:\/\/|www\.|mailto:)\S+$/i.test(text)) return false;
        const href = tidy(text, config);
        if (!href || isClosed(href, config)) return false;
        const mark = schema.marks.link.create({ href });
        const change = view.state.tr.removeMark(selection.from, selection.to, schema.marks.link);
        view.dispatch(change.addMark(selection.from, selection.to, mark).setMeta("preventAutolink", true));
        return true;
    };
    const PasteLinks = library.Extension.create({
        name: "pasteLinks",
        priority: 1500,
        addProseMirrorPlugins: () => [new library.Plugin({ props: { handlePaste } })],
    });
    return { Link, PasteLinks };
}
