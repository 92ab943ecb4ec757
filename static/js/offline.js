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

const names = "caches" in window ? await caches.keys() : [];
const items = (await Promise.all(names.filter((name) => name.startsWith(STORY)).map(kept))).flat();
document.getElementById("kept").replaceChildren(...items.reverse());
for (const id of ["some", "kept"]) document.getElementById(id).hidden = !items.length;
document.getElementById("none").hidden = items.length > 0;
document.getElementById("missing").hidden = navigator.onLine;
