// Gives the editor's library our words for its own: it asks `gettext` as it loads and whenever it opens a dialog.
{
    const original = window.gettext ?? ((text) => text);
    let labels;
    const read = () => {
        const field = document.querySelector("[data-django-prose-editor-story]");
        return field ? JSON.parse(field.getAttribute("data-django-prose-editor-story")).labels : {};
    };
    window.gettext = (text) => {
        labels ??= document.readyState === "loading" ? undefined : read();
        return labels?.[text] ?? original(text);
    };
}
