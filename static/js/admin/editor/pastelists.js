// Lists as Word writes them, which are paragraphs with a sign before each, and as Google Docs does, which nests them wrongly.
import { rename, style } from "desk/editor/dom";

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const IGNORED = '[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]';

function item(paragraph) {
    const found = paragraph.matches("p, h2, h3") && LIST.exec(style(paragraph));
    if (!found) return null;
    const ignored = paragraph.querySelector(IGNORED);
    return { paragraph, list: found[1], level: Number(found[2]), sign: ignored?.textContent.trim() ?? "" };
}

// How it counts, by the sign of its first item: 3. goes on at three, b) by letters, iv. in Roman numbers; dots do not count.
function made({ sign }) {
    const found = /^\(?([\p{L}\d]{1,5})[.)]/u.exec(sign);
    const list = document.createElement(found ? "ol" : "ul");
    const first = found?.[1] ?? "";
    if (/^\d+$/.test(first)) {
        if (Number(first) > 1) list.setAttribute("start", Number(first));
    } else if (/^[aAiI]$/.test(first)) list.setAttribute("type", first);
    return list;
}

function build(items) {
    const outermost = made(items[0]);
    const open = [{ list: outermost, level: items[0].level }];
    items[0].paragraph.before(outermost);
    for (const each of items) {
        while (open.length > 1 && open.at(-1).level > each.level) open.pop();
        if (each.level > open.at(-1).level && open.at(-1).list.lastElementChild) {
            const inner = made(each);
            open.at(-1).list.lastElementChild.append(inner);
            open.push({ list: inner, level: each.level });
        }
        for (const ignored of each.paragraph.querySelectorAll(IGNORED)) ignored.remove();
        const line = document.createElement("li");
        open.at(-1).list.append(line);
        line.append(rename(each.paragraph, "p"));
    }
    return outermost;
}

function wordLists(root) {
    for (const first of root.querySelectorAll("p, h2, h3")) {
        if (!root.contains(first) || !item(first)) continue;
        const items = [item(first)];
        for (let next = first.nextElementSibling; next; next = next.nextElementSibling) {
            const found = item(next);
            const isOther = found && found.level === items[0].level && made(found).tagName !== made(items[0]).tagName;
            if (!found || isOther || (found.list !== items[0].list && found.level <= items[0].level)) break;
            items.push(found);
        }
        build(items);
    }
}

function nested(root) {
    for (const list of root.querySelectorAll("ul, ol")) {
        if (!list.parentElement?.matches("ul, ol")) continue;
        const before = list.previousElementSibling;
        if (before?.matches("li")) before.append(list);
        else {
            const line = document.createElement("li");
            list.before(line);
            line.append(list);
        }
    }
}

// Word in a browser puts each item into a list of its own.
function wordOnline(root) {
    for (const wrapper of root.querySelectorAll(".ListContainerWrapper")) {
        const list = wrapper.querySelector("ul, ol");
        const before = wrapper.previousElementSibling;
        if (list && before?.matches(list.tagName)) {
            before.append(...list.children);
            wrapper.remove();
        } else if (list) wrapper.replaceWith(list);
    }
}

export function tidyLists(root) {
    wordOnline(root);
    wordLists(root);
    nested(root);
}
