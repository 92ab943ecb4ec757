// The words of a pasted page: bold and slanted where they look so, links that lead on, spaces as one types them.
import { isClosed, tidy } from "desk/editor/addresses";
import { BLOCKS, isBlank, rename, style, texts, unwrap } from "desk/editor/dom";

const BOLD = /(^|;)\s*font-weight:\s*(bold|[6-9]00)/i;
const THIN = /(^|;)\s*font-weight:\s*(normal|lighter|[1-5]00)/i;
const ITALIC = /(^|;)\s*font-style:\s*(italic|oblique)/i;
const UPRIGHT = /(^|;)\s*font-style:\s*normal/i;
const RAISED = /(^|;)\s*vertical-align:\s*(super|sub)/i;
const KEPT = /(^|;)\s*white-space(-collapse)?:\s*(pre|pre-wrap|pre-line|break-spaces|preserve[a-z-]*)\s*(;|$)/i;
const FOLDED = /(^|;)\s*white-space(-collapse)?:\s*(normal|nowrap|collapse)\s*(;|$)/i;
const WITHOUT_LINES = "table, thead, tbody, tfoot, tr, ul, ol, dl, h2, h3, figcaption";
const NUMBERS = { sup: "⁰¹²³⁴⁵⁶⁷⁸⁹", sub: "₀₁₂₃₄₅₆₇₈₉" };

function links(root, config) {
    for (const link of root.querySelectorAll("a")) {
        const written = link.getAttribute("href") ?? "";
        const href = /^(#|file:)/i.test(written.trim()) ? "" : tidy(written, config);
        if (!href || isClosed(href, config) || isBlank(link.textContent)) unwrap(link);
        else {
            for (const { name } of [...link.attributes]) link.removeAttribute(name);
            link.setAttribute("href", href);
        }
    }
}

// m² and CO₂ without the raised figure would be wrong.
function figures(root) {
    for (const each of root.querySelectorAll("sup, sub, span")) {
        const words = each.textContent.trim();
        const kind = each.matches("span") ? RAISED.exec(style(each))?.[2].slice(0, 3) : each.localName;
        if (kind && /^\d+$/.test(words)) each.replaceWith([...words].map((figure) => NUMBERS[kind][figure]).join(""));
    }
}

// Whether the ends of its lines are seen, as in web mail and in chats, and not taken for spaces.
function keepsLines(text) {
    if (text.parentElement.closest(BLOCKS).matches(WITHOUT_LINES)) return false;
    for (let each = text.parentElement; each; each = each.parentElement) {
        if (FOLDED.test(style(each))) return false;
        if (KEPT.test(style(each)) || each.matches("pre")) return true;
    }
    return false;
}

function lines(root) {
    for (const text of [...texts(root)].filter((each) => /[\r\n]/.test(each.data) && keepsLines(each))) {
        const parts = text.data.split(/\r\n?|\n/).flatMap((line) => [document.createElement("br"), line]);
        text.replaceWith(...parts.slice(1));
    }
    for (const each of root.querySelectorAll("pre")) rename(each, "div");
}

// What the nearest of its surroundings says that has a say, up to its block.
function isMarked(text, { tags, yes, no }) {
    for (let each = text.parentElement; each && !each.matches(BLOCKS); each = each.parentElement) {
        if (no.test(style(each))) return false;
        if (each.matches(tags) || yes.test(style(each))) return true;
    }
    return false;
}

const MARKS = [
    ["strong", { tags: "b, strong", yes: BOLD, no: THIN }],
    ["em", { tags: "i, em, cite, dfn, var", yes: ITALIC, no: UPRIGHT }],
];

function marks(root) {
    const found = [...texts(root)].map((text) => [text, MARKS.filter(([, look]) => isMarked(text, look)).map(([tag]) => tag)]);
    for (const each of [...root.querySelectorAll("*")]) if (!each.matches(`${BLOCKS}, a, br, img, colgroup, col`)) unwrap(each);
    for (const [text, tags] of found) {
        const isHeading = text.parentElement.closest("h2, h3");
        for (const tag of tags) {
            if (isHeading && tag === "strong") continue;
            const made = document.createElement(tag);
            text.replaceWith(made);
            made.append(text);
        }
    }
}

// Word processors write a space that does not break where two follow each other, and where a line is empty.
export function tidySpaces(root) {
    for (const text of texts(root)) {
        text.data = text.data
            .replace(/[\u200b\ufeff\u00ad]/g, "")
            .replace(/[ \t\r\n\u00a0]*[ \t\r\n][ \t\r\n\u00a0]*|\u00a0{2,}/g, " ");
    }
    for (const block of root.querySelectorAll("p, h2, h3, li, td, th, blockquote, figcaption, div")) {
        trim(block, "firstChild", /^[\s\u00a0]+/);
        trim(block, "lastChild", /[\s\u00a0]+$/);
    }
}

// The spaces at one end of a block, however deep in marks they stand.
function trim(block, side, spaces) {
    for (let node = block[side]; node; ) {
        if (node.nodeType === Node.TEXT_NODE) {
            node.data = node.data.replace(spaces, "");
            if (node.data) return;
        } else if (node.nodeType !== Node.ELEMENT_NODE || node.matches(BLOCKS) || node.matches("img, br")) return;
        else if (node[side]) {
            node = node[side];
            continue;
        }
        const next = side === "firstChild" ? "nextSibling" : "previousSibling";
        let up = node;
        while (up !== block && !up[next]) up = up.parentElement;
        node = up === block ? null : up[next];
    }
}

export function tidyText(root, config) {
    for (const each of root.querySelectorAll("[class~=Apple-converted-space]")) each.replaceWith(" ");
    lines(root);
    figures(root);
    links(root, config);
    marks(root);
    root.normalize();
}
