// The bars that lie over the page: the tools above, the counts and, where there is little room, the buttons of the story below.
// The line that is written stays between them, and so does what the Tab key leads to, for which the style sheets read it.
const BUTTONS = document.querySelector(".story-submit");
const AIR = 12;

const isOver = (bar, frame) => {
    const [one, other] = [bar, frame].map((each) => each.getBoundingClientRect());
    return !bar.closest("[inert]") && getComputedStyle(bar).position === "sticky" && one.left < other.right && other.left < one.right;
};

const height = (bar, frame) => (bar && isOver(bar, frame) ? bar.offsetHeight : 0);

// The tools of tables and pictures come once the cursor is there, so the place for them is kept free.
const above = (frame, { toolbar }) => toolbar.offsetHeight + toolbar.querySelector("button").offsetHeight + AIR;

const below = (frame, { status }) => Math.max(height(status, frame), height(BUTTONS, frame));

export function bars(frame, ask) {
    if (!ask.toolbar) return {};
    const tell = () => {
        const { style } = document.documentElement;
        style.setProperty("--bars-above", `${above(frame, ask)}px`);
        style.setProperty("--bars-below", `${below(frame, ask) + AIR}px`);
        if (BUTTONS) style.setProperty("--buttons", `${BUTTONS.offsetHeight}px`);
    };
    const changes = new ResizeObserver(tell);
    for (const each of [frame, ask.toolbar, ask.status, BUTTONS]) if (each) changes.observe(each);
    // The engine reads them each time it brings the cursor into sight.
    const free = (air) => ({
        left: 0,
        right: 0,
        get top() {
            return above(frame, ask) + air;
        },
        get bottom() {
            return below(frame, ask) + air;
        },
    });
    return { scrollThreshold: free(0), scrollMargin: free(AIR) };
}
