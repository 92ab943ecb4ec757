// The focal point of a picture: what stays in sight wherever it is cropped. By a click, by dragging, by the arrow keys on
// the point, or by its two numbers; beside the picture stands what the crops become.
const LONGEST = 1200;
const CROPS = [
    ["16x9", 16 / 9],
    ["1x1", 1],
];
const within = (value, most = 100) => Math.min(Math.max(Math.round(value), 0), most);

// The page's policy lets in no picture from the visitor's own disk by address; a canvas needs none.
async function draw(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas;
}

function crop(source, target, ratio, x, y) {
    const width = Math.min(source.width, source.height * ratio);
    const height = width / ratio;
    const left = Math.min(Math.max((source.width * x) / 100 - width / 2, 0), source.width - width);
    const top = Math.min(Math.max((source.height * y) / 100 - height / 2, 0), source.height - height);
    target.height = 120;
    target.width = Math.round(120 * ratio);
    target.getContext("2d").drawImage(source, left, top, width, height, 0, 0, target.width, target.height);
}

export function focal(host) {
    let stage;
    let numbers;
    let picture = null;

    const point = () => stage.querySelector("[data-point]");
    const value = (place) => within(Number(numbers[place].value));

    function place() {
        stage.style.setProperty("--x", `${value(0)}%`);
        stage.style.setProperty("--y", `${value(1)}%`);
        if (!picture) return;
        for (const [name, ratio] of CROPS) crop(picture, host.querySelector(`[data-crop="${name}"]`), ratio, value(0), value(1));
    }

    function set(x, y) {
        numbers[0].value = within(x);
        numbers[1].value = within(y);
        place();
    }

    function pointAt({ clientX, clientY }) {
        const box = picture.getBoundingClientRect();
        set(((clientX - box.left) / box.width) * 100, ((clientY - box.top) / box.height) * 100);
    }

    function listen() {
        stage.addEventListener("pointerdown", (event) => {
            if (!picture || event.button !== 0) return;
            event.preventDefault();
            stage.setPointerCapture(event.pointerId);
            pointAt(event);
            point().focus({ preventScroll: true });
        });
        stage.addEventListener("pointermove", (event) => stage.hasPointerCapture(event.pointerId) && pointAt(event));
        point().addEventListener("keydown", (event) => {
            const step = event.shiftKey ? 10 : 1;
            const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
            if (x === undefined) return;
            event.preventDefault();
            set(value(0) + x * step, value(1) + y * step);
        });
        for (const number of numbers) number.addEventListener("input", place);
    }

    function clear() {
        picture?.remove();
        picture = null;
        host.querySelector("[data-shown]").hidden = true;
        host.querySelector("[data-drop]").hidden = false;
    }

    async function show(file) {
        const made = await draw(file).catch(() => null);
        clear();
        if (!made) return;
        picture = made;
        picture.setAttribute("aria-hidden", "true");
        stage.prepend(picture);
        host.querySelector("[data-shown]").hidden = false;
        host.querySelector("[data-drop]").hidden = true;
        place();
    }

    function dress(element, form) {
        stage = element;
        picture = null;
        numbers = ["x", "y"].map((name) => form.querySelector(`[name$="-focal_${name}"]`));
        listen();
        place();
    }

    return { dress, show, clear };
}
