// What each tool does, when it is on, and when it can be used; names are those of articles.editor.
import { embedTools } from "desk/editor/embeds";
import { pictureTools } from "desk/editor/figures";
import { editLink } from "desk/editor/links";

export function tools(library, config, ask) {
    const commands = { all: {}, editor: null };
    // The library's own `focus` waits for the next frame, and would undo what is selected or typed until then.
    const run = (editor, command, ...args) => {
        editor.view.focus();
        editor.commands[command](...args);
    };
    const simple = (name, command, ...args) => ({
        run: (editor) => run(editor, command, ...args),
        can: (editor) => editor.can()[command](...args),
        active: name && ((editor) => editor.isActive(...[name].flat())),
    });
    const quotation = (pulled) => ({
        run: (editor) => run(editor, "toggleQuotation", pulled),
        can: (editor) => editor.can().toggleQuotation(pulled),
        active: (editor) => editor.isActive("blockquote", { pulled }),
    });
    Object.assign(commands.all, {
        heading2: simple(["heading", { level: 2 }], "toggleHeading", { level: 2 }),
        heading3: simple(["heading", { level: 3 }], "toggleHeading", { level: 3 }),
        bold: simple("bold", "toggleBold"),
        italic: simple("italic", "toggleItalic"),
        link: { run: (editor) => editLink(editor, config, ask), active: (editor) => editor.isActive("link") },
        bulletList: simple("bulletList", "toggleBulletList"),
        orderedList: simple("orderedList", "toggleOrderedList"),
        blockquote: quotation(false),
        pullQuote: quotation(true),
        table: {
            run: async (editor) => {
                const size = await ask.table();
                editor.view.focus();
                if (size) run(editor, "insertTable", size);
            },
            can: (editor) => !editor.isActive("table") && !editor.isActive("figure"),
        },
        horizontalRule: simple(null, "setHorizontalRule"),
        undo: simple(null, "undo"),
        redo: simple(null, "redo"),
        fullScreen: { run: () => ask.screen.toggle(), active: () => ask.screen.isFull() },
        shortcuts: { run: () => ask.list.showModal() },
        rowAfter: simple(null, "addRowAfter"),
        columnAfter: simple(null, "addColumnAfter"),
        deleteRow: simple(null, "deleteRow"),
        deleteColumn: simple(null, "deleteColumn"),
        headerCell: simple("tableHeader", "toggleHeaderCell"),
        mergeCells: simple(null, "mergeCells"),
        splitCell: simple(null, "splitCell"),
        deleteTable: simple(null, "deleteTable"),
        ...pictureTools(library, config, ask),
        ...embedTools(library, ask),
    });
    commands.run = (name) => {
        const tool = commands.all[name];
        if (!commands.editor.isEditable || (tool.can && !tool.can(commands.editor))) return true;
        tool.run(commands.editor);
        return true;
    };
    return commands;
}
