// The story that is chosen by words of its headline is pinned at once; without scripts a search finds it.
import { combobox } from "desk/combobox";

for (const input of document.querySelectorAll("[data-stories]")) {
    const { form, address, without, pins } = input.closest("[data-pins]").dataset;
    const taken = new Set(without.split(" ").map(Number));
    const suggest = async (text) => {
        const response = await fetch(`${input.dataset.stories}?${new URLSearchParams({ q: text })}`);
        if (!response.ok || response.redirected) return [];
        const { stories } = await response.json();
        const open = stories.filter(({ pk, address }) => (address || pins === "any") && !taken.has(pk));
        const told = ({ headline, state, category, date }) => [headline, state, category, date].filter(Boolean).join(" · ");
        return open.map((story) => ({ pk: story.pk, toString: () => told(story) }));
    };
    const pin = ({ pk }) => {
        const sent = document.getElementById(form);
        sent.action = address.replace("/0/", `/${pk}/`);
        sent.submit();
    };
    combobox(input, { suggest, choose: pin });
}
