// The editor of a story: the library's, without the style that it would inject, with our pictures and words.
import * as library from "django-prose-editor/editor";
import { cleanPaste } from "desk/paste";
import { pickImage } from "desk/picker";

const MARKER = "data-django-prose-editor-story";
const EMPTY = /^<(\w+)(\s[^>]*)?><\/\1>$/;

function figureAt({ selection: { $from, node, from } }) {
    if (node?.type.name === "image") return { image: node, position: from };
    for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name === "figure") {
            return { image: $from.node(depth).firstChild, position: $from.start(depth) };
        }
    }
    if (node?.type.name === "figure") return { image: node.firstChild, position: from + 1 };
    return null;
}

const picture = ({ id, src, alt }) => ({ type: "image", attrs: { src, alt, file: String(id) } });

async function insertFigure(editor, pictures) {
    const chosen = await pickImage({ pictures, words: true });
    editor.commands.focus();
    if (!chosen) return;
    const content = [picture(chosen)];
    if (chosen.caption) content.push({ type: "caption", content: [{ type: "text", text: chosen.caption }] });
    // A paragraph after it, so that one can go on writing.
    editor.chain().focus().insertContent([{ type: "figure", content }, { type: "paragraph" }]).run();
}

async function changePicture(editor, pictures, { image, position }) {
    const { src, alt, file } = image.attrs;
    const caption = editor.state.doc.nodeAt(position + image.nodeSize);
    const words = caption?.type.name === "caption" ? caption.textContent : "";
    const chosen = await pickImage({ pictures, words: true, image: { id: file, src, alt, caption: words } });
    editor.commands.focus();
    if (!chosen) return;
    const { state, view } = editor;
    const change = state.tr;
    if (chosen.caption !== words) {
        const { caption: type } = state.schema.nodes;
        const text = chosen.caption ? type.create(null, state.schema.text(chosen.caption)) : [];
        const end = position + image.nodeSize;
        change.replaceWith(end, words || caption?.type.name === "caption" ? end + caption.nodeSize : end, text);
    }
    change.setNodeMarkup(position, null, picture(chosen).attrs);
    view.dispatch(change);
}

function figures(pictures) {
    return library.Figure.extend({
        addCommands() {
            return {
                ...this.parent?.(),
                editImage:
                    () =>
                    ({ editor, state, dispatch }) => {
                        const found = figureAt(state);
                        const fits = found || library.canInsertNode(state, state.schema.nodes.figure);
                        if (!dispatch || !fits) return Boolean(fits);
                        if (found) changePicture(editor, pictures, found);
                        else insertFigure(editor, pictures);
                        return true;
                    },
            };
        },
    });
}

const selectedFigure = ({ selection }) => (selection.node?.type.name === "figure" ? selection : null);

// Whoever selects a picture means its figure, which without its picture would be an empty frame.
// Letters typed then would take its place, so they are none; Enter goes on below it.
const KeepFigures = library.Extension.create({
    name: "keepFigures",
    addKeyboardShortcuts() {
        return {
            Enter: ({ editor }) => {
                const figure = selectedFigure(editor.state);
                if (!figure) return false;
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
        return [new library.Plugin({ appendTransaction, props: { handleTextInput } })];
    },
});

// The library asks for rows and columns in English; rows and columns can be added.
const Table = library.Table.extend({
    addCommands() {
        return {
            ...this.parent?.(),
            insertTableWithOptions:
                () =>
                ({ commands }) =>
                    commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
        };
    },
});

function extensions(config) {
    const own = { ...library, Table, Figure: figures(config.pictures) };
    const wanted = Object.entries(config.extensions)
        .filter(([name]) => own[name])
        .map(([name, options]) => (typeof options === "object" ? own[name].configure(options) : own[name]));
    return [...wanted, KeepFigures];
}

function relabel(frame, labels) {
    const toolbar = frame.querySelector(".prose-menubar:not(.prose-menubar--floating)");
    toolbar?.setAttribute("role", "toolbar");
    toolbar?.setAttribute("aria-label", labels.toolbar);
    for (const button of frame.querySelectorAll(".prose-menubar__button")) {
        const label = labels[button.title] ?? labels[button.getAttribute("aria-label")];
        if (!label) continue;
        button.title = label;
        button.setAttribute("aria-label", label);
    }
}

function create(textarea) {
    const config = JSON.parse(textarea.getAttribute(MARKER));
    const frame = document.createElement("div");
    frame.className = textarea.disabled ? "prose-editor disabled" : "prose-editor";
    textarea.before(frame);
    frame.append(textarea);
    const editor = new library.Editor({
        element: frame,
        editable: !textarea.disabled,
        extensions: extensions(config),
        content: textarea.value,
        injectCSS: false,
        editorProps: {
            attributes: {
                role: "textbox",
                "aria-multiline": "true",
                "aria-label": config.labels.text,
                class: "story-text",
            },
            transformPastedHTML: cleanPaste,
        },
        onUpdate() {
            const html = editor.getHTML();
            textarea.value = EMPTY.test(html) ? "" : html;
            textarea.dispatchEvent(new Event("input", { bubbles: true }));
        },
    });
    editor.on("create", () => relabel(frame, config.labels));
    const label = textarea.labels?.[0];
    label?.addEventListener("click", () => editor.commands.focus());
    const language = document.getElementById("id_language");
    const speak = () => {
        if (language?.value) editor.view.dom.lang = language.value;
        else editor.view.dom.removeAttribute("lang");
    };
    language?.addEventListener("change", speak);
    speak();
    textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }));
    return editor;
}

library.initializeEditors(create, `[${MARKER}]`);
