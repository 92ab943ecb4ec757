// Addresses of links: those of our own stories as paths, those of others without what follows readers around.
const FOLLOWS = /^(utm_\w+|fbclid|gclid|dclid|igshid|mc_[ce]id|yclid|_ga)$/i;
// Services that stand between a reader and the page: where they name it.
const THROUGH = [
    [/(^|\.)google\.[a-z.]+$/, "/url", ["q", "url"]],
    [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
    [/^lm?\.facebook\.com$/, "/l.php", ["u"]],
];

function parse(text) {
    try {
        return new URL(text);
    } catch {
        return null;
    }
}

function direct(url) {
    for (const [host, path, names] of THROUGH) {
        if (!host.test(url.hostname) || url.pathname !== path) continue;
        const found = names.map((name) => parse(url.searchParams.get(name) ?? "")).find(Boolean);
        if (found) return direct(found);
    }
    return url;
}

function withoutFollowers(url) {
    const wanted = [...url.searchParams].filter(([name]) => !FOLLOWS.test(name));
    if (wanted.length !== url.searchParams.size) url.search = new URLSearchParams(wanted);
    return url;
}

// The address as it is kept, or nothing where readers could not follow it.
export function tidy(text, { schemes, site }) {
    const typed = text.trim();
    if (/^\/(?![/\\])/.test(typed)) return typed;
    if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(typed)) return `mailto:${typed}`;
    const url = parse(/^(www\.|[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}([/?#]|$))/u.test(typed) ? `https://${typed}` : typed);
    if (!url || !schemes.includes(url.protocol.slice(0, -1))) return "";
    if (url.protocol === "mailto:") return typed;
    const before = url.href;
    const target = withoutFollowers(direct(url));
    if (target.origin === new URL(site).origin) return target.pathname + target.search + target.hash;
    return target.href === before && parse(typed) ? typed : target.href;
}

// Whether it is an address of ours that only the desk can open.
export const isClosed = (address, { closed }) => closed.some((path) => address.startsWith(path));

// Whether what was typed is meant as an address, and not as words to look for.
export const isAddress = (text) => /^(\/|https?:|mailto:|www\.)|^\S+\.\p{L}{2,}([/?#]\S*)?$|^\S+@\S+$/iu.test(text.trim());
