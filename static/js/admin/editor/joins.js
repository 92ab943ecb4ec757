// Blocks are joined by the engine, which knows what may stand in what, and not by the browser, which would put the words below
// a picture into its caption, in a style of their own.
const KEYS = { deleteContentBackward: "Backspace", deleteContentForward: "Delete" };

// A key that follows another at once finds the engine with the cursor's place of before, where it had nothing to join.
function askAgain(view, event) {
    const key = KEYS[event.inputType];
    if (!key || !event.cancelable || view.composing) return false;
    view.domObserver.forceFlush();
    view.domObserver.flush();
    const pressed = new KeyboardEvent("keydown", { key });
    const isDone = view.someProp("handleKeyDown", (handle) => handle(view, pressed)) ?? false;
    if (isDone) event.preventDefault();
    return isDone;
}

const hasNoPicture = (node) => node.type.name === "figure" && !node.firstChild.attrs.file;

// A figure that was read without a picture of ours is none: saving would take it away, and its words with it.
function giveBackWords({ ReplaceAroundStep }, { Fragment, Slice }, { doc, schema, tr }) {
    const paragraph = new Slice(Fragment.from(schema.nodes.paragraph.create()), 0, 0);
    doc.descendants((node, at) => {
        if (!hasNoPicture(node)) return !node.isTextblock;
        const start = tr.mapping.map(at);
        const end = start + node.nodeSize;
        const words = start + 1 + node.firstChild.nodeSize + 1;
        if (node.childCount > 1) tr.step(new ReplaceAroundStep(start, end, words, end - 2, paragraph, 1));
        else tr.replaceWith(start, end, schema.nodes.paragraph.create());
        return false;
    });
    return tr.docChanged ? tr : null;
}

export function joins(library) {
    const { model, transform } = library.pm;
    const appendTransaction = (changes, before, state) =>
        changes.some((each) => each.docChanged) ? giveBackWords(transform, model, state) : null;
    const plugin = new library.Plugin({ appendTransaction, props: { handleDOMEvents: { beforeinput: askAgain } } });
    return library.Extension.create({ name: "storyJoins", addProseMirrorPlugins: () => [plugin] });
}
