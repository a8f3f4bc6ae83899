import { draftStore } from './draft-store.js';

const name = 'sent';

/** Remembers across the change of page that a form was sent; whether it was taken shows on the next page. */
export function noteSending(key, formId) {
  try {
    sessionStorage.setItem(name, JSON.stringify({ key, formId }));
  } catch {
    // Without storage no draft was kept either.
  }
}

/**
 * A form that was taken leads on to another page by a redirect. Shown again, or answered by an error, it was not; nor
 * does being asked to sign in mean that it was.
 */
export function forgetWhatWasTaken() {
  const sent = readSent();
  if (!sent) return;
  sessionStorage.removeItem(name);
  if (location.pathname === '/sign-in') return;
  const [visit] = performance.getEntriesByType('navigation');
  const isShownAgain = [...document.querySelectorAll('[name="formId"]')].some(
    ({ value }) => value === sent.formId,
  );
  const isError = visit.responseStatus >= 400;
  if (visit.redirectCount > 0 && !isShownAgain && !isError) draftStore.forget(sent.key);
}

function readSent() {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}
