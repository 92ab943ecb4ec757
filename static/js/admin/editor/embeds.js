// Videos, posts, maps and recordings of other sites, as readers get them before they ask: a card with a caption.
const NAME = "embed";

// The embed that is selected or written in, and where it stands.
function embedAt({ selection: { $from, node, from } }) {
    if (node?.type.name === NAME) return { embed: node, at: from };
    return $from.parent.type.name === NAME ? { embed: $from.parent, at: $from.before() } : null;
}

export function fill(card, { provider, address }) {
    card.querySelector("[data-provider]").textContent = provider;
    card.querySelector("[data-address]").textContent = address.replace(/^https:\/\/(www\.)?/, "");
}

// In the place of an empty line, or behind the block one is in; there is a line below it to go on writing on.
export function putEmbed(library, change, { address, provider }, content, { from, to }) {
    const { embed, paragraph } = change.doc.type.schema.nodes;
    const made = embed.create({ address, provider }, content);
    change.replaceWith(from, to, made);
    const below = from + made.nodeSize;
    if (!change.doc.nodeAt(below)) change.insert(below, paragraph.create());
    return below;
}

function insert(library, editor, found) {
    const { tr, selection, schema } = editor.state;
    const { $to } = selection;
    const isEmptyLine = $to.depth === 1 && $to.parent.type === schema.nodes.paragraph && !$to.parent.content.size;
    const to = $to.depth ? $to.after(1) : $to.pos;
    const from = isEmptyLine ? $to.before(1) : to;
    const below = putEmbed(library, tr, found, found.caption ? schema.text(found.caption) : null, { from, to });
    tr.setSelection(library.pm.state.Selection.near(tr.doc.resolve(below)));
    editor.view.dispatch(tr.scrollIntoView());
}

// A caption whose words stay keeps its bold words and links.
function change(editor, { embed, at }, { address, provider, caption }) {
    const { tr, schema } = editor.state;
    tr.setNodeMarkup(at, null, { address, provider });
    if (caption !== embed.textContent) tr.replaceWith(at + 1, at + 1 + embed.content.size, caption ? schema.text(caption) : []);
    editor.view.dispatch(tr);
}

async function ask(library, editor, dialog) {
    const here = embedAt(editor.state);
    const shown = here ? { ...here.embed.attrs, caption: here.embed.textContent } : null;
    const answer = await dialog(shown);
    editor.view.focus();
    if (!answer) return;
    if (here) change(editor, here, answer);
    else insert(library, editor, answer);
}

export const embedTools = (library, dialogs) => {
    const here = (editor) => Boolean(embedAt(editor.state));
    const run = (editor) => ask(library, editor, dialogs.embed);
    return {
        embed: { run, active: here, can: (editor) => !editor.isActive("table") && !editor.isActive("figure") },
        changeEmbed: { run, can: here },
        deleteEmbed: {
            run: (editor) => {
                const { embed, at } = embedAt(editor.state);
                editor.view.focus();
                editor.commands.deleteRange({ from: at, to: at + embed.nodeSize });
            },
            can: here,
        },
    };
};

export function embeds(library, dialogs) {
    const { NodeSelection } = library.pm.state;
    const inCaption = ({ selection: { $from, empty } }) => $from.parent.type.name === NAME && { $from, empty };

    const goOnBelow = ({ editor }) => {
        const found = embedAt(editor.state);
        if (!found) return false;
        const below = found.at + found.embed.nodeSize;
        return editor.chain().insertContentAt(below, { type: "paragraph" }).setTextSelection(below + 1).scrollIntoView().run();
    };
    // The browser would else take away the card, or join the next line to the caption.
    const backspace = ({ editor }) => {
        const caption = inCaption(editor.state);
        if (!caption || !caption.empty || caption.$from.parentOffset) return false;
        const at = caption.$from.before();
        return editor.commands.command(({ tr }) => Boolean(tr.setSelection(NodeSelection.create(tr.doc, at))));
    };
    const stay = ({ editor }) => {
        const caption = inCaption(editor.state);
        return Boolean(caption && caption.empty && caption.$from.parentOffset === caption.$from.parent.content.size);
    };

    const Embed = library.Node.create({
        name: NAME,
        group: "block",
        content: "inline*",
        isolating: true,
        defining: true,
        draggable: true,
        addAttributes: () => ({
            address: { default: "", parseHTML: (element) => element.dataset.embed },
            provider: { default: "", parseHTML: (element) => element.querySelector("a")?.textContent ?? "" },
        }),
        parseHTML: () => [
            {
                tag: "figure[data-embed]",
                priority: 60,
                contentElement: (element) => element.querySelector("figcaption") ?? document.createElement("figcaption"),
            },
        ],
        renderHTML: ({ node: { attrs } }) => [
            "figure",
            { "data-embed": attrs.address },
            ["a", { href: attrs.address, rel: "noopener" }, attrs.provider],
            ["figcaption", 0],
        ],
        addNodeView: () => (given) => {
            const dom = document.createElement("figure");
            const card = dialogs.card();
            const contentDOM = document.createElement("figcaption");
            dom.className = "story-embed";
            contentDOM.dataset.hint = card.dataset.hint;
            dom.append(card, contentDOM);
            const update = (node) => {
                if (node.type.name !== NAME) return false;
                fill(card, node.attrs);
                contentDOM.classList.toggle("story-embed__bare", !node.content.size);
                return true;
            };
            update(given.node);
            return { dom, contentDOM, update, ignoreMutation: (change) => !contentDOM.contains(change.target) };
        },
    });
    // By itself, for the first of all nodes in line would be what an empty text begins with.
    const KeepEmbeds = library.Extension.create({
        name: "keepEmbeds",
        priority: 1100,
        addKeyboardShortcuts: () => ({ Enter: goOnBelow, Backspace: backspace, Delete: stay }),
        addProseMirrorPlugins: () => {
            const isSelected = ({ selection }) => selection.node?.type.name === NAME;
            // Letters typed over the card would take its place.
            return [new library.Plugin({ props: { handleTextInput: (view) => isSelected(view.state) } })];
        },
    });
    return { Embed, KeepEmbeds };
}
