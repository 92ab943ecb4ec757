// Blocks that the library has otherwise: quotations of two kinds, tables that one gets out of.
export function nodes(library) {
    const { Selection, TextSelection } = library.pm.state;
    const { findTable } = library.pm.tables;

    const Blockquote = library.Blockquote.extend({
        addAttributes() {
            return {
                pulled: {
                    default: false,
                    parseHTML: (element) => element.classList.contains("pull-quote"),
                    renderHTML: ({ pulled }) => (pulled ? { class: "pull-quote" } : {}),
                },
            };
        },
        addCommands() {
            return {
                ...this.parent?.(),
                // Into a quotation, out of it, or from the one kind into the other.
                toggleQuotation:
                    (pulled) =>
                    ({ commands, editor }) => {
                        if (editor.isActive("blockquote", { pulled })) return commands.lift("blockquote");
                        if (editor.isActive("blockquote")) return commands.updateAttributes("blockquote", { pulled });
                        return commands.wrapIn("blockquote", { pulled });
                    },
            };
        },
    });

    // A line to write on, below what holds the cursor; an empty one that is there already will do.
    const below = (end) =>
        function leave({ state, tr, dispatch }) {
            if (!dispatch) return true;
            const next = state.doc.nodeAt(end);
            const isEmptyLine = next?.type.name === "paragraph" && !next.content.size;
            if (!isEmptyLine) tr.insert(end, state.schema.nodes.paragraph.create());
            tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView();
            return true;
        };

    const Table = library.Table.extend({
        addCommands() {
            return {
                ...this.parent?.(),
                // Not into a list item or a cell, where it would be lost on a phone: behind the block one is in.
                insertTable:
                    ({ rows, cols, withHeaderRow }) =>
                    ({ state, tr, dispatch, commands }) => {
                        const { $from } = state.selection;
                        const empty = $from.depth === 1 && !$from.parent.content.size;
                        const table = make(state.schema, { rows, cols, withHeaderRow });
                        if (!dispatch) return true;
                        const start = $from.depth ? (empty ? $from.before(1) : $from.after(1)) : $from.pos;
                        if (empty) tr.replaceWith(start, $from.after(1), table);
                        else tr.insert(start, table);
                        tr.setSelection(Selection.near(tr.doc.resolve(start + 2))).scrollIntoView();
                        return true;
                    },
            };
        },
        addKeyboardShortcuts() {
            const table = () => findTable(this.editor.state.selection.$from);
            const leave = () => {
                const found = table();
                return found ? this.editor.commands.command(below(found.pos + found.node.nodeSize)) : false;
            };
            // Where nothing follows, the last line of the table would be the end of the story.
            const down = () => {
                const found = table();
                const { state, view } = this.editor;
                const last = found && found.pos + found.node.nodeSize === state.doc.content.size;
                const inLastRow = last && state.selection.$from.pos > found.start + found.node.content.size - found.node.lastChild.nodeSize;
                return inLastRow && view.endOfTextblock("down") ? leave() : false;
            };
            return { ...this.parent?.(), "Mod-Enter": leave, ArrowDown: down };
        },
    });

    return { Blockquote, Table };
}

function make(schema, { rows, cols, withHeaderRow }) {
    const { table, tableRow, tableCell, tableHeader } = schema.nodes;
    const row = (type) => tableRow.create(null, Array.from({ length: cols }, () => type.createAndFill()));
    const all = Array.from({ length: rows }, (_, place) => row(withHeaderRow && !place ? tableHeader : tableCell));
    return table.create(null, all);
}
