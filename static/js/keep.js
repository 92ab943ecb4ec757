// Has the browser keep the last stories that were read; once it has nothing to do for the page.
const keep = () => navigator.serviceWorker?.register("/sw.js").catch(() => {});
// Safari does not say when it has nothing to do.
const later = globalThis.requestIdleCallback ?? setTimeout;

if (document.readyState === "complete") later(keep);
else addEventListener("load", () => later(keep));
