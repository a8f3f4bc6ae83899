/**
 * Runs a change of the page while what the reader is looking at stays where it is on the screen. Browsers have
 * scroll anchoring for this, but not all of them; so that it is not done twice, it is switched off meanwhile.
 */
export function keepReadingPlace(change) {
  const anchor = findAnchor();
  if (!anchor) return change();
  const { style } = document.documentElement;
  style.overflowAnchor = 'none';
  const before = anchor.getBoundingClientRect().top;
  change();
  if (anchor.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
  requestAnimationFrame(() => {
    style.overflowAnchor = '';
  });
}

/** What has the focus, if it can be seen, since somebody may be writing there; or else the first piece in view. */
function findAnchor() {
  // At the very top nothing has been read yet, and what comes first should be seen.
  if (scrollY === 0) return null;
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && isInView(activeElement)) return activeElement;
  const pieces = [...document.querySelectorAll('main [data-part]')].filter(isInView);
  return pieces.find((piece) => piece.getBoundingClientRect().top >= 0) ?? pieces.at(-1) ?? null;
}

function isInView(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
