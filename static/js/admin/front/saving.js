// Keeps what is done to the board: on this device at once, in the newsroom a second later; and says truly where it is.
import { bring } from "desk/front/answers";
import { form } from "desk/front/cards";
import * as device from "desk/front/device";
import { logInAgain } from "desk/writing/again";
import { fieldsOf } from "desk/writing/fields";
import { post, renew } from "desk/writing/wire";

const PAUSE = 1000;
const AGAIN = [3000, 6000, 12_000, 30_000];
const PRESENT = 6000;
// What a device still holds from longer ago may have been forgotten.
const LONG = 5 * 60_000;
// What of the form is not of the front: the moment of a preview, and where the finder pins.
const LEFT_OUT = new Set(["at", "why", "pin_zone", "based_on"]);

const page = JSON.parse(form.dataset.saving);
const state = document.getElementById("front-state");
const company = document.getElementById("front-company");
const key = crypto.randomUUID();

let base = page.number;
let kept = signature();
let timer;
let sending = null;
let failures = 0;

function fields() {
    const found = Object.entries(fieldsOf(form)).filter(([name]) => !LEFT_OUT.has(name));
    return Object.fromEntries(found);
}

function signature() {
    return JSON.stringify(fields());
}

function say(kind, text = state.dataset[kind]) {
    if (state.dataset.kind === kind && kind !== "saved") return;
    state.dataset.kind = kind;
    state.textContent = text;
    if (kind !== "login") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = state.dataset.again;
    button.addEventListener("click", comeBack);
    state.append(" ", button);
}

async function comeBack() {
    if (!(await logInAgain())) return;
    renew();
    failures = 0;
    send();
}

const toDevice = () => signature() === kept || device.put(page, { fields: fields(), based_on: base, at: Date.now() });

function soon(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
}

function changed() {
    if (signature() === kept) return;
    say(toDevice() ? "waiting" : "nowhere");
    soon();
}

// What this page holds, or a device still held of it; by default only if that is new.
async function send({ press = "", force = false, held = null } = {}) {
    clearTimeout(timer);
    while (sending) await sending;
    const sent = signature();
    if (!held && !press && !force && sent === kept) return;
    const entry = held ?? { fields: JSON.parse(sent), based_on: base };
    if (page.older) {
        // It becomes the next version, because somebody wanted that.
        history.replaceState(history.state, "", location.pathname);
        page.older = "";
    }
    if (press === "launch") say("launching");
    sending = post(page.save, { ...entry, press }, { again: page.again });
    const answer = await sending;
    sending = null;
    if (answer.outcome === "ok") answered(answer, held ? signature() : sent, Boolean(held));
    else failed(answer);
}

// `isWhole` is what this device still held of an earlier page: all of the board is of that then.
function answered(answer, sent, isWhole) {
    failures = 0;
    const isStill = signature() === sent;
    // Of a zone that somebody else changed nothing may be lost that was done here meanwhile: the next save asks.
    if (answer.moved.length && !isStill) return soon();
    bring(answer, isWhole);
    if (answer.kind !== "invalid") base = answer.number;
    form.elements.based_on.value = base;
    if (isStill) kept = signature();
    if (isStill && ["saved", "launched"].includes(answer.kind)) device.forget(page);
    say(answer.kind, answer.said);
    if (!isStill) soon();
}

function failed({ outcome }) {
    const isKept = toDevice();
    say(isKept ? outcome : "nowhere");
    if (outcome !== "refused") soon(AGAIN[Math.min(failures++, AGAIN.length - 1)]);
}

async function look() {
    const answer = await post(page.present, { key }, { again: page.again });
    if (answer.outcome === "ok") {
        const text = answer.others.join(" ");
        if (company.textContent !== text) company.textContent = text;
        if (["offline", "login"].includes(state.dataset.kind)) soon(0);
        if (signature() === kept && ["offline", "login"].includes(state.dataset.kind)) say("back");
        // Nothing to save, but somebody else's work to see.
        else if (answer.number > base && signature() === kept && !page.older) send({ force: true });
    } else if (signature() === kept) say(answer.outcome);
}

// What was held for long is on the page, and can go from it again: only that, not what came after it.
async function bringIn(held) {
    const before = fields();
    await send({ held });
    if (state.dataset.kind !== "saved" || Date.now() - held.at < LONG) return;
    const brought = document.getElementById("front-held");
    const based_on = base;
    const date = new Date(held.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    brought.querySelector("[data-words]").textContent = brought.dataset.said.replace("{date}", date);
    brought.querySelector("button").onclick = () => {
        brought.hidden = true;
        send({ held: { fields: before, based_on } });
    };
    brought.hidden = false;
}

export function start() {
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        send({ press: event.submitter?.name, force: true });
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? toDevice() : look()));
    window.addEventListener("pagehide", () => {
        toDevice();
        post(page.present, { key, closed: true }, { again: page.again, keepalive: true });
    });
    window.addEventListener("online", () => soon(0));
    setInterval(look, PRESENT);
    look();
    const held = device.read(page);
    if (held) bringIn(held);
}
