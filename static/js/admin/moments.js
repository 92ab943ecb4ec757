// How far away the moments of a story are, by the newsroom's clocks wherever the writer sits: the server says how far
// those are from UTC, and what time it is.
const loaded = Date.now();
const REFRESH = 15_000;
const language = document.documentElement.lang || "en";

function days(count) {
    return new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(count);
}

function between(seconds, units) {
    const [hour, minute, none] = units.split("|");
    const minutes = Math.floor(Math.abs(seconds) / 60);
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return days(Math.floor(hours / 24));
    if (!minutes) return none;
    const parts = [];
    if (hours) parts.push(hour.replace("{}", hours));
    if (minutes % 60) parts.push(minute.replace("{}", minutes % 60));
    return parts.join(" ");
}

// The server's time, on computers whose clock goes wrong too.
const now = (told) => Number(told.dataset.now) + Math.floor((Date.now() - loaded) / 1000);

const offsetsOf = (box) => JSON.parse(box.dataset.offsets);

// The moments at which the newsroom's clocks show a value: one, or none or two where clocks are put forward or back.
export function moments(value, offsets) {
    const shown = Date.parse(`${value}Z`) / 1000;
    if (Number.isNaN(shown)) return null;
    return offsets
        .map(([since, offset], place) => {
            const until = offsets[place + 1]?.[0] ?? Infinity;
            const at = shown - offset;
            return (place === 0 || at >= since) && at < until ? at : null;
        })
        .filter((at) => at !== null);
}

function say(told) {
    if (!told.dataset.at) return;
    const seconds = Number(told.dataset.at) - now(told);
    const sentence = seconds > 0 ? told.dataset.future : told.dataset.past;
    const text = sentence.replace("{}", between(seconds, told.dataset.units));
    if (told.textContent !== text) told.textContent = text;
}

function read(box) {
    const input = box.querySelector("input");
    const told = box.querySelector("[data-distance]");
    const found = input.value ? moments(input.value, offsetsOf(box)) : null;
    const at = found?.length === 1 ? found[0] : null;
    told.dataset.at = at ?? "";
    told.textContent = "";
    if (at !== null) input.dataset.moment = at;
    else delete input.dataset.moment;
    if (found?.length === 0) told.textContent = box.dataset.skipped;
    if (found?.length === 2) told.textContent = box.dataset.twice;
    say(told);
}

function showClock(box) {
    const time = now(box.querySelector("[data-distance]"));
    const [, offset] = offsetsOf(box).findLast(([since]) => since <= time);
    box.querySelector("[data-clock]").textContent = new Date((time + offset) * 1000).toISOString().slice(11, 16);
}

function refresh() {
    document.querySelectorAll("[data-distance]").forEach(say);
    document.querySelectorAll(".moment-input").forEach(showClock);
}

const boxOf = (event) => event.target.closest?.(".moment-input");
const toldOf = (box) => box.querySelector("[data-distance]");

// Before those who listen at the field itself, and ask for the moment; of fields that came later too.
document.addEventListener("input", (event) => boxOf(event) && read(boxOf(event)), { capture: true });
// Read aloud while somebody types, not each minute.
document.addEventListener("focusin", (event) => boxOf(event) && toldOf(boxOf(event)).setAttribute("aria-live", "polite"));
document.addEventListener("focusout", (event) => boxOf(event) && toldOf(boxOf(event)).removeAttribute("aria-live"));
setInterval(refresh, REFRESH);
document.addEventListener("visibilitychange", refresh);
