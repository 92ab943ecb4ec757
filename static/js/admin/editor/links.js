// Links in the text: set, changed and removed by the dialog, or made of an address pasted over words.
import { isClosed, tidy } from "desk/editor/addresses";
import { isBlank } from "desk/editor/dom";

// What is selected but for the spaces and the ends of blocks around it: a link begins and ends with a word.
function wordsOf(doc, { from, to }) {
    const isBlankAt = (place) => isBlank(doc.textBetween(place, place + 1, " ", " "));
    while (from < to && isBlankAt(from)) from++;
    while (to > from && isBlankAt(to - 1)) to--;
    return { from, to };
}

function isInOneBlock(doc, from, to) {
    const $from = doc.resolve(from);
    return from === to || ($from.parent.inlineContent && $from.sameParent(doc.resolve(to)));
}

// The whole link that the cursor is in or right behind, or what is selected.
function around(library, editor) {
    const { selection, doc, schema } = editor.state;
    const range = library.getMarkRange(selection.$from, schema.marks.link);
    const link = range && range.to >= selection.to ? schema.marks.link.isInSet(doc.nodeAt(range.from).marks) : null;
    const { from, to } = link ? range : wordsOf(doc, selection);
    const words = doc.textBetween(from, to, " ", " ").trim();
    return { from, to, words, href: link?.attrs.href ?? "", oneBlock: isInOneBlock(doc, from, to) };
}

// Other words take the place of those there only within a block, where nothing else can go with them.
function setLink(library, tr, { from, to, words, oneBlock }, answer) {
    const { schema } = tr.doc.type;
    const type = schema.marks.link;
    const mark = type.create({ href: answer.href });
    if (oneBlock && (from === to || answer.words !== words)) {
        const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
        tr.replaceWith(from, to, schema.text(answer.words, mark.addToSet(type.removeFromSet(marks))));
    } else tr.removeMark(from, to, type).addMark(from, to, mark);
    const end = tr.doc.resolve(tr.mapping.map(to));
    return tr.setSelection(library.pm.state.Selection.near(end, -1)).removeStoredMark(type);
}

export async function editLink(editor, config, ask) {
    const place = around(ask.library, editor);
    const answer = await ask.link(place);
    editor.view.focus();
    if (!answer) return;
    const { tr, schema } = editor.state;
    const type = schema.marks.link;
    if (answer.remove) tr.removeMark(place.from, place.to, type).removeStoredMark(type);
    else setLink(ask.library, tr, place, answer).scrollIntoView();
    editor.view.dispatch(tr.setMeta("preventAutolink", true));
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
