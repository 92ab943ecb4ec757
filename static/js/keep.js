// Has the browser keep the last stories that were read; after the page, which comes first.
const keep = () => navigator.serviceWorker?.register("/sw.js").catch(() => {});

if (document.readyState === "complete") keep();
else addEventListener("load", keep);
