// What the style list says of the words under the mouse, or of those that were clicked or touched, right below them.
const GAP = 6;
const AWAY = 250;

function place(card, mark) {
    const [line] = mark.getClientRects();
    const { width, height } = card.getBoundingClientRect();
    const isBelow = line.bottom + GAP + height < window.innerHeight;
    const left = Math.max(GAP, Math.min(line.left, window.innerWidth - width - GAP));
    card.style.setProperty("left", `${left}px`);
    card.style.setProperty("top", `${isBelow ? line.bottom + GAP : line.top - GAP - height}px`);
}

// `hitAt` tells what is marked at an element of the text; `use` puts the suggestion there.
export function hintCard(text, card, hitAt, use) {
    const why = card.querySelector("[data-why]");
    const button = card.querySelector("[data-use]");
    let shown = null;
    let at;
    let due;
    // Who clicked or touched the words keeps the card: beside a touch screen, the mouse rests elsewhere and seems to leave.
    let isKept = false;
    text.closest(".story-editor").append(card);

    const hide = () => {
        clearTimeout(due);
        shown = null;
        isKept = false;
        if (card.matches(":popover-open")) card.hidePopover();
    };
    const show = (mark) => {
        clearTimeout(due);
        const hit = hitAt(mark);
        if (!hit) return hide();
        [shown, at] = [hit, mark];
        why.textContent = hit.rule.message;
        button.hidden = !hit.use;
        button.textContent = button.dataset.label.replace("{words}", hit.use);
        if (!card.matches(":popover-open")) card.showPopover();
        place(card, mark);
    };
    const leave = () => {
        clearTimeout(due);
        if (!isKept) due = setTimeout(hide, AWAY);
    };
    // A touch that puts the cursor into the text may scroll it, a moment after the card came.
    const follow = () => {
        if (!shown) return;
        const [line] = at.isConnected ? at.getClientRects() : [];
        if (line && line.bottom > 0 && line.top < window.innerHeight) place(card, at);
        else hide();
    };

    text.addEventListener("mouseover", ({ target }) => {
        const mark = target.closest?.(".style-mark");
        if (mark && mark !== at) isKept = false;
        if (mark) show(mark);
        else if (shown) leave();
    });
    text.addEventListener("mouseleave", leave);
    text.addEventListener("click", ({ target }) => {
        const mark = target.closest?.(".style-mark");
        if (!mark) return hide();
        show(mark);
        isKept = Boolean(shown);
    });
    card.addEventListener("mouseenter", () => clearTimeout(due));
    card.addEventListener("mouseleave", leave);
    // The text keeps its cursor.
    card.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
        if (shown) use(shown);
        hide();
    });
    text.addEventListener("input", hide);
    document.addEventListener("scroll", follow, { capture: true, passive: true });
    document.addEventListener(
        "keydown",
        (event) => {
            if (event.key !== "Escape" || !shown) return;
            event.stopPropagation();
            hide();
        },
        { capture: true },
    );
    return { hide };
}
