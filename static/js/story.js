// What only a script can do for who reads a story: copy its link, share it, print it, and say how
// long ago it was updated, which no page that is kept could say by itself.
const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

for (const share of document.querySelectorAll("[data-share]")) {
    const { share: url, title } = share.dataset;
    const said = share.querySelector("[role=status]");
    const address = share.querySelector("input");
    const deeds = {
        async copy() {
            try {
                await navigator.clipboard.writeText(url);
                said.textContent = said.dataset.copied;
            } catch {
                // Forbidden, or of an older browser: then it is there to be copied by hand.
                address.hidden = false;
                address.select();
            }
        },
        share: () => navigator.share({ url, title }).catch(() => {}),
        print: () => window.print(),
    };
    for (const button of share.querySelectorAll("[data-deed]")) {
        const { deed } = button.dataset;
        button.parentElement.hidden = deed === "share" && !navigator.share;
        button.addEventListener("click", deeds[deed]);
    }
}

for (const time of document.querySelectorAll("time[data-ago]")) {
    const printed = time.textContent;
    const words = new Intl.RelativeTimeFormat(time.closest("[lang]").lang, { numeric: "auto" });
    const tell = () => {
        const ago = Math.floor((Date.now() - new Date(time.dateTime)) / MINUTE);
        const near = ago < HOUR ? words.format(-ago, "minute") : words.format(-Math.floor(ago / HOUR), "hour");
        // A clock that goes wrong says nothing.
        time.textContent = ago >= 0 && ago < DAY ? near : printed;
    };
    time.title = printed;
    tell();
    setInterval(tell, MINUTE);
    // On paper it would be true for a minute.
    addEventListener("beforeprint", () => (time.textContent = printed));
    addEventListener("afterprint", tell);
}
