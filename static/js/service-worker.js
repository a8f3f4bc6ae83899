// Answers with the page /offline when a page cannot be fetched. It keeps that page, as strangers see it, with its
// style sheet and its font, and nothing else: no page of a member's is ever stored.
const cacheName = `offline ${location.search}`;
const offlinePage = '/offline';

addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePage().then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetEarlier(), registration.navigationPreload?.enable()]));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(navigate(event));
  else if (['style', 'font'].includes(request.destination)) event.respondWith(keptOrFetched(request));
});

async function navigate(event) {
  try {
    return (await event.preloadResponse) ?? (await fetchPage(event.request));
  } catch {
    return (await caches.match(offlinePage)) ?? Response.error();
  }
}

/**
 * On the way back a browser asks only for what it kept, and what a form was answered with is not kept. That is no
 * reason to say "You are offline": the same address is asked for anew, and leads to the form.
 */
function fetchPage(request) {
  const asked = fetch(request);
  return request.isHistoryNavigation ? asked.catch(() => fetch(request.url, { redirect: 'manual' })) : asked;
}

const keptOrFetched = async (request) => (await caches.match(request)) ?? fetch(request);

async function keepOfflinePage() {
  const page = await fetch(offlinePage, { credentials: 'omit', cache: 'no-cache' });
  if (!page.ok) throw new Error('There is no offline page');
  const html = await page.clone().text();
  const files = [...html.matchAll(/"(\/static\/[^"]+\.(?:css|woff2|svg))"/g)].map(([, file]) => file);
  const cache = await caches.open(cacheName);
  await cache.addAll([...new Set(files)]);
  await cache.put(offlinePage, page);
}

async function forgetEarlier() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
}
