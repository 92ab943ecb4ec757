// {{ version }}
// Keeps the last stories that were read. While the network answers pages come from there, so what
// the newsroom changes or takes away goes here too.
const SHELL = {{ shell }};
const STORIES = 20, WIDE_ENOUGH = 640;
// In milliseconds: whoever has the story need not wait longer for the network.
const PATIENCE = 4000;
const FILES = "files", STORY = "story:";
const STORY_PATH = /^\/[^/]+\/\d+\/[^/]+\/$/;
// News that is breaking is over by the time that a copy is read.
const BANNER = /<aside class="banner"[^]*?<\/aside>/;
const IS_STORY = '<meta property="og:type" content="article">';
// Whoever asks for these is somebody in particular.
const PRIVATE = /^\/(admin|comments|health|preview|review)\//;
const PICTURE = /^\/media\/pictures\/\w+\/\w+\//;
const STATIC = /^\/static\/(?!(\w+\/)?admin\/)/;
const HASH = /\.[0-9a-f]{12}(?=\.\w+$)/;

// A page that was kept before an update finds the newest of each of its files.
const fileName = (path) => path.replace(HASH, "");
const kept = async (name) => (await caches.match(name)) ?? Response.error();

async function keep(cache, name, address) {
  const response = await fetch(address);
  if (response.status !== 200) throw new Error(address);
  await cache.put(name, response);
}

// Of each picture one file, wide enough for a telephone.
function pictures(html) {
  const article = html.match(/<article[^]*<\/article>/)?.[0] ?? "";
  return (article.match(/<picture>[^]*?<\/picture>/g) ?? []).map((picture) => {
    const files = [...picture.matchAll(/["\s](\/media\/[^\s"]+\.webp) (\d+)w/g)];
    const file = files.find(([, , width]) => width >= WIDE_ENOUGH) ?? files.at(-1);
    return file?.[1] ?? picture.match(/<img src="(\/media\/[^"]+)"/)?.[1];
  }).filter(Boolean);
}

async function remember(path, response) {
  // Withdrawn, or elsewhere.
  if (response.type === "opaqueredirect" || [404, 410].includes(response.status))
    await caches.delete(STORY + path);
  if (response.status !== 200) return;
  const html = await response.text();
  if (!html.includes(IS_STORY)) return;
  await caches.delete(STORY + path);
  const cache = await caches.open(STORY + path);
  await cache.put(path, new Response(html.replace(BANNER, ""), response));
  const names = (await caches.keys()).filter((name) => name.startsWith(STORY));
  await Promise.all(names.slice(0, -STORIES).map((name) => caches.delete(name)));
  await Promise.allSettled(pictures(html).map((each) => keep(cache, PICTURE.exec(each)[0], each)));
}

async function page(answer, path) {
  const before = await caches.match(path);
  const late = (resolve, reject) => setTimeout(reject, PATIENCE);
  try {
    const response = await (before ? Promise.race([answer, new Promise(late)]) : answer);
    if (!before || response.status < 500) return response;
  } catch {}
  return before ?? kept(SHELL[0]);
}

function visit(event, path) {
  const answer = fetch(event.request);
  // What comes too late to be shown is kept all the same.
  if (STORY_PATH.test(path))
    event.waitUntil(answer.then((response) => remember(path, response.clone())));
  event.respondWith(page(answer, path));
}

async function file(event, url) {
  const name = fileName(url.pathname), before = await caches.match(name);
  // Under a name with a hash there are never other bytes.
  if (before?.url === url.href && name !== url.pathname) return before;
  try {
    const response = await fetch(event.request), copy = response.clone();
    if (copy.status === 200)
      event.waitUntil(caches.open(FILES).then((cache) => cache.put(name, copy)));
    return response;
  } catch {
    return before ?? Response.error();
  }
}

addEventListener("install", (event) => event.waitUntil((async () => {
  const files = await caches.open(FILES);
  await Promise.all(SHELL.map((each) => keep(files, fileName(each), each)));
  await self.skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  await self.clients.claim();
  // The story with which the reader came was there before this.
  for (const { url } of await self.clients.matchAll({ type: "window" })) {
    const path = new URL(url).pathname;
    if (STORY_PATH.test(path)) await remember(path, await fetch(path, { redirect: "manual" }));
  }
})()));

addEventListener("fetch", (event) => {
  const { method, mode } = event.request, url = new URL(event.request.url), path = url.pathname;
  if (method !== "GET" || url.origin !== location.origin || PRIVATE.test(path)) return;
  if (mode === "navigate") visit(event, path);
  else if (PICTURE.test(path))
    event.respondWith(fetch(event.request).catch(() => kept(PICTURE.exec(path)[0])));
  else if (STATIC.test(path)) event.respondWith(file(event, url));
});
