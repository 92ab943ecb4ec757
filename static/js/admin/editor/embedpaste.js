// An address or a code on a line of its own: it stands there as a link until the newsroom knows what it is. Whoever wants the
// link takes back that one step.
import { tidy } from "desk/editor/addresses";
import { putEmbed } from "desk/editor/embeds";
import { recognise } from "desk/editor/recognise";

const ADDRESS = /^(https?:\/\/|www\.)\S+$/i;
const CODE = /^<(iframe|blockquote|div|audio)\b[\s\S]*>$/i;

// Whether it is worth asking: another address stays the text that it is.
function mayStand(href, { embedded: { hosts, files }, site }) {
    const { hostname, pathname } = new URL(href, site);
    return hosts.includes(hostname) || files.some((kind) => pathname.toLowerCase().endsWith(`.${kind}`));
}

// The line that has nothing but a link to this address, or nothing where somebody wrote on, or took it back.
function lineOf(doc, href) {
    let found = null;
    doc.forEach((node, at) => {
        const [only] = node.childCount === 1 && node.type.name === "paragraph" ? [node.firstChild] : [];
        const isLink = only?.marks.some(({ type, attrs }) => type.name === "link" && attrs.href === href);
        if (isLink && only.text === href) found ??= { from: at, to: at + node.nodeSize };
    });
    return found;
}

export function embedPaste(library, config, ask) {
    const { history, state: pm } = library.pm;

    function replace(view, href, found) {
        const line = view.isDestroyed ? null : lineOf(view.state.doc, href);
        if (!line) return;
        const { selection, tr } = view.state;
        const wasThere = selection.from > line.from && selection.to < line.to;
        const change = history.closeHistory(tr);
        const below = putEmbed(library, change, found, null, line);
        if (wasThere) change.setSelection(pm.Selection.near(change.doc.resolve(below))).scrollIntoView();
        view.dispatch(change);
        // What is typed next is another step.
        view.dispatch(history.closeHistory(view.state.tr));
    }

    const turn = async (view, href) => {
        const { embed } = await recognise(href, config, ask.told);
        if (embed) replace(view, href, embed);
    };

    function putLink(view, href) {
        const mark = view.state.schema.marks.link.create({ href });
        const change = view.state.tr.replaceSelectionWith(view.state.schema.text(href, [mark]), false);
        view.dispatch(change.removeStoredMark(mark.type).setMeta("preventAutolink", true).scrollIntoView());
    }

    async function pasteCode(view, code) {
        const { embed, trouble } = await recognise(code, config, ask.told);
        if (view.isDestroyed) return;
        if (embed) {
            putLink(view, embed.address);
            replace(view, embed.address, embed);
        } else {
            view.pasteText(code);
            ask.say(trouble ?? ask.told.unknownCode);
        }
    }

    const isEmptyLine = ({ selection: { empty, $from } }) =>
        empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;

    const handlePaste = (view, event) => {
        const text = event.clipboardData?.getData("text/plain").trim() ?? "";
        if (!isEmptyLine(view.state)) return false;
        if (CODE.test(text)) {
            pasteCode(view, text);
            return true;
        }
        const href = ADDRESS.test(text) ? tidy(text, config) : "";
        if (!href || !mayStand(href, config)) return false;
        putLink(view, href);
        turn(view, href);
        return true;
    };

    return library.Extension.create({
        name: "storyEmbeds",
        priority: 1450,
        addProseMirrorPlugins() {
            const { editor } = this;
            // Frames of a pasted page, which have become links by now.
            ask.framed = (addresses) => setTimeout(() => addresses.forEach((href) => turn(editor.view, href)));
            return [new library.Plugin({ props: { handlePaste } })];
        },
    });
}
