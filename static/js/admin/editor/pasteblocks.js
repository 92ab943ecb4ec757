// Of a pasted page: what is no text goes, headings get our levels, lines that are paragraphs become such.
import { tidy } from "desk/editor/addresses";
import { BLOCKS, isBlank, isEmpty, rename, style, unwrap } from "desk/editor/dom";

const NOT_TEXT = "audio, button, canvas, del, embed, iframe, input, link, map, meta, nav, noscript, object, select, svg, template, textarea, video";
const HIDDEN = /(^|;)\s*(display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-element:\s*(comment|header|footer)(-list)?\s*(;|$))/i;
// Comments of colleagues, and the numbers of notes, which would stand in the text without their links.
const NOTES = "[class*=MsoComment], .sdfootnoteanc, .sdfootnotesym, .sdendnoteanc, .sdendnotesym, [data-style*=mso-footnote-id], [data-style*=mso-endnote-id]";
const INLINE = "a, abbr, b, big, cite, em, font, i, ins, mark, small, span, strong, u";

// Frames of sites that can stand in a story are links for now; all others are gone with what else is no text.
export function linkFrames(root, config) {
    const found = [];
    for (const frame of root.querySelectorAll("iframe[src]")) {
        const href = tidy(frame.getAttribute("src").replace(/^(?=\/\/)/, "https:"), config);
        if (!config.embedded.hosts.includes(new URL(href, config.site).hostname)) continue;
        const line = document.createElement("p");
        const link = document.createElement("a");
        link.href = link.textContent = href;
        line.append(link);
        frame.replaceWith(line);
        found.push(href);
    }
    return found;
}

function dropWhatIsNoText(root) {
    for (const each of root.querySelectorAll(`${NOT_TEXT}, [hidden], ${NOTES}`)) each.remove();
    for (const each of root.querySelectorAll("[data-style]")) if (HIDDEN.test(style(each))) each.remove();
    const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (comments.nextNode()) found.push(comments.currentNode);
    for (const comment of found) comment.remove();
}

// Pictures of the library have a number; all others stay where they were, with the words below them.
function dropForeignPictures(root) {
    const foreign = [...root.querySelectorAll("img:not([data-file])")];
    for (const image of foreign) image.remove();
    for (const figure of root.querySelectorAll("figure")) {
        if (!figure.querySelector("img")) {
            if (figure.querySelector("table, blockquote, p, ul, ol")) openUp(figure);
            else figure.remove();
        }
    }
    return foreign.filter((image) => !isPixel(image)).length;
}

// A caption is one only in its figure.
function openUp(figure) {
    for (const caption of figure.querySelectorAll("figcaption")) {
        if (caption.querySelector(BLOCKS)) unwrap(caption);
        else rename(caption, "p");
    }
    unwrap(figure);
}

const isPixel = (image) => ["width", "height"].some((side) => Number(image.getAttribute(side) ?? 9) < 4) || image.closest("[role=checkbox]");

function headings(root) {
    for (const each of root.querySelectorAll("p[class*=MsoTitle], h1")) rename(each, "h2");
    for (const each of root.querySelectorAll("h4, h5, h6")) rename(each, "h3");
}

function quotations(root) {
    const isQuote = (element) => element?.matches("p[class*=MsoQuote], p[class*=MsoIntenseQuote]");
    for (const first of root.querySelectorAll("p[class*=MsoQuote], p[class*=MsoIntenseQuote]")) {
        if (first.parentElement?.matches("blockquote")) continue;
        const made = document.createElement("blockquote");
        first.before(made);
        for (let next = first; isQuote(next); next = made.nextElementSibling) made.append(next);
    }
}

// Google Docs wraps all in a bold that is none, pages wrap paragraphs in links: a mark holds no blocks.
function openUpMarks(root) {
    for (const each of [...root.querySelectorAll(INLINE)].reverse()) if (each.querySelector(BLOCKS)) unwrap(each);
}

// Two line breaks in a row are how people part paragraphs where there are none.
export function partLines(root) {
    for (const block of [root, ...root.querySelectorAll("p, div, td, th, li, blockquote, section, article, main")]) {
        if (![...block.children].some((each) => each.matches("br"))) continue;
        const lines = [[]];
        for (const node of block.childNodes) {
            const isBreak = node.nodeName === "BR";
            const isBlock = node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS);
            if (isBlock) lines.push(node, []);
            else if (isBreak) lines.at(-1).breaks = (lines.at(-1).breaks ?? 0) + 1;
            else if (lines.at(-1).breaks && isBlank(node.textContent)) continue;
            else if (lines.at(-1).breaks > 1) lines.push([node]);
            else add(lines.at(-1), node);
        }
        put(block, lines);
    }
}

function add(line, node) {
    if (line.breaks && line.length) line.push(document.createElement("br"));
    line.breaks = 0;
    line.push(node);
}

function put(block, lines) {
    const kept = lines.filter((line) => !Array.isArray(line) || line.some((node) => !isBlank(node.textContent) || node.nodeName === "IMG"));
    const isParagraph = block.matches("p");
    const single = kept.length === 1 && Array.isArray(kept[0]);
    const made = kept.flatMap((line) => {
        if (!Array.isArray(line)) return [line];
        if (single) return line;
        const paragraph = document.createElement("p");
        paragraph.append(...line);
        return [paragraph];
    });
    if (isParagraph && !single) block.replaceWith(...made);
    else block.replaceChildren(...made);
}

export function tidyBlocks(root) {
    dropWhatIsNoText(root);
    const pictures = dropForeignPictures(root);
    headings(root);
    quotations(root);
    openUpMarks(root);
    return pictures;
}

export function dropEmpty(root) {
    for (const each of [...root.querySelectorAll("p, h2, h3, li, ul, ol, blockquote, div, figcaption")].reverse()) {
        if (isEmpty(each)) each.remove();
    }
}
