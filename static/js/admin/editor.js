// The editor of a story: the library's engine, with our buttons, dialogs, pictures and words. Nothing of the library's own
// style or labels is used: the one would need a style that the content policy forbids, the others are English.
import * as library from "django-prose-editor/editor";
import { bars } from "desk/editor/bars";
import { cleanPaste, copies } from "desk/editor/paste";
import { drops } from "desk/editor/drops";
import { embedPaste } from "desk/editor/embedpaste";
import { embeds } from "desk/editor/embeds";
import { figures } from "desk/editor/figures";
import { hints } from "desk/editor/hints";
import { joins } from "desk/editor/joins";
import { links } from "desk/editor/links";
import { nodes } from "desk/editor/nodes";
import { parts } from "desk/editor/parts";
import { quotes } from "desk/editor/quotes";
import { fullScreen } from "desk/editor/screen";
import { shortcuts } from "desk/editor/shortcuts";
import { toolbar } from "desk/editor/toolbar";
import { tools } from "desk/editor/tools";
import { words } from "desk/editor/words";

const MARKER = "data-django-prose-editor-story";
const EMPTY = /^<(\w+)(\s[^>]*)?><\/\1>$/;

function extensions(config, own) {
    const all = { ...library, ...own };
    return Object.entries(config.extensions)
        .filter(([name]) => all[name])
        .map(([name, options]) => (typeof options === "object" ? all[name].configure(options) : all[name]));
}

// What a key does, as it is written beside the button that does the same.
function keyboard(config, commands) {
    const mac = library.isMacOS();
    const bindings = Object.entries(config.keys).map(([name, [usual, onMac]]) => [
        (mac && onMac) || usual,
        () => commands.run(name),
    ]);
    return library.Extension.create({
        name: "storyKeys",
        priority: 2000,
        addKeyboardShortcuts: () => Object.fromEntries(bindings),
    });
}

function speak(editor, config) {
    const language = document.getElementById("id_language");
    const say = () => (editor.view.dom.lang = language?.value || config.language);
    language?.addEventListener("change", say);
    say();
}

function build(textarea, config, frame, page) {
    const ask = parts(textarea, frame);
    const commands = tools(library, config, ask);
    const own = { ...nodes(library), ...figures(library, config, ask), ...links(library, config, ask), ...embeds(library, ask) };
    const editor = new library.Editor({
        element: page,
        editable: !textarea.disabled,
        extensions: [
            ...extensions(config, own),
            own.KeepFigures,
            own.PasteLinks,
            own.Embed,
            own.KeepEmbeds,
            embedPaste(library, config, ask),
            keyboard(config, commands),
            quotes(library, config),
            joins(library),
            copies(library),
            drops(library, config, ask),
        ],
        content: textarea.value,
        injectCSS: false,
        enablePasteRules: false,
        editorProps: {
            attributes: {
                role: "textbox",
                "aria-multiline": "true",
                "aria-label": config.label,
                class: "story-text prose",
            },
            ...bars(frame, ask),
            transformPastedHTML: (html) => cleanPaste(html, config, ask),
        },
        onUpdate() {
            const html = editor.getHTML();
            textarea.value = EMPTY.test(html) ? "" : html;
            textarea.dispatchEvent(new Event("input", { bubbles: true }));
        },
    });
    commands.editor = editor;
    return { editor, ask, commands };
}

function create(textarea) {
    const config = JSON.parse(textarea.getAttribute(MARKER));
    const frame = document.createElement("div");
    const page = document.createElement("div");
    frame.className = textarea.disabled ? "story-editor story-editor--closed" : "story-editor";
    page.className = "story-editor__page";
    textarea.before(frame);
    frame.append(page, textarea);
    textarea.classList.add("story-editor__source");
    const { editor, ask, commands } = build(textarea, config, frame, page);
    speak(editor, config);
    words(editor, config, ask.status);
    if (!textarea.disabled) {
        fullScreen(editor, frame, ask);
        toolbar(editor, config, commands, ask.toolbar);
        shortcuts(ask, frame);
        hints(library, editor, config, ask);
    }
    // The paper below the last line is as good a place to go on writing as that line.
    page.addEventListener("mousedown", (event) => {
        if (event.target !== page || textarea.disabled) return;
        event.preventDefault();
        editor.commands.focus("end");
    });
    textarea.labels?.[0]?.addEventListener("click", () => editor.view.focus());
    textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }));
    return editor;
}

library.initializeEditors(create, `[${MARKER}]`);
