// A page of the desk as a fragment, or what to tell instead; a login page that was followed to is none.
export async function load(url, told, options) {
    try {
        const response = await fetch(url, options);
        if (response.redirected || response.status === 403) return { trouble: told.loggedOut };
        if (!response.ok) return { trouble: told.failed };
        return { html: await response.text() };
    } catch {
        return { trouble: navigator.onLine ? told.failed : told.offline };
    }
}

// The same of a form, with word of how much has left; `fetch` tells nothing of that.
export function send(url, body, told, progress) {
    return new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open("POST", url);
        request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
        request.addEventListener("error", () => resolve({ trouble: navigator.onLine ? told.failed : told.offline }));
        request.addEventListener("load", () => {
            const went = new URL(request.responseURL).pathname === new URL(url, location.href).pathname;
            if (request.status === 201) resolve({ image: JSON.parse(request.responseText) });
            else if (request.status === 413) resolve({ trouble: told.tooLarge });
            else if (request.status === 403 || !went) resolve({ trouble: told.loggedOut, isOut: true });
            else if (request.status === 200) resolve({ html: request.responseText });
            else resolve({ trouble: told.failed });
        });
        request.send(body);
    });
}
