import { ask } from './ask.js';

let running = Promise.resolve();
let next;

/**
 * This page as the server would send it now, as a document; null when the viewer can no longer see it. Whoever asks
 * while it is being fetched gets the next one, since this one may already lack what they ask for.
 */
export function fetchThisPage() {
  next ??= running.then(() => {
    next = undefined;
    const page = ask(findAddress(), readPage);
    running = page;
    return page;
  });
  return next;
}

/** A page that answered a form has the form's address, where there is nothing to fetch; it says where it can be had. */
const findAddress = () => document.querySelector('[data-page]')?.dataset.page ?? location.href.split('#')[0];

async function readPage(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!page.querySelector('main')) throw new Error('Not a page of ours');
  return page;
}
