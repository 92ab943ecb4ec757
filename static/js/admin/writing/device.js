// What is typed, kept by the browser on this device until the newsroom has it: by person and form, each with its number.
const PREFIX = "typed";

const name = (person, key) => [PREFIX, person, key].join(":");

export function put(person, entry) {
    try {
        localStorage.setItem(name(person, entry.key), JSON.stringify(entry));
        return true;
    } catch {
        return false;
    }
}

function read(key) {
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
}

// Gone from here once the newsroom has what has this number, or something newer of the same form.
export function forget(person, key, number) {
    const held = read(name(person, key));
    if (held && held.number <= number) localStorage.removeItem(name(person, key));
}

export function all(person) {
    const found = [];
    try {
        for (let index = 0; index < localStorage.length; index++) {
            const key = localStorage.key(index);
            if (key.startsWith(name(person, ""))) found.push(read(key));
        }
    } catch {
        // A browser that was told to keep nothing.
    }
    return found.filter(Boolean);
}
