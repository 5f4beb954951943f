// The service worker: keeps one whole build of Foreproof in the browser, so that it starts and works
// without a connection. The build writes the line `const BUILD = …` before this: the name of the build,
// and its files with the hash of each.
//
// Three promises. A build is kept whole or not at all. A new build waits until the user asks for it. A
// page only ever gets files of the build that it was loaded from: every name but that of the page itself
// holds a hash, and the files of an earlier build stay for as long as one of its pages is open.

const SCOPE = self.registration.scope;
// Other copies of Foreproof on the same host keep theirs in the same store.
const OURS = `foreproof ${SCOPE} `;
const CACHE = OURS + BUILD.name;
const FILES = new Set(BUILD.files.map(([path]) => new URL(path, SCOPE).href));

const isHashed = (address) => /^(app|boot)-/.test(address.slice(SCOPE.length));

// Fetches the whole build. Each file has to have the hash that the build says: while a site is being
// uploaded, new and old files lie side by side. One that differs, and nothing is kept.
const keep = async () => {
  const known = await caches.has(CACHE);
  try {
    const cache = await caches.open(CACHE);
    await cache.addAll(
      BUILD.files.map(([path, integrity]) => {
        const address = new URL(path, SCOPE).href;
        // The page has just loaded most of the hashed files: no need to transfer them again.
        return new Request(address, { integrity, cache: isHashed(address) ? "default" : "no-cache" });
      }),
    );
  } catch (fault) {
    if (!known) await caches.delete(CACHE);
    throw fault;
  }
};

// The kept answer. A hashed file that this build lacks belongs to another one, perhaps an earlier one.
const answer = async (address, request) => {
  const options = { ignoreVary: true };
  const own = await caches.match(address, { ...options, cacheName: CACHE });
  if (own) return own;
  if (isHashed(address)) {
    for (const cacheName of (await caches.keys()).filter((name) => name.startsWith(OURS))) {
      const other = await caches.match(address, { ...options, cacheName });
      if (other) return other;
    }
  }
  return fetch(request);
};

// Throws away the other builds, unless a page may still need one: each page holds a lock with the name
// of its build for as long as it is open, so there must be no other lock, and one for each page. (Browsers
// do not agree on whose lock it is.) Where a browser has no locks, every open page may need another build.
const tidy = async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  // A build that waits, or is just being fetched, is not an old one.
  if (old.length === 0 || self.registration.installing || self.registration.waiting) return;
  const held = self.navigator.locks ? (await self.navigator.locks.query()).held : [];
  const builds = held.map((lock) => lock.name).filter((name) => name.startsWith(OURS));
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const pages = all.filter((page) => page.url.startsWith(SCOPE));
  if (builds.some((name) => name !== CACHE) || builds.length < pages.length) return;
  await Promise.all(old.map((name) => caches.delete(name)));
};

// A page has started. If it is of another build than this, it may offer to load this one.
const greet = async (page, build) => {
  if (page && build !== BUILD.name) page.postMessage("newer");
  await tidy();
  // The page that this one took the place of may not be quite gone yet.
  await new Promise((done) => setTimeout(done, 2000));
  await tidy();
  // The browser has thrown the build away, for want of room perhaps.
  if (!(await caches.has(CACHE))) await keep().catch(() => {});
};

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(tidy));
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") event.waitUntil(self.skipWaiting());
  else if (event.data?.started) event.waitUntil(greet(event.source, event.data.started));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const url = new URL(request.url);
  url.hash = "";
  if (request.mode === "navigate") {
    // Other pages beside the app, such as that of embedding, are none of ours.
    url.search = "";
    if (url.href === SCOPE || url.href === `${SCOPE}index.html`) event.respondWith(answer(SCOPE, request));
  } else if (FILES.has(url.href) || isHashed(url.href)) {
    event.respondWith(answer(url.href, request));
  }
});
