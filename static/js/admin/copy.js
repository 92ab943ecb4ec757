// Buttons that put an address into the clipboard; without a clipboard the address stands there to be marked.
for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.nextElementSibling.textContent = button.dataset.copied;
    });
}
