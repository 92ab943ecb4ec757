// The focal point of a picture of a form: by a click, by dragging, by the arrow keys on the point, or by its two numbers.
// Beside it stands what the crops become, also those of a file that was just chosen.
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

function dress(host) {
    const stage = host.querySelector("[data-focal-stage]");
    const point = host.querySelector("[data-focal-point]");
    const crops = host.querySelectorAll("[data-focal-crop]");
    const [x, y] = ["x", "y"].map((name) => host.querySelector(`[name$="-focal_${name}"]`));
    const file = host.querySelector("[type=file]");
    const present = host.querySelector("img");
    let shown = null;

    function place() {
        stage.style.setProperty("--x", `${within(Number(x.value), 100)}%`);
        stage.style.setProperty("--y", `${within(Number(y.value), 100)}%`);
        point.setAttribute("aria-label", point.dataset.label.replace("{x}", x.value).replace("{y}", y.value));
        for (const canvas of crops) cut(shown, canvas, within(Number(x.value), 100), within(Number(y.value), 100));
    }

    function set(across, down) {
        x.value = within(Math.round(across), 100);
        y.value = within(Math.round(down), 100);
        place();
    }

    function at(event) {
        const box = shown.getBoundingClientRect();
        set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    }

    function show(picture) {
        shown?.remove();
        shown = picture;
        stage.prepend(picture);
        host.querySelector("[data-focal-shown]").hidden = false;
        place();
    }

    async function choose() {
        if (file.files[0]) show((await drawn(file.files[0]).catch(() => null)) ?? shown ?? present);
        else if (present) show(present);
    }

    stage.addEventListener("pointerdown", (event) => {
        if (event.button !== 0 || x.disabled) return;
        event.preventDefault();
        stage.setPointerCapture(event.pointerId);
        at(event);
        point.focus({ preventScroll: true });
    });
    stage.addEventListener("pointermove", (event) => stage.hasPointerCapture(event.pointerId) && at(event));
    point.addEventListener("keydown", (event) => {
        if (!(event.key in STEPS)) return;
        event.preventDefault();
        const [right, down] = STEPS[event.key].map((step) => step * (event.shiftKey ? 10 : 1));
        set(Number(x.value) + right, Number(y.value) + down);
    });
    for (const number of [x, y]) number.addEventListener("input", () => shown && place());
    file.addEventListener("change", choose);
    present?.decode().then(() => shown ?? show(present), () => {});
}

for (const host of document.querySelectorAll("[data-focal]")) dress(host);
