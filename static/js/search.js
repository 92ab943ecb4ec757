// Suggestions while somebody types what they look for: an editable combobox as the ARIA Authoring
// Practices describe it. Whatever goes wrong, the form is sent as it is without a script.
const PAUSE = 150;
const PATIENCE = 4_000;
const SHORTEST = 2;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const made = (tag, properties, attributes = {}) => {
    const element = Object.assign(document.createElement(tag), properties);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
};

class Combobox {
    #input;
    #list;
    #said;
    #address;
    #asking = null;
    #timer = 0;
    #typed = "";

    constructor(form, number) {
        const id = `suggestions-${number}`;
        this.#input = form.elements.q;
        this.#address = form.dataset.suggest;
        this.#list = made("div", { id, className: "combobox__list", hidden: true }, {
            role: "listbox",
            "aria-label": form.dataset.label,
        });
        this.#said = made("p", { className: "visually-hidden" }, { role: "status" });
        this.#input.after(this.#list, this.#said);
        const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
        for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value);
        this.#input.autocomplete = "off";
        this.#input.addEventListener("input", (event) => event.isComposing || this.#wait());
        this.#input.addEventListener("compositionend", () => this.#wait());
        this.#input.addEventListener("keydown", (event) => this.#press(event));
        this.#input.addEventListener("blur", () => this.#close());
        // Else the field would lose the focus, and with it the list.
        this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
        this.#list.addEventListener("mousedown", (event) => event.preventDefault());
        form.addEventListener("submit", () => this.#close());
    }

    get #options() {
        return [...this.#list.querySelectorAll('[role="option"]')];
    }

    get #active() {
        return this.#list.querySelector('[aria-selected="true"]');
    }

    #wait() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(), PAUSE);
    }

    async #ask() {
        const typed = this.#input.value.trim();
        if (typed === this.#typed && !this.#list.hidden) return;
        this.#forget();
        if (typed.length < SHORTEST) {
            this.#close();
            return;
        }
        this.#typed = typed;
        const asking = new AbortController();
        const { signal } = asking;
        this.#asking = asking;
        const late = setTimeout(() => asking.abort(), PATIENCE);
        try {
            const answer = await fetch(`${this.#address}?${new URLSearchParams({ q: typed })}`, { signal });
            const found = answer.ok ? await answer.json() : { groups: [], said: "" };
            if (this.#asking === asking && document.activeElement === this.#input) this.#show(found);
        } catch {
            // Too slow, or no network: whoever types does not have to know.
            if (this.#asking === asking) this.#close();
        } finally {
            clearTimeout(late);
        }
    }

    #forget() {
        clearTimeout(this.#timer);
        this.#asking?.abort();
        this.#asking = null;
    }

    #show({ groups, said }) {
        this.#list.replaceChildren(...groups.map((group, place) => this.#group(group, place)));
        this.#input.removeAttribute("aria-activedescendant");
        this.#said.textContent = said;
        this.#list.hidden = groups.length === 0;
        this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
    }

    #group({ label, options }, place) {
        const id = `${this.#list.id}-${place}`;
        const group = made("div", { className: "combobox__group" }, { role: "group", "aria-labelledby": id });
        group.append(made("p", { id, className: "combobox__label", textContent: label }, { role: "presentation" }));
        options.forEach(({ text, address, lang }, number) => {
            const option = made("a", { id: `${id}-${number}`, href: address, className: "combobox__option" }, {
                role: "option",
                "aria-selected": "false",
                tabindex: "-1",
                dir: "auto",
                ...(lang && { lang }),
            });
            option.append(made("span", { className: "combobox__words", textContent: text }));
            group.append(option);
        });
        return group;
    }

    #close() {
        this.#forget();
        this.#typed = "";
        this.#show({ groups: [], said: "" });
    }

    #press(event) {
        if (event.isComposing) return;
        if (event.key in STEPS) {
            event.preventDefault();
            this.#step(STEPS[event.key], event.altKey);
        } else if (event.key === "Escape" && !this.#list.hidden) {
            // The first press closes the list; browsers empty the field at the next.
            event.preventDefault();
            this.#close();
        } else if (event.key === "Enter" && this.#active) {
            event.preventDefault();
            this.#active.click();
        } else if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
            // Home, End and letters belong to the field.
            this.#activate(null);
        }
    }

    #step(by, isAlone) {
        if (this.#list.hidden) {
            if (by > 0) this.#ask();
            return;
        }
        if (isAlone) {
            if (by < 0) this.#close();
            return;
        }
        // The field itself has a place between the last and the first.
        const places = [null, ...this.#options];
        const place = places.indexOf(this.#active) + by;
        this.#activate(places.at(place % places.length));
    }

    #activate(option) {
        this.#active?.setAttribute("aria-selected", "false");
        this.#input.removeAttribute("aria-activedescendant");
        if (!option) return;
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.#input.setAttribute("aria-activedescendant", option.id);
    }
}

document.querySelectorAll("form[data-suggest]").forEach((form, number) => new Combobox(form, number));
