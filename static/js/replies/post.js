import { forgetDraft } from '../forms/drafts.js';
import { beginAnew, stopKeeping } from '../forms/server-drafts.js';
import { rooms } from '../live/rooms.js';
import { answerTopic } from './composer.js';
import { forgetProblem, showProblem } from './problem.js';
import { mayReply } from './standing.js';

const answerWithin = 30_000;

/** Posts a reply without leaving the page: the live thread shows it, and the reader stays where they are. */
export function start() {
  const form = document.querySelector('[data-room] form[data-reply-form]');
  if (!form) return;
  let isSending = false;
  let leavesPage = false;

  form.addEventListener('submit', async (event) => {
    const region = form.closest('[data-room]');
    const room = rooms.get(region.dataset.room);
    // The keyboard still sends it when the button has gone.
    if (room && !mayReply(region) && event.submitter?.value !== 'draft') {
      event.preventDefault();
      return room.say(region.querySelector('[data-why-not]').textContent);
    }
    const isShownAgain = form.querySelector('.govuk-error-summary') !== null;
    // What waits for approval is not shown in the thread: its own page says so.
    const waits = form.dataset.waits !== undefined;
    if (!room || leavesPage || waits || isShownAgain || ['preview', 'draft'].includes(event.submitter?.value))
      return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const before = room.lastOwn()?.number ?? 0;
    const sent = form.elements.body.value;
    const result = await send(form);
    isSending = false;
    if (result === 'posted') return showPosted(form, room, before, sent);
    if (result === 'not reached') return showProblem(form, whyNotSent());
    // Whatever else it is, such as a mistake in the form or a session that has run out, its own page says it best.
    leavesPage = true;
    form.requestSubmit(event.submitter);
  });
}

async function send(form) {
  form.setAttribute('aria-busy', 'true');
  forgetProblem(form);
  await stopKeeping(form);
  // Files have their own way: they are in the text by now.
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  const body = new URLSearchParams(fields);
  try {
    const signal = AbortSignal.timeout(answerWithin);
    const response = await fetch(form.action, { method: 'POST', body, redirect: 'manual', signal });
    // A redirect, to where the reply now stands, is the server's word that it has been posted.
    return response.type === 'opaqueredirect' ? 'posted' : 'refused';
  } catch {
    return 'not reached';
  } finally {
    form.removeAttribute('aria-busy');
  }
}

async function showPosted(form, room, before, sent) {
  // On a slow line people write on while it is sent. That stays, and so does the place where they are.
  const writesOn = form.elements.body.value !== sent;
  if (!writesOn) empty(form);
  // The next reply is another one, though it may say the same.
  beginAnew(form, newFormId());
  await room.catchUp();
  if (writesOn) return room.say('Your reply was posted as it was when you sent it');
  const own = room.lastOwn();
  if (!own || own.number <= before) return room.say('Your reply was posted');
  room.say(own.isHere ? 'Your reply was posted' : 'Your reply was posted on another page');
  if (own.isHere) own.element.tabIndex = -1;
  own.element.focus({ preventScroll: true });
  own.element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

function empty(form) {
  forgetDraft(form);
  form.elements.body.value = '';
  form.elements.body.dispatchEvent(new Event('change', { bubbles: true }));
  form.querySelector('.kept-draft')?.remove();
  answerTopic(form);
}

/** It may have arrived all the same; sent again with the same hidden id it is still one reply. */
const whyNotSent = () =>
  navigator.onLine
    ? 'Your reply could not be sent because the service did not answer. It is kept here: try again in a moment.'
    : 'Your reply could not be sent because you are offline. It is kept here: post it when you are back.';

/** crypto.randomUUID is only there on https. */
const newFormId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), toHex).join('');
const toHex = (byte) => byte.toString(16).padStart(2, '0');
