// Picture files that are dropped or pasted into the text: the dialog of the library opens with the file on its way.
import { insertPicture } from "desk/editor/figures";

const filesOf = (data) => [...(data?.files ?? [])];
const isPicture = (file) => file.type.startsWith("image/");

// Word and Excel put a picture of the text beside the text; a copied picture has nothing but itself.
function hasWords(data) {
    if (data.getData("text/plain").trim()) return true;
    const html = data.getData("text/html").replace(/<!--[\s\S]*?-->|<(style|title)\b[\s\S]*?<\/\1>|<[^>]*>/g, "");
    return Boolean(html.trim());
}

const frameOf = (editor) => editor.view.dom.closest(".story-editor");

// What nobody else takes, a field for files included. Words that are dragged stay the browser's.
function catchStrays(take) {
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest?.("[type=file]");
    const over = (event) => hasFiles(event) && event.preventDefault();
    const drop = (event) => {
        if (event.defaultPrevented || !hasFiles(event)) return;
        event.preventDefault();
        take(event);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
        window.removeEventListener("dragover", over);
        window.removeEventListener("drop", drop);
    };
}

export function drops(library, config, ask) {
    const isFit = (file) => config.accept.split(",").includes(file.type);
    const refuse = (files) => {
        const names = files.filter((file) => !isFit(file)).map((file) => file.name).join("”, “");
        if (names) ask.say(ask.status.dataset.noPicture.replace("{name}", names));
    };
    const open = async (editor, files, place) => {
        refuse(files);
        for (const file of files.filter(isFit)) {
            await insertPicture(library, editor, config, { file, place });
            place = null;
        }
    };
    // On the toolbar, the headline or beside the page; the browser would leave the form and show the file.
    const stray = (editor, { target, dataTransfer }) => {
        const files = filesOf(dataTransfer);
        if (editor.isEditable && frameOf(editor).contains(target)) return open(editor, files, null);
        refuse(files);
        if (editor.isEditable && files.every(isFit)) ask.say(ask.status.dataset.beside);
    };
    return library.Extension.create({
        name: "storyDrops",
        priority: 1400,
        addProseMirrorPlugins() {
            const { editor } = this;
            const handleDrop = (view, event, slice, moved) => {
                const files = moved ? [] : filesOf(event.dataTransfer);
                if (!files.some(isPicture)) return false;
                const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
                event.preventDefault();
                open(editor, files, at?.pos ?? null);
                return true;
            };
            const handlePaste = (view, event) => {
                const files = filesOf(event.clipboardData).filter(isPicture);
                if (!files.length || hasWords(event.clipboardData)) return false;
                open(editor, files, null);
                return true;
            };
            const view = () => ({ destroy: catchStrays((event) => stray(editor, event)) });
            return [new library.Plugin({ view, props: { handleDrop, handlePaste } })];
        },
    });
}
