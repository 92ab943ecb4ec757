// Lists the stories that this browser has kept, the last that was read first.
const STORY = "story:";

const kept = async (name) => {
    const path = name.slice(STORY.length);
    const response = await caches.match(path);
    // Let go of meanwhile.
    if (!response) return [];
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const article = page.querySelector("article");
    const link = Object.assign(document.createElement("a"), {
        href: path,
        lang: article.lang || page.documentElement.lang,
        textContent: article.querySelector("h1").textContent.trim(),
    });
    const item = document.createElement("li");
    item.append(link);
    return [item];
};

// What was withdrawn or is elsewhere now is let go of, as far as the newsroom can be asked.
const ask = async (item) => {
    const path = item.firstChild.getAttribute("href");
    const answer = await fetch(path, { method: "HEAD", redirect: "manual" });
    if (answer.type !== "opaqueredirect" && ![404, 410].includes(answer.status)) return;
    await caches.delete(STORY + path);
    item.remove();
    show();
};

const list = document.getElementById("kept");
const show = () => {
    for (const id of ["some", "kept"]) document.getElementById(id).hidden = !list.children.length;
    document.getElementById("none").hidden = list.children.length > 0;
};

const names = "caches" in window ? await caches.keys() : [];
const items = (await Promise.all(names.filter((name) => name.startsWith(STORY)).map(kept))).flat();
list.replaceChildren(...items.reverse());
show();
document.getElementById("missing").hidden = navigator.onLine;
if (navigator.onLine) await Promise.allSettled(items.map(ask));
