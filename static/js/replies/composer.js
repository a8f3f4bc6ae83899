/** "Reply" points the one composer on the page at the reply it stands under. */
export function start() {
  const form = document.querySelector('form[data-reply-form]:has([data-answering])');
  if (!form) return;
  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const reply = event.target.closest('a[data-can="reply"]')?.closest('[data-number]');
    if (!reply) return;
    event.preventDefault();
    answerReply(form, readReply(reply));
    writeIn(form);
  });
  form.querySelector('[data-answer-topic]').addEventListener('click', () => {
    answerTopic(form);
    writeIn(form);
  });
}

/** `reply` is { id, number, name }. */
export function answerReply(form, reply) {
  const line = form.querySelector('[data-answering]');
  if (!line) return;
  answerTopic(form);
  parentField(form).value = reply.id;
  Object.assign(form.dataset, { answersNumber: reply.number, answersName: reply.name });
  const link = line.querySelector('a');
  link.href = `#reply-${reply.number}`;
  link.textContent = `${reply.number}, ${reply.name}`;
  line.hidden = false;
}

export function answerTopic(form) {
  form.querySelector('.quoted-reply')?.remove();
  form.querySelector('[name="parentId"]')?.remove();
  form.querySelector('[data-answering]').hidden = true;
}

/** The reply that the form was pointed at here; one that the page was made for stands in its address. */
export function answeredBy(form) {
  const id = form.querySelector('[data-answering]:not([hidden])') && parentField(form).value;
  const { answersNumber: number, answersName: name } = form.dataset;
  return id ? { id, number, name } : undefined;
}

/** The reply that stands here, as `answerReply` takes it. */
export const readReply = (reply) => ({
  id: reply.dataset.part.replace('reply-', ''),
  number: reply.dataset.number,
  name: reply.querySelector('.reply__by strong').textContent,
});

function parentField(form) {
  const present = form.querySelector('[name="parentId"]');
  if (present) return present;
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'parentId' });
  form.prepend(field);
  return field;
}

/** Leads to the text, in sight. */
export function writeIn(form) {
  const text = form.querySelector('textarea');
  text.focus({ preventScroll: true });
  text.scrollIntoView({ block: 'center', behavior: 'instant' });
  // What is kept of an unsent reply includes what it answers.
  text.dispatchEvent(new Event('input', { bubbles: true }));
}
