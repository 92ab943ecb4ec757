// Pictures of the library, with their words, as figures.
import { pickImage } from "desk/picker";

// The figure that is selected or written in, and where its picture stands.
function figureAt({ selection: { $from, node, from } }) {
    if (node?.type.name === "figure") return { figure: node, at: from };
    for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name === "figure") return { figure: $from.node(depth), at: $from.before(depth) };
    }
    return null;
}

const attributes = ({ id, src, alt }) => ({ src, alt, file: String(id) });

// Behind the block one is in; never into a cell, an item or a quotation, where readers would get it the size of a stamp.
// What is given back is the place of a line to go on writing on.
function insert(state, chosen, place) {
    const { figure, image, caption, paragraph } = state.schema.nodes;
    const content = [image.create(attributes(chosen))];
    if (chosen.caption) content.push(caption.create(null, state.schema.text(chosen.caption)));
    const made = figure.create(null, content);
    const $at = state.doc.resolve(place ?? state.selection.to);
    const empty = $at.depth === 1 && $at.parent.type === paragraph && !$at.parent.content.size;
    const start = $at.depth ? (empty ? $at.before(1) : $at.after(1)) : $at.pos;
    const change = empty ? state.tr.replaceWith(start, $at.after(1), made) : state.tr.insert(start, made);
    const below = start + made.nodeSize;
    if (!change.doc.nodeAt(below)) change.insert(below, paragraph.create());
    return { change, below };
}

export async function insertPicture(library, editor, config, { file = null, place = null } = {}) {
    const chosen = await pickImage({ pictures: config.pictures, words: true, file });
    editor.view.focus();
    if (!chosen) return;
    const { change, below } = insert(editor.state, chosen, place);
    change.setSelection(library.pm.state.Selection.near(change.doc.resolve(below)));
    editor.view.dispatch(change.scrollIntoView());
    editor.view.focus();
}

async function changePicture(editor, config, { figure, at }) {
    const [image, caption] = [figure.firstChild, figure.childCount > 1 ? figure.lastChild : null];
    const words = caption?.textContent ?? "";
    const { src, alt, file } = image.attrs;
    const shown = { id: file, src, alt, caption: words };
    const chosen = await pickImage({ pictures: config.pictures, words: true, image: shown });
    editor.view.focus();
    if (!chosen) return;
    const { tr, schema } = editor.state;
    if (chosen.caption !== words) {
        const start = at + 1 + image.nodeSize;
        const text = chosen.caption ? schema.nodes.caption.create(null, schema.text(chosen.caption)) : [];
        tr.replaceWith(start, start + (caption?.nodeSize ?? 0), text);
    }
    tr.setNodeMarkup(at + 1, null, attributes(chosen));
    editor.view.dispatch(tr);
}

export const pictureTools = (library, config) => {
    const here = (editor) => figureAt(editor.state);
    const change = (editor) => changePicture(editor, config, here(editor));
    return {
        picture: {
            run: (editor) => (here(editor) ? change(editor) : insertPicture(library, editor, config)),
            active: (editor) => Boolean(here(editor)),
        },
        changePicture: { run: change, can: (editor) => Boolean(here(editor)) },
        deletePicture: {
            run: (editor) => {
                const { figure, at } = here(editor);
                editor.view.focus();
                editor.commands.deleteRange({ from: at, to: at + figure.nodeSize });
            },
            can: (editor) => Boolean(here(editor)),
        },
    };
};

export function figures(library, config) {
    const Figure = library.Figure.extend({
        // Its button for captions is English, and adds what the server would take away again.
        addExtensions: () => [],
    });
    const Image = library.Image.extend({
        // Of another page's pictures nothing would be left once the story is saved.
        parseHTML: () => [{ tag: "img[data-file]" }],
        // The library makes a picture of Markdown that one types.
        addInputRules: () => [],
    });
    const selectedFigure = ({ selection }) => (selection.node?.type.name === "figure" ? selection : null);

    // Whoever selects a picture means its figure, which without its picture would be an empty frame.
    // Letters typed then would take its place, so they are none; Enter goes on below it.
    const KeepFigures = library.Extension.create({
        name: "keepFigures",
        addKeyboardShortcuts() {
            return {
                Enter: ({ editor }) => {
                    const figure = selectedFigure(editor.state);
                    if (!figure) return goOnBelow(editor);
                    const below = editor.chain().insertContentAt(figure.to, { type: "paragraph" });
                    return below.setTextSelection(figure.to + 1).run();
                },
            };
        },
        addProseMirrorPlugins() {
            const appendTransaction = (changes, before, { doc, selection, tr }) => {
                const inFigure = selection.node?.type.name === "image" && selection.$from.parent.type.name === "figure";
                return inFigure ? tr.setSelection(selection.constructor.create(doc, selection.$from.before())) : null;
            };
            const handleTextInput = (view) => Boolean(selectedFigure(view.state));
            const handleDoubleClickOn = (view, position, node, at) => {
                if (node.type.name !== "image" || !this.editor.isEditable) return false;
                const figure = view.state.doc.resolve(at).parent;
                changePicture(this.editor, config, { figure, at: at - 1 });
                return true;
            };
            return [new library.Plugin({ appendTransaction, props: { handleTextInput, handleDoubleClickOn } })];
        },
    });
    return { Figure, Image, KeepFigures };
}

// Enter at the end of a caption leaves it; within, a caption is one line.
function goOnBelow(editor) {
    const { $from, empty } = editor.state.selection;
    if ($from.parent.type.name !== "caption") return false;
    if (!empty) return true;
    const after = $from.after($from.depth - 1);
    return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).scrollIntoView().run();
}
