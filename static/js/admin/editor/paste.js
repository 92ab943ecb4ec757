// Text from word processors and other sites, brought into what a story can hold before the editor reads it.
// The page's own policy forbids styles and handlers of events and reports each: they are renamed before anything is parsed.
import { dropEmpty, partLines, tidyBlocks } from "desk/editor/pasteblocks";
import { tidyLists } from "desk/editor/pastelists";
import { tidyTables } from "desk/editor/pastetables";
import { tidySpaces, tidyText } from "desk/editor/pastetext";

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
// Their names, behind a space, a slash or a value; values are stepped over, and may hold what looks like one.
const NAMES = /=\s*(?:"[^"]*"|'[^']*'|[^\s"'>][^\s>]*)|(?<=[\s"'/])(?:style|on[a-z]+)(?=\s*=)/gi;
const withoutStyles = (html) =>
    html
        .replace(/<(style|script|xml|title)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
        .replace(TAG, (tag) => tag.replace(NAMES, (found) => (found.startsWith("=") ? found : `data-${found}`)));

export function cleanPaste(html, config, leftOut) {
    const plain = withoutStyles(html);
    // The engine's own mark on what it copied, which tells it how to fit that in again.
    if (/\sdata-pm-slice=/.test(plain)) return plain;
    const { body } = new DOMParser().parseFromString(plain, "text/html");
    if (tidyBlocks(body)) leftOut();
    tidyLists(body);
    tidyText(body, config);
    partLines(body);
    tidySpaces(body);
    dropEmpty(body);
    tidyTables(body);
    return body.innerHTML;
}
