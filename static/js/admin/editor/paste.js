// Text from word processors and other sites, brought into what a story can hold before the editor reads it.
// The page's own policy forbids styles and handlers of events and reports each: they are renamed before anything is parsed.
import { dropEmpty, linkFrames, partLines, tidyBlocks } from "desk/editor/pasteblocks";
import { tidyLists } from "desk/editor/pastelists";
import { tidyTables } from "desk/editor/pastetables";
import { tidySpaces, tidyText } from "desk/editor/pastetext";

// The engine's mark on what was copied, of how deep it stood, is that of many other sites too.
const ENGINES = "data-pm-slice";
const OURS = "data-desk-copy";
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
// Their names, behind a space, a slash or a value; values are stepped over, and may hold what looks like one.
const NAMES = /=\s*(?:"[^"]*"|'[^']*'|[^\s"'>][^\s>]*)|(?<=[\s"'/])(?:style|on[a-z]+)(?=\s*=)/gi;
const withoutStyles = (html) =>
    html
        .replace(/<(style|script|xml|title)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
        .replace(TAG, (tag) => tag.replace(NAMES, (found) => (found.startsWith("=") ? found : `data-${found}`)));

// What is copied here says so, and is fitted in again as it was.
export function copies(library) {
    const { DOMSerializer } = library.pm.model;
    class Marking extends DOMSerializer {
        serializeFragment(fragment, options, target) {
            const made = super.serializeFragment(fragment, options, target);
            if (!target) for (const each of made.children) each.setAttribute(OURS, "");
            return made;
        }
    }
    return library.Extension.create({
        name: "storyCopies",
        addProseMirrorPlugins() {
            const { schema } = this.editor;
            const clipboardSerializer = new Marking(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
            return [new library.Plugin({ props: { clipboardSerializer } })];
        },
    });
}

export function cleanPaste(html, config, { leftOut, framed }) {
    const plain = withoutStyles(html);
    if (plain.includes(` ${OURS}=`)) return plain;
    const { body } = new DOMParser().parseFromString(plain, "text/html");
    for (const each of body.querySelectorAll(`[${ENGINES}]`)) each.removeAttribute(ENGINES);
    framed(linkFrames(body, config));
    if (tidyBlocks(body)) leftOut();
    tidyLists(body);
    tidyText(body, config);
    partLines(body);
    tidySpaces(body);
    dropEmpty(body);
    tidyTables(body);
    return body.innerHTML;
}
