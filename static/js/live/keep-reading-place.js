/**
 * Runs a change of the page while what the reader is looking at stays where it is on the screen. Browsers have
 * scroll anchoring for this, but not all of them; so that it is not done twice, it is switched off meanwhile.
 */
export function keepReadingPlace(change) {
  const anchors = findAnchors().map((element) => ({ element, before: topOf(element) }));
  const { style } = document.documentElement;
  style.overflowAnchor = 'none';
  change();
  // What was itself moved by the change must not take the reader along, so whatever moved least says how far to go.
  const moves = anchors
    .filter(({ element }) => element.isConnected)
    .map(({ element, before }) => topOf(element) - before)
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  if (moves[0]) scrollBy({ top: moves[0], behavior: 'instant' });
  requestAnimationFrame(() => {
    style.overflowAnchor = '';
  });
}

/** Where somebody writes, if that can be seen, or else the pieces that can, from their beginning if possible. */
function findAnchors() {
  // At the very top nothing has been read yet, and what comes first should be seen.
  if (scrollY === 0) return [];
  const { activeElement } = document;
  if (activeElement?.matches('textarea, input') && isInView(activeElement)) return [activeElement];
  const inView = [...document.querySelectorAll('main [data-part]:not(:has([data-part]))')].filter(isInView);
  const fromBeginning = inView.filter((piece) => topOf(piece) >= 0);
  return fromBeginning.length > 0 ? fromBeginning : inView;
}

const topOf = (element) => element.getBoundingClientRect().top;

function isInView(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
