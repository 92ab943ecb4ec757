// Stories to pin, while words are typed; what stands on the board already says so.
import { load } from "desk/editor/load";
import { board, fill, pinned } from "desk/front/cards";

const box = document.getElementById("front-find");
const list = box.querySelector("[data-found]");
const status = box.querySelector("[data-status]");
const input = box.querySelector("input[type=search]");
let timer;
let asked = 0;

function mark() {
    for (const row of list.querySelectorAll("[data-story]")) row.classList.toggle("front-card--taken", Boolean(pinned(row.dataset.story)));
}

async function find() {
    const number = ++asked;
    const { html, trouble } = await load(`${box.dataset.address}?${new URLSearchParams({ q: input.value })}`, box.dataset);
    if (number !== asked) return;
    status.textContent = trouble ?? "";
    if (trouble) return;
    list.innerHTML = html;
    status.textContent = fill(box.dataset.count, { count: list.querySelectorAll("[data-story]").length });
    mark();
}

input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 250);
});
box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
});
new MutationObserver(mark).observe(board, { childList: true, subtree: true });
mark();
