import { answeredBy, answerReply } from '../replies/composer.js';
import { showDraftNote } from './draft-note.js';
import { draftStore } from './draft-store.js';
import { forgetWhatWasTaken, noteSending } from './sent.js';
import { keepNow, keepOnServer, stopKeeping } from './server-drafts.js';

const saveAfter = 300;

/** What leads on to no other page when it is sent could not be told from what was not. */
const keptForms = 'form:has([name="writer"]):not([data-not-kept])';

/** Keeps what is typed in a form that says who writes in it, until the server has it. */
export function start() {
  const { viewerId } = document.body.dataset;
  if (viewerId) draftStore.forgetAllBut(viewerId);
  forgetWhatWasTaken();
  for (const form of document.querySelectorAll(keptForms)) keepDraft(form);
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (target.matches('[action="/sign-out"]')) draftStore.forgetAllBut('nobody');
    else if (!defaultPrevented && target.matches(keptForms)) {
      stopKeeping(target);
      noteSending(draftKey(target), target.elements.formId?.value);
    }
  });
}

/** What was typed in this form has been posted, or is not wanted. */
export function forgetDraft(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  stopKeeping(form);
  draftStore.forget(draftKey(form));
}

export const draftKey = (form) => {
  const { pathname, search } = new URL(form.action);
  const [writerId] = form.elements.writer.value.split('.');
  return `${writerId} ${pathname}${search}`;
};

const timers = new Map();

function keepDraft(form) {
  const hasBegun = isChanged(form);
  // What is kept is already part of two texts that were put together.
  if (form.dataset.merged === undefined) offerBack(form);
  // Somebody may have begun to type before this ran.
  if (hasBegun) saveSoon(form);
  form.addEventListener('input', () => saveSoon(form));
  addEventListener('pagehide', () => isChanged(form) && timers.has(form) && save(form));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepNow(form, () => forgetHere(form));
  });
}

function saveSoon(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(save, saveAfter, form));
  const isWorthKeeping = isChanged(form) || form.elements.draft;
  if (isWorthKeeping) keepOnServer(form, () => forgetHere(form));
}

/** The server has it: what is kept here could only be older one day. */
const forgetHere = (form) => {
  if (!timers.has(form)) draftStore.forget(draftKey(form));
};

function save(form) {
  timers.delete(form);
  if (!isChanged(form)) return draftStore.forget(draftKey(form));
  const fields = Object.fromEntries(textFields(form).map(({ name, value }) => [name, value]));
  draftStore.write(draftKey(form), { fields, answered: answeredBy(form), on: draftIn(form) });
}

/** Which draft it is, and which version of it the form was typed on top of. */
const draftIn = ({ elements }) =>
  elements.draft ? `${elements.draft.value} ${elements.draftVersion?.value}` : '';

const isChanged = (form) => textFields(form).some(({ value, defaultValue }) => value !== defaultValue);

const textFields = (form) => [...form.querySelectorAll('textarea, input[type="text"]')];

function offerBack(form) {
  const draft = draftStore.read(draftKey(form));
  if (!draft) return;
  if (isPosted(draft.fields.body)) return draftStore.forget(draftKey(form));
  const different = textFields(form).filter(({ name, value }) => (draft.fields[name] ?? value) !== value);
  if (different.length === 0) return;

  const putBack = () => {
    for (const field of different) field.value = draft.fields[field.name];
    if (draft.answered && !answeredBy(form)) answerReply(form, draft.answered);
    saveSoon(form);
  };
  const discard = () => {
    for (const field of different) field.value = field.defaultValue;
    forgetDraft(form);
    different[0].focus();
  };
  const isEmpty = different.every(({ value }) => value === '');
  // Typed on top of what the server has, and not sent to it in time.
  const isNext = Boolean(draft.on) && draft.on === draftIn(form);
  if (isEmpty || isNext) putBack();
  showDraftNote(form, { isBack: isEmpty || isNext, putBack, discard });
}

/** True when a reply by this viewer on the page says the same: it was sent from another window. */
function isPosted(body) {
  const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const own = [...document.querySelectorAll('.reply:has([data-can="edit"]) .prose')];
  return Boolean(body) && own.some(({ textContent }) => letters(textContent) === letters(body));
}
