import { ask } from '../live/ask.js';
import { changePage } from '../live/patch.js';

/**
 * Whether the viewer may reply, as the server has it now. Whoever is writing when they no longer may keeps their text
 * and their place in it; a line above says why it cannot be posted.
 */
export function watchStanding(region, status) {
  let whyNot = mayReply(region) ? '' : lineOf(region)?.textContent;
  let turn = 0;

  /** Brings true when something was said of it. */
  return async function refresh() {
    if (!lineOf(region)) return false;
    const mine = ++turn;
    const address = region.dataset.catchUp.replace(/changes$/, 'standing');
    const answer = await ask(address, (response) => response.json());
    // Of two answers the last counts. Where there is none, the room has heard that it is closed.
    if (!answer || mine !== turn) return false;
    changePage(() => show(region, answer.whyNot));
    if (answer.whyNot === whyNot) return false;
    whyNot = answer.whyNot;
    status.say(whyNot || 'You can reply again');
    return true;
  };
}

export const mayReply = (region) => region.dataset.canReply !== undefined;
const lineOf = (region) => region.querySelector('[data-why-not]');

function show(region, whyNot) {
  const line = lineOf(region);
  const form = region.querySelector('[data-reply-form]');
  const focused = document.activeElement;
  if (whyNot) delete region.dataset.canReply;
  else region.dataset.canReply = '';
  line.textContent = whyNot;
  // A page that came without the form has to be fetched with it.
  if (!whyNot && !form) line.append('You can reply again. ', linkToThisPage());
  line.hidden = !line.textContent;
  // What has the focus may be one of the controls that went.
  if (!region.contains(focused) || focused.getClientRects().length > 0) return;
  const near = form?.contains(focused) ? form.querySelector('textarea') : focused.closest('.reply');
  near?.focus({ preventScroll: true });
}

function linkToThisPage() {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = location.href;
  link.textContent = 'Load this page again';
  return link;
}
