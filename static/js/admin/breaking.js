// Breaking news while it is written: what readers will see, how much room is left, and when it ends by the newsroom's clocks.
const form = document.querySelector(".breaking-form");
const { longest, zone, ends } = form.dataset;
const text = form.elements.text;
const [preview, words, told] = [".breaking-form__preview", "[data-words]", "[data-told]"].map((each) => form.querySelector(each));
const clock = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
});

const count = document.createElement("p");
count.className = "breaking-form__count help";
text.after(count);

const show = () => {
    const said = text.value.trim().replace(/\s+/gu, " ");
    count.textContent = `${[...said].length} / ${longest}`;
    preview.hidden = !said;
    words.textContent = said;
    words.classList.toggle("breaking-banner__link", Boolean(form.elements.url.value.trim()));
};

const time = () => {
    const minutes = Number(form.elements.minutes.value);
    const said = ends.replace("{}", clock.format(Date.now() + minutes * 60_000));
    if (minutes && told.textContent !== said) told.textContent = said;
};

form.addEventListener("input", show);
// A story that was chosen from the list is not typed.
form.addEventListener("focusout", show);
form.addEventListener("change", time);
setInterval(time, 15_000);
show();
time();
