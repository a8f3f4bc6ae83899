// Soon enough that what somebody reads here does not ring on their other devices.
const tellEvery = 500;

/**
 * Tells the server how far a member has read as new replies come into their view. The place is a number with nothing
 * unread before it, so it only moves past a reply that was seen here.
 */
export function noteReading(region) {
  const isMember = document.querySelector('[data-viewer-id]') !== null;
  if (!isMember) return { watch() {} };
  const seen = new Set();
  let place = Number(region.dataset.readUpTo);
  let told = place;
  let timer;

  const inView = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) inView[isIntersecting ? 'add' : 'delete'](target);
    noteWhatIsInView();
  });

  function noteWhatIsInView() {
    if (document.visibilityState !== 'visible') return;
    for (const reply of inView) {
      seen.add(Number(reply.dataset.number));
      watcher.unobserve(reply);
    }
    inView.clear();
    while (seen.has(place + 1)) place++;
    if (place > told) timer ??= setTimeout(tell, tellEvery);
  }

  function tell() {
    clearTimeout(timer);
    timer = undefined;
    if (place <= told) return;
    told = place;
    const address = region.dataset.catchUp.replace(/changes$/, 'reading-place');
    // Not worth troubling anybody about when it fails: opening the topic the next time notes it too.
    fetch(address, { method: 'POST', body: new URLSearchParams({ number: place }), keepalive: true }).catch(
      () => {},
    );
  }

  document.addEventListener('visibilitychange', noteWhatIsInView);
  addEventListener('pagehide', tell);
  return { watch: (reply) => watcher.observe(reply) };
}
