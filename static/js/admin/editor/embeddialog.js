// What of another site is to stand in the text: its address or its code, and a caption; with what it will look like.
import { question } from "desk/editor/dialogs";
import { fill } from "desk/editor/embeds";
import { recognise } from "desk/editor/recognise";

const WAIT = 300;

export function embedDialog(element, config, card) {
    const [address, caption, status, shown] = ["#embed-address", "#embed-caption", "#embed-status", "[data-shown]"].map((name) =>
        element.querySelector(name),
    );
    const told = element.dataset;
    shown.append(card);
    let timer;
    let asked = 0;

    const say = (text, refused = false) => {
        status.textContent = text;
        status.classList.toggle("desk-dialog__status--refused", refused);
    };
    const refuse = (text) => {
        say(text, true);
        address.setAttribute("aria-invalid", "true");
    };
    const reset = () => {
        clearTimeout(timer);
        asked++;
        say("");
        shown.hidden = true;
        address.removeAttribute("aria-invalid");
    };
    // Only the answer to what was typed last counts.
    const look = async () => {
        clearTimeout(timer);
        const number = ++asked;
        const code = address.value.trim();
        if (!code) return refuse(told.empty);
        const { embed, trouble } = await recognise(code, config, told);
        if (number !== asked || !element.open) return null;
        if (!embed) return refuse(trouble ?? told.unknown.replace("{what}", code.length > 60 ? `${code.slice(0, 60)}…` : code));
        fill(card, embed);
        shown.hidden = false;
        say(embed.label);
        return embed;
    };
    const send = async () => {
        const embed = await look();
        if (embed) answer({ ...embed, caption: caption.value.trim() });
        else address.focus();
    };
    const { asked: ask, answer } = question(element, (here) => {
        reset();
        address.value = here?.address ?? "";
        caption.value = here?.caption ?? "";
        if (here) look();
    });

    address.addEventListener("input", () => {
        reset();
        if (address.value.trim()) timer = setTimeout(look, WAIT);
    });
    element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !event.target.matches("input")) return;
        event.preventDefault();
        send();
    });
    element.addEventListener("click", (event) => event.target.closest("[data-take]") && send());
    return ask;
}
