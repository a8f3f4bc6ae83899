import { morph } from './morph.js';
import { changePage } from './patch.js';
import { fetchThisPage } from './this-page.js';

/**
 * Replaces all that a region shows by what the server would send now. Brings the number it was drawn at, or null when
 * the viewer can no longer see it.
 */
export async function replaceRegion(region, afterwards) {
  const page = await fetchThisPage();
  const fresh = regionOf(page, region.dataset.room);
  if (!fresh) return null;
  changePage(() => {
    for (const piece of piecesOutside(document)) {
      const twin = piecesOutside(page).find(({ dataset }) => dataset.part === piece.dataset.part);
      if (twin) morph(piece, twin.cloneNode(true));
    }
    morph(region, fresh.cloneNode(true));
    afterwards?.();
  });
  return Number(fresh.dataset.seq);
}

/** Takes off the page what its viewer may no longer see. What they have typed stays. */
export function closeRegion(region, status) {
  const pieces = [...piecesOutside(document), ...region.querySelectorAll('[data-part]')];
  changePage(() => {
    for (const piece of pieces) piece.remove();
    for (const words of document.head.querySelectorAll(
      '[rel="alternate"], [rel="canonical"], [name="description"]',
    ))
      words.remove();
    // Nothing that is left is live, or has an order.
    for (const words of region.querySelectorAll('[data-live-status], .thread__tools')) words.remove();
    region.prepend(createNotice());
  });
  document.title = noLonger;
  status.say(noLonger);
}

const noLonger = 'This page is no longer open to you';

function createNotice() {
  const heading = document.querySelector('h1') ? 'h2' : 'h1';
  const notice = document.createElement('div');
  notice.className = 'govuk-inset-text';
  notice.innerHTML = `<${heading} class="govuk-heading-m">${noLonger}</${heading}>
    <p>You may have been signed out, or it may have been moved or hidden. Anything you were typing is kept.</p>
    <p><a class="govuk-link">Load this page again</a></p>`;
  notice.querySelector('a').href = location.href;
  return notice;
}

const regionOf = (page, name) => page?.querySelector(`[data-room="${CSS.escape(name)}"]`);

const piecesOutside = (page) =>
  [...page.querySelectorAll('main [data-part]')].filter((piece) => !piece.closest('[data-room]'));
