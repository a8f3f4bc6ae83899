import { keepFocus } from './keep-focus.js';
import { keepReadingPlace } from './keep-reading-place.js';
import { morph } from './morph.js';

/**
 * Applies what a room was told to the pieces of the page that are about it. `finish` makes new HTML the viewer's own;
 * `place` decides what becomes of a piece that is not shown yet. Doing it twice changes nothing.
 */
export function applyPatches(region, patches, { finish, place, afterwards }) {
  changePage(() => {
    for (const patch of patches) applyPatch(region, patch, { finish, place });
    afterwards?.();
  });
}

/** Every change of a page by its server goes through here: neither focus nor what is being read may move. */
export const changePage = (change) => keepReadingPlace(() => keepFocus(change));

function applyPatch(region, patch, { finish, place }) {
  const shown = findPieces(region, patch.part);
  const fresh = elementFrom(patch.html);
  if (!fresh) {
    for (const piece of shown) piece.remove();
    return;
  }
  for (const old of shown) {
    const copy = fresh.cloneNode(true);
    finish(copy, old);
    morph(old, copy);
  }
  if (patch.place) place(patch, fresh, shown);
}

/** Pieces of that name in the region, or outside every region, as the head of a topic's page is. */
function findPieces(region, part) {
  const pieces = [...document.querySelectorAll(`[data-part="${CSS.escape(part)}"]`)];
  return pieces.filter((piece) => [region, null].includes(piece.closest('[data-room]')));
}

/** Nothing when the piece is no longer there. */
function elementFrom(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}
