// What was done to a front, kept by the browser on this device until the newsroom has it.
const name = ({ person, front }) => ["front", person, front].join(":");

export function put(page, entry) {
    try {
        localStorage.setItem(name(page), JSON.stringify(entry));
        return true;
    } catch {
        return false;
    }
}

export function read(page) {
    try {
        return JSON.parse(localStorage.getItem(name(page)));
    } catch {
        return null;
    }
}

export function forget(page) {
    try {
        localStorage.removeItem(name(page));
    } catch {
        // A browser that was told to keep nothing.
    }
}
