// Asks the newsroom, and tells in one word what came of it: "ok", "offline", "login", "person", "refused".

const PATIENCE = 8000;

// The token of the moment: logging in anew, here or in another tab, makes the one in the page worthless.
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

async function answerOf(response) {
    const isJson = /json/.test(response.headers.get("Content-Type"));
    // What stands between us and the newsroom, or a fault of its own, is as good as no answer.
    if (!isJson || response.status >= 500) return { outcome: response.status === 403 ? "token" : "offline" };
    const said = await response.json();
    if (response.ok) return { outcome: "ok", ...said };
    if (response.status === 401) return { outcome: "login" };
    return { ...said, outcome: said.reason === "person" ? "person" : "refused" };
}

async function ask(address, options) {
    try {
        return await answerOf(await fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...options }));
    } catch {
        return { outcome: "offline" };
    }
}

export const whoIsThere = (again) => ask(again, { cache: "no-store" });

export async function post(address, data, { again, keepalive = false } = {}) {
    const send = () =>
        ask(address, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
            body: JSON.stringify(data),
            keepalive,
        });
    const answer = await send();
    if (answer.outcome === "ok") renew();
    if (answer.outcome !== "token") return answer;
    const there = await whoIsThere(again);
    if (there.outcome !== "ok") return there;
    const second = await send();
    return second.outcome === "token" ? { outcome: "offline" } : second;
}

export const logIn = (again, data) =>
    ask(again, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(data) });

// All forms of the page are sent with the token of the moment: that of the story, and those beside it.
export function renew() {
    if (!token()) return;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token();
}
