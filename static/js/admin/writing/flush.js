// Hands the newsroom what this device still holds of this person: of a crashed tab, a lost network, a closed laptop.
import * as device from "desk/writing/device";
import { post } from "desk/writing/wire";

// How many forms' words the newsroom has now that it did not have before, and what it refuses: that stays on the device.
export async function flush({ person, autosave, again, own = "" }) {
    let handed = 0;
    const refused = [];
    for (const entry of device.all(person)) {
        if (entry.key === own) continue;
        const answer = await post(autosave, { ...entry, handed_over: true }, { again });
        if (answer.outcome === "ok") {
            device.forget(person, entry.key, answer.number);
            handed += answer.number === entry.number ? 1 : 0;
        } else if (answer.outcome === "refused") refused.push(entry);
        else if (answer.outcome === "offline" || answer.outcome === "login") break;
    }
    return { handed, refused };
}
