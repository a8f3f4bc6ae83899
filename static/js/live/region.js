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
  changePage(() => {
    for (const piece of [...piecesOutside(document), ...region.querySelectorAll('[data-part]')])
      piece.remove();
    region.prepend(createNotice());
  });
  const [title] = sentences;
  document.title = title;
  status.say(title);
}

const sentences = [
  'This page is no longer open to you',
  'You may have been signed out, or it may have been moved or hidden.',
  'Anything you have typed is still below.',
];

function createNotice() {
  const [title, reason, typed] = sentences;
  const notice = document.createElement('div');
  notice.className = 'govuk-inset-text';
  const heading = Object.assign(document.createElement('h2'), {
    className: 'govuk-heading-m',
    textContent: title,
  });
  const link = Object.assign(document.createElement('a'), {
    className: 'govuk-link',
    textContent: 'Load it again',
  });
  link.href = location.href;
  const words = Object.assign(document.createElement('p'), { textContent: `${reason} ` });
  words.append(link, '.');
  notice.append(heading, words);
  const isTyping = [...document.querySelectorAll('textarea')].some(({ value }) => value !== '');
  if (isTyping) notice.append(Object.assign(document.createElement('p'), { textContent: typed }));
  return notice;
}

const regionOf = (page, name) => page?.querySelector(`[data-room="${CSS.escape(name)}"]`);

const piecesOutside = (page) =>
  [...page.querySelectorAll('main [data-part]')].filter((piece) => !piece.closest('[data-room]'));
