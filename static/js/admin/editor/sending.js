// A picture on its way while its words are typed: one request for each file that was chosen, the last of which counts.
import { send } from "desk/editor/load";

export function sending(told, { progress }) {
    let current = null;

    // What came of it: a token that stands for the file, a reason why it was refused, or nothing; then it goes with the form.
    function start(file, csrf) {
        const body = new FormData();
        body.append("csrfmiddlewaretoken", csrf);
        body.append("picture", file);
        const mine = { file };
        current = mine;
        mine.answer = send(told.send, body, told, (part) => mine === current && progress(part)).then((answer) => {
            mine.token = answer.json?.token ?? "";
            mine.reason = answer.json?.reason ?? "";
            return mine;
        });
        return mine.answer.then((done) => (done === current ? done : null));
    }

    return {
        start,
        stop: () => (current = null),
        // Waits for what is still on its way.
        token: async () => (current ? (await current.answer).token : ""),
    };
}
