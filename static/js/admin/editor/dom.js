// Small moves in pasted pages, used by all that tidies them.
export const style = (element) => element.getAttribute("data-style") ?? "";

export const BLOCKS = "address, article, aside, blockquote, body, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul";

export function rename(element, tag) {
    const made = document.createElement(tag);
    made.append(...element.childNodes);
    element.replaceWith(made);
    return made;
}

export const unwrap = (element) => element.replaceWith(...element.childNodes);

export const isBlank = (text) => !/[^\s\u00a0\u200b\ufeff]/.test(text);

// An element that readers would see nothing of.
export const isEmpty = (element) => isBlank(element.textContent) && !element.querySelector("img, hr, table");

export function* texts(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode;
}
