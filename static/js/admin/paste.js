// Text from word processors and other sites, brought into what a story can hold before the editor reads it.
// The page's own policy forbids styles and reports each: they are renamed before anything is parsed.
const style = (element) => element.getAttribute("data-style") ?? "";
const withoutStyles = (html) => html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
const BOLD = /(^|;)\s*font-weight:\s*(bold|[6-9]00)/i;
const THIN = /(^|;)\s*font-weight:\s*(normal|[1-4]00)/i;
const ITALIC = /(^|;)\s*font-style:\s*italic/i;
const UPRIGHT = /(^|;)\s*font-style:\s*normal/i;
const LIST = /mso-list:\s*l\d+ level(\d+)/i;

const rename = (element, tag) => {
    const made = document.createElement(tag);
    made.append(...element.childNodes);
    element.replaceWith(made);
    return made;
};
const unwrap = (element) => element.replaceWith(...element.childNodes);
const wrap = (element, tag) => {
    const made = document.createElement(tag);
    made.append(...element.childNodes);
    element.append(made);
};

function marks(root) {
    // Google Docs wraps everything in a bold that is none.
    for (const element of root.querySelectorAll("b, strong")) if (THIN.test(style(element))) unwrap(element);
    for (const element of root.querySelectorAll("i, em")) if (UPRIGHT.test(style(element))) unwrap(element);
    for (const element of root.querySelectorAll("span")) {
        if (BOLD.test(style(element))) wrap(element, "strong");
        if (ITALIC.test(style(element))) wrap(element, "em");
    }
}

function lists(root) {
    for (const first of [...root.querySelectorAll("p")].filter((each) => LIST.test(style(each)))) {
        if (!first.isConnected && !root.contains(first)) continue;
        const sign = first.querySelector('[data-style*="mso-list:Ignore" i]')?.textContent.trim() ?? "";
        const made = document.createElement(/^\w+[.)]/.test(sign) ? "ol" : "ul");
        first.before(made);
        for (let next = first; next && next.matches?.("p") && LIST.test(style(next)); next = made.nextElementSibling) {
            for (const ignored of next.querySelectorAll('[data-style*="mso-list:Ignore" i]')) ignored.remove();
            made.append(rename(next, "li"));
        }
    }
}

function links(root) {
    for (const link of root.querySelectorAll('a[href*="google.com/url"]')) {
        const target = new URL(link.href, "https://www.google.com").searchParams.get("q");
        if (target) link.setAttribute("href", target);
    }
}

export function cleanPaste(html) {
    const { body } = new DOMParser().parseFromString(withoutStyles(html), "text/html");
    // Pictures of the library have a number; all others stay where they were.
    for (const image of body.querySelectorAll("img:not([data-file])")) image.remove();
    for (const heading of body.querySelectorAll("h1")) rename(heading, "h2");
    for (const heading of body.querySelectorAll("h4, h5, h6")) rename(heading, "h3");
    lists(body);
    marks(body);
    links(body);
    return body.innerHTML;
}
