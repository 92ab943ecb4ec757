// Keeps what is typed: on this device at once, in the newsroom a second later; and says truly where it is.
import { logInAgain } from "desk/writing/again";
import { tell } from "desk/writing/company";
import * as device from "desk/writing/device";
import { fieldsOf } from "desk/writing/fields";
import { post, renew, whoIsThere } from "desk/writing/wire";

const PAUSE = 1000;
// Somebody who types without a pause is kept too.
const AT_MOST = 5000;
const TO_DEVICE = 200;
const AGAIN = [3000, 6000, 12_000, 30_000];
const PRESENT = 6000;

export class Autosave {
    // `page` is what articles/admin/writing.py says of the form.
    constructor(form, page) {
        const { session, continues, person, article, again } = page;
        Object.assign(this, { form, page, key: session, continues, number: 0, person, article, again });
        this.told = document.querySelector(".story-kept");
        this.base = Number(form.elements.base_revision?.value) || null;
        this.kept = this.signature();
        this.written = this.kept;
        this.isKept = true;
        this.failures = 0;
    }

    signature() {
        return JSON.stringify(fieldsOf(this.form));
    }

    start() {
        for (const event of ["input", "change"]) this.form.addEventListener(event, () => this.changed());
        document.addEventListener("visibilitychange", () => (document.hidden ? this.toDevice() : this.look()));
        // A page that is left for another site is hidden in the background, and may be gone before.
        window.addEventListener("beforeunload", () => this.toDevice());
        window.addEventListener("pagehide", () => this.leave());
        window.addEventListener("online", () => this.soon(0));
        window.addEventListener("pageshow", (event) => event.persisted && this.look());
        // A refused form holds what is saved nowhere.
        if (this.page.unsaved) this.dirty();
        // The form that was refused began the story, at the address of a new one.
        if (this.page.address) this.begun(this.page);
        else this.presence();
    }

    // Go on as a form of its own, with what stands in it.
    fork() {
        this.continues = this.form.elements.continues.value = [this.continues, `${this.key}:${this.number}`].filter(Boolean).join(",");
        this.key = this.form.elements.session.value = crypto.randomUUID();
        this.number = 0;
        this.dirty();
    }

    // Somebody else has logged in in this browser: what is typed from now on is theirs, and kept as such.
    async becomeTheirs() {
        const { person } = await whoIsThere(this.again);
        if (!person) return this.later();
        this.person = String(person);
        this.fork();
    }

    get window() {
        return { key: this.key, continues: this.continues };
    }

    changed() {
        clearTimeout(this.deviceTimer);
        this.deviceTimer = setTimeout(() => this.toDevice(), TO_DEVICE);
        this.isKept = false;
        this.soon(PAUSE);
    }

    dirty() {
        this.kept = this.written = "";
        this.changed();
    }

    soon(wait) {
        this.waitingSince ??= performance.now();
        clearTimeout(this.timer);
        const left = this.waitingSince + AT_MOST - performance.now();
        this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(wait, left)));
    }

    // After a failure, the longer the more there were.
    later() {
        clearTimeout(this.timer);
        this.waitingSince = undefined;
        this.timer = setTimeout(() => this.send(), AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
    }

    // Whether it is on the device now.
    toDevice() {
        clearTimeout(this.deviceTimer);
        const signature = this.signature();
        if (signature === this.written) return this.onDevice !== false;
        this.written = signature;
        this.number += 1;
        this.entry = {
            ...this.window,
            number: this.number,
            article: this.article || null,
            based_on: this.base,
            fields: JSON.parse(signature),
        };
        this.onDevice = device.put(this.person, this.entry);
        return this.onDevice;
    }

    async send() {
        clearTimeout(this.timer);
        this.toDevice();
        if (this.sending || !this.entry || this.written === this.kept) {
            this.waitingSince = undefined;
            if (this.written === this.kept) this.isKept = true;
            return;
        }
        const { entry, written } = this;
        this.waitingSince = undefined;
        this.sending = post(this.page.autosave, entry, { again: this.again });
        const answer = await this.sending;
        this.sending = null;
        this.answered(answer, entry, written);
        if (this.signature() !== this.kept && answer.outcome === "ok") this.soon(PAUSE);
    }

    answered(answer, entry, written) {
        if (answer.outcome === "ok" && answer.number > entry.number) {
            this.fork();
        } else if (answer.outcome === "ok") {
            this.failures = 0;
            this.kept = written;
            this.isKept = this.signature() === written;
            device.forget(this.person, entry.key, answer.number);
            if (!this.article) this.begun(answer);
            this.say("kept", answer);
            this.tell(answer);
        } else if (answer.outcome === "person") {
            this.becomeTheirs();
        } else {
            this.say(this.onDevice ? answer.outcome : "nowhere");
            if (answer.outcome !== "refused") this.later();
        }
    }

    address(name) {
        return this.page[name].replace("/0/", `/${this.article}/`);
    }

    // A new story has a row now: the page becomes that of this story, so that loading it again finds it.
    begun({ article, address }) {
        this.article = article;
        history.replaceState(history.state, "", address);
        this.form.setAttribute("action", address);
        this.presence();
    }

    say(outcome, { at = "" } = {}) {
        const text = (this.told.dataset[outcome] ?? this.told.dataset.offline).replace("{at}", at);
        if (this.told.dataset.outcome === outcome && outcome !== "kept") return;
        this.told.dataset.outcome = outcome;
        this.told.textContent = text;
        if (outcome !== "login") return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "story-kept__way";
        button.textContent = this.told.dataset.again;
        button.addEventListener("click", () => this.comeBack());
        this.told.append(" ", button);
    }

    // Whether somebody is logged in again.
    async comeBack() {
        const person = await logInAgain();
        if (!person) return false;
        renew();
        this.failures = 0;
        await this.send();
        return true;
    }

    tell(company) {
        if (!("others" in company)) return;
        tell(company, { base: this.base, history: this.address("history"), takeOver: () => this.takeOver() });
    }

    async takeOver() {
        const answer = await post(this.address("take_over"), this.window, { again: this.again });
        if (answer.outcome === "ok") this.tell(answer);
        else if (answer.outcome === "person") this.becomeTheirs();
        else this.say(this.isKept || this.toDevice() ? answer.outcome : "nowhere");
    }

    presence() {
        clearInterval(this.present);
        if (!this.article) return;
        this.look();
        this.present = setInterval(() => this.look(), PRESENT);
    }

    async look() {
        if (!this.article) return;
        const answer = await post(this.address("present"), this.window, { again: this.again });
        if (answer.outcome === "ok") {
            this.tell(answer);
            const back = ["offline", "login"].includes(this.told.dataset.outcome);
            if (back && this.isKept) this.say("back");
            else if (back) this.soon(0);
        } else if (answer.outcome === "person") {
            this.becomeTheirs();
        } else {
            this.say(this.isKept || this.toDevice() ? answer.outcome : "nowhere");
        }
    }

    leave() {
        this.toDevice();
        if (!this.article) return;
        post(this.address("present"), { ...this.window, closed: true }, { again: this.again, keepalive: true });
    }

    // Whether the form can be sent: the newsroom answers, and knows who this is. What is sent is on the device before.
    async isReady() {
        const there = await whoIsThere(this.again);
        if (there.outcome !== "ok") return "offline";
        if (!there.person && !(await this.comeBack())) return "login";
        renew();
        // A new story that is being begun by what is on its way would be begun twice; that may have left while we asked.
        while (this.sending) await this.sending;
        this.written = "";
        this.toDevice();
        // A browser that comes back to a page may have put into these what they held before.
        Object.entries({ session: this.key, continues: this.continues, number: this.number }).forEach(([name, value]) => {
            this.form.elements[name].value = value;
        });
        return "ready";
    }
}
