import { draftState } from './draft-state.js';

const saveAfter = 2000;
const tryAgainAfter = 15_000;

/** As pages have it: 7:51pm. */
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true });

/** What the server has of each form, and what is under way. */
const states = new WeakMap();
const stateOf = (form) => {
  if (!states.has(form)) states.set(form, { timer: 0, saving: null, isDue: false });
  return states.get(form);
};

/**
 * Sends what is in a form to the server in a while, so that it is there on every device; `kept` is called when the
 * server has all of it.
 */
export function keepOnServer(form, kept, after = saveAfter) {
  if (form.dataset.composer === undefined || form.dataset.noDraft !== undefined) return;
  const state = stateOf(form);
  state.isDue = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form, kept), after);
}

/** Sends at once what waits to be sent: the page is being left. */
export function keepNow(form, kept) {
  if (stateOf(form).isDue) save(form, kept, { keepalive: true });
}

/** The form is being sent: what is under way is waited for, and nothing more is kept of it. */
export async function stopKeeping(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.isDue = false;
  await state.saving;
}

/** What comes next in the form is another text. */
export function beginAnew(form, formId) {
  form.elements.formId.value = formId;
  for (const name of ['draft', 'draftVersion']) form.elements[name]?.remove();
  const note = form.previousElementSibling;
  if (note?.matches('[data-draft-note]')) note.remove();
  draftState.clear(form);
}

async function save(form, kept, options = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.saving) return keepOnServer(form, kept, 500);
  state.isDue = false;
  state.saving = send(form, options);
  const next = await state.saving;
  state.saving = null;
  if (next === 'kept' && !state.isDue) kept();
  if (next === 'later') keepOnServer(form, kept, tryAgainAfter);
}

async function send(form, options) {
  const { formId } = form.elements;
  const sentId = formId.value;
  const body = bodyOf(form);
  // From here on the server may have it, whatever becomes of the answer.
  hidden(form, 'draft').value = sentId;
  try {
    const response = await fetch('/drafts', { method: 'POST', body, ...options });
    if (response.status === 401) {
      draftState.say(form, 'Kept in this browser only, because you are signed out');
      return 'kept here';
    }
    if (response.status === 422) {
      draftState.say(form, 'Kept in this browser only: you have too many drafts');
      return 'kept here';
    }
    if (!response.ok) throw new Error(`${response.status}`);
    const answer = await response.json();
    if (formId.value === sentId) note(form, answer);
    return 'kept';
  } catch {
    draftState.say(form, 'Kept in this browser only, until the service can be reached');
    return 'later';
  }
}

function bodyOf(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  const { pathname, search } = new URL(form.action);
  body.set('place', pathname + search);
  return body;
}

function note(form, { formId, version, beside }) {
  if (!formId) {
    for (const name of ['draft', 'draftVersion']) form.elements[name]?.remove();
    return draftState.clear(form);
  }
  form.elements.formId.value = formId;
  hidden(form, 'draft').value = formId;
  hidden(form, 'draftVersion').value = version;
  const time = timeOfDay.format().replace(' ', '');
  draftState.say(form, `Draft saved at ${time}`);
  if (beside) draftState.warn(form, beside);
}

function hidden(form, name) {
  const present = form.elements[name];
  if (present) return present;
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name });
  form.prepend(field);
  return field;
}
