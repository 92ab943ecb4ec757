// Picture files that are dropped or pasted into the text: the dialog of the library opens with the file on its way.
import { insertPicture } from "desk/editor/figures";

const pictures = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

// Word and Excel put a picture of the text beside the text; a copied picture has nothing but itself.
function hasWords(data) {
    if (data.getData("text/plain").trim()) return true;
    const html = data.getData("text/html").replace(/<!--[\s\S]*?-->|<(style|title)\b[\s\S]*?<\/\1>|<[^>]*>/g, "");
    return Boolean(html.trim());
}

export function drops(library, config, ask) {
    const open = async (editor, files, place) => {
        for (const file of files) {
            if (!config.accept.split(",").includes(file.type)) ask.say(ask.status.dataset.noPicture.replace("{name}", file.name));
            else await insertPicture(library, editor, config, { file, place });
            place = null;
        }
    };
    return library.Extension.create({
        name: "storyDrops",
        priority: 1400,
        addProseMirrorPlugins() {
            const { editor } = this;
            const handleDrop = (view, event, slice, moved) => {
                const files = moved ? [] : pictures(event.dataTransfer);
                if (!files.length) return false;
                const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
                event.preventDefault();
                open(editor, files, at?.pos ?? null);
                return true;
            };
            const handlePaste = (view, event) => {
                const files = pictures(event.clipboardData);
                if (!files.length || hasWords(event.clipboardData)) return false;
                open(editor, files, null);
                return true;
            };
            return [new library.Plugin({ props: { handleDrop, handlePaste } })];
        },
    });
}
