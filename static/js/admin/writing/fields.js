// What a form holds, as it would be sent: each name with its values.

// What tells of the form and the page, and not of the story.
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "session", "number", "continues"]);

export function fieldsOf(form) {
    const found = {};
    for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && !LEFT_OUT.has(name)) (found[name] ??= []).push(value);
    }
    // A tag that is still being typed is none yet, but words.
    for (const entry of form.querySelectorAll(".tags-input__entry")) {
        const field = entry.closest(".tags-input").querySelector("input[type=hidden]");
        if (entry.value.trim()) found[field.name] = [[field.value, entry.value].filter(Boolean).join(", ")];
    }
    return found;
}
