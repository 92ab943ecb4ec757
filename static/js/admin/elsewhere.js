// Where readers of a withdrawn story are led: words of a headline find the address of a story that is live.
import { combobox } from "desk/combobox";

const IS_ADDRESS = /^(\/|https?:)/;

for (const input of document.querySelectorAll("[data-stories]")) {
    let found = new Map();
    const suggest = async (text) => {
        if (IS_ADDRESS.test(text)) return [];
        const response = await fetch(`${input.dataset.stories}?${new URLSearchParams({ q: text })}`);
        if (!response.ok || response.redirected) return [];
        const { stories } = await response.json();
        found = new Map(stories.filter((story) => story.address).map((story) => [story.headline, story.address]));
        return [...found.keys()];
    };
    combobox(input, { suggest, choose: (headline) => (input.value = found.get(headline) ?? input.value) });
}
