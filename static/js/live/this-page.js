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
    const page = ask(location.href.split('#')[0], readPage);
    running = page;
    return page;
  });
  return next;
}

async function readPage(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!page.querySelector('main')) throw new Error('Not a page of ours');
  return page;
}
