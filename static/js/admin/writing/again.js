// The dialog in which one logs in again without leaving the page; what stands in the form stays as it is.
import { logIn, whoIsThere } from "desk/writing/wire";

const dialog = document.getElementById("login-again");
const form = dialog?.querySelector("form");
const trouble = dialog?.querySelector("[data-trouble]");
let waiting = null;

async function submit(event) {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    trouble.textContent = "";
    // Asking first gives this browser a token, should it have lost that too.
    await whoIsThere(dialog.dataset.address);
    const answer = await logIn(dialog.dataset.address, new FormData(form));
    button.disabled = false;
    if (answer.outcome === "ok" && answer.person) {
        form.elements.password.value = "";
        dialog.close(String(answer.person));
        return;
    }
    const { locked, offline } = dialog.dataset;
    trouble.textContent = answer.errors?.join(" ") || (answer.outcome === "offline" && !navigator.onLine ? offline : locked);
    form.elements.password.select();
}

// The key of the person who logged in; null for who gave up.
export function logInAgain() {
    waiting ??= new Promise((resolve) => {
        dialog.returnValue = "";
        dialog.showModal();
        dialog.addEventListener(
            "close",
            () => {
                waiting = null;
                resolve(dialog.returnValue || null);
            },
            { once: true },
        );
    });
    return waiting;
}

form?.addEventListener("submit", submit);
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close(""));
