/** Keeps the page that says "you are offline" at hand; a new release of the service brings a new one. */
export function start() {
  const [, version] = /\/static\/([^/]+)\//.exec(import.meta.url) ?? [];
  if (!version || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(`/service-worker.js?version=${version}`).catch(() => {
    // Forbidden by the browser's settings: it then shows its own page when there is no connection.
  });
}
