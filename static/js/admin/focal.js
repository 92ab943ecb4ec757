// The focal point of a picture, which every crop keeps: by a click, by dragging, by the arrow keys on the point, or by its
// two numbers. Beside the picture stands what the crops become. Without a file it is that of the picture which is there.
const LONGEST = 1200;
const HEIGHT = 160;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const within = (value, most) => Math.min(Math.max(value, 0), most);

// The page's policy lets in no picture from the visitor's own disk by address; a canvas needs none.
async function drawn(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.setAttribute("aria-hidden", "true");
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas;
}

// As portal.pictures.renditions.crop_box() cuts it.
function cut(source, canvas, x, y) {
    const [across, down] = canvas.dataset.focalCrop.split("/").map(Number);
    const [width, height] = [source.naturalWidth ?? source.width, source.naturalHeight ?? source.height];
    const wide = Math.min(width, (height * across) / down);
    const high = Math.min(height, (width * down) / across);
    const left = within((width * x) / 100 - wide / 2, width - wide);
    const top = within((height * y) / 100 - high / 2, height - high);
    canvas.height = HEIGHT;
    canvas.width = Math.round((HEIGHT * across) / down);
    canvas.getContext("2d").drawImage(source, left, top, wide, high, 0, 0, canvas.width, canvas.height);
}

// By pointer and by keys; the two numbers are for who prefers them.
function listen({ stage, point, numbers: [x, y], at, set }) {
    stage.addEventListener("pointerdown", (event) => {
        if (event.button !== 0 || x.disabled) return;
        event.preventDefault();
        stage.setPointerCapture(event.pointerId);
        at(event);
        point.focus({ preventScroll: true });
    });
    stage.addEventListener("pointermove", (event) => stage.hasPointerCapture(event.pointerId) && at(event));
    point.addEventListener("keydown", (event) => {
        if (!(event.key in STEPS) || x.disabled) return;
        event.preventDefault();
        const [right, down] = STEPS[event.key].map((step) => step * (event.shiftKey ? 10 : 1));
        set(Number(x.value) + right, Number(y.value) + down);
    });
}

export function focal(host) {
    const [box, stage, point] = ["shown", "stage", "point"].map((name) => host.querySelector(`[data-focal-${name}]`));
    const crops = host.querySelectorAll("[data-focal-crop]");
    const numbers = ["x", "y"].map((name) => host.querySelector(`[name$="-focal_${name}"]`));
    const present = host.querySelector("img");
    let shown = null;
    let asked = 0;

    function place() {
        const [x, y] = numbers.map((number) => within(Number(number.value), 100));
        stage.style.setProperty("--x", `${x}%`);
        stage.style.setProperty("--y", `${y}%`);
        point.setAttribute("aria-label", point.dataset.label.replace("{x}", x).replace("{y}", y));
        for (const canvas of crops) cut(shown, canvas, x, y);
    }

    function set(...values) {
        values.forEach((value, each) => (numbers[each].value = within(Math.round(value), 100)));
        place();
    }

    function at({ clientX, clientY }) {
        const { left, top, width, height } = shown.getBoundingClientRect();
        set(((clientX - left) / width) * 100, ((clientY - top) / height) * 100);
    }

    function put(picture) {
        shown?.remove();
        shown = picture;
        box.hidden = !picture;
        if (!picture) return;
        stage.prepend(picture);
        place();
    }

    function clear() {
        asked++;
        put(present?.naturalWidth ? present : null);
    }

    // A large file may be drawn after a small one that was chosen later.
    async function show(file) {
        const number = ++asked;
        const made = await drawn(file).catch(() => null);
        if (number !== asked) return;
        if (made) put(made);
        else clear();
    }

    listen({ stage, point, numbers, at, set });
    for (const number of numbers) number.addEventListener("input", () => shown && place());
    present?.decode().then(() => asked || clear(), () => {});
    return { show, clear };
}
