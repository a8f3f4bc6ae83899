import { holdsText, morph } from './morph.js';
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
    putIn(region, page);
    afterwards?.();
  });
  return Number(fresh.dataset.seq);
}

function putIn(region, page) {
  for (const piece of piecesOutside(document)) {
    const twin = piecesOutside(page).find(({ dataset }) => dataset.part === piece.dataset.part);
    if (twin) morph(piece, twin.cloneNode(true));
  }
  const [crumbs, others] = [document, page].map((one) => one.querySelector('.crumbs'));
  if (crumbs && others) morph(crumbs, others.cloneNode(true));
  morph(region, regionOf(page, region.dataset.room).cloneNode(true));
}

/** Takes off the page what its viewer may no longer see. What they have typed stays. */
export function closeRegion(region, status) {
  changePage(() => {
    for (const piece of piecesOutside(document)) piece.replaceWith(placeOf(piece));
    for (const piece of region.querySelectorAll('[data-part]')) piece.remove();
    for (const words of document.head.querySelectorAll(
      '[rel="alternate"], [rel="canonical"], [name="description"]',
    ))
      words.remove();
    // Nothing that is left is live, or has an order.
    for (const words of region.querySelectorAll('[data-live-status], .thread__tools')) words.remove();
    region.dataset.closed = holdsText(region) ? 'with text' : '';
    region.prepend(createNotice());
  });
  document.title = noLonger;
  status.say(noLonger);
}

/** The same page as before, for a viewer who may see it again. */
export function openRegion(region, page, status) {
  changePage(() => {
    noticeIn(region)?.remove();
    for (const piece of piecesOutside(document)) piece.hidden = false;
    putIn(region, page);
  });
  document.title = page.title;
  status.say('This page is open to you again');
}

/** Where a closed page goes on, as a link. */
export function leadOn(region, { href, text }, status) {
  const link = Object.assign(document.createElement('a'), {
    className: 'govuk-link',
    href,
    textContent: text,
  });
  const heading = noticeIn(region).querySelector('h1, h2');
  heading.textContent = 'This goes on in another topic';
  document.title = heading.textContent;
  noticeIn(region)
    .querySelector('p')
    .replaceChildren('It was merged into ', link, '. Anything you were typing is kept.');
  noticeIn(region).querySelector('p + p').remove();
  status.say(`This goes on in ${text}`);
}

const noLonger = 'This page is no longer open to you';

/** Nothing of the piece but where it stood, in case that it comes back. */
function placeOf({ nodeName, dataset }) {
  const place = document.createElement(nodeName);
  place.dataset.part = dataset.part;
  place.hidden = true;
  return place;
}

function createNotice() {
  const heading = document.querySelector('h1') ? 'h2' : 'h1';
  const notice = document.createElement('div');
  notice.className = 'govuk-inset-text closed';
  notice.innerHTML = `<${heading} class="govuk-heading-m">${noLonger}</${heading}>
    <p>You may have been signed out, or it may have been moved or hidden. Anything you were typing is kept.</p>
    <p>If it is opened to you again, it will appear here. <a class="govuk-link">Load this page again</a></p>`;
  notice.querySelector('a').href = location.href;
  return notice;
}

const noticeIn = (region) => region.querySelector(':scope > .closed');

const regionOf = (page, name) => page?.querySelector(`[data-room="${CSS.escape(name)}"]`);

const piecesOutside = (page) =>
  [...page.querySelectorAll('main [data-part]')].filter((piece) => !piece.closest('[data-room]'));
