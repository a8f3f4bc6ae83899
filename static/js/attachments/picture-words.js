const lookAfter = 250;
const pictures = () =>
  /!\[((?:\\.|[^\]\\\n])*)\]\(\/attachments\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[^)\s]*\)/g;
const decorative = 'decorative';

/** Asks what each picture in the texts of a form shows. The answer is in the text itself, and is read from there. */
export function offerWords(form, place) {
  const asked = new Map();
  let timer;
  const look = () => {
    const found = picturesIn(form);
    for (const [id, row] of asked) if (!found.has(id)) forget(id, row);
    for (const [id, words] of found) {
      if (!asked.has(id)) asked.set(id, askAbout(id, form, place));
      asked.get(id).show(words);
    }
  };
  const forget = (id, row) => {
    row.remove();
    asked.delete(id);
  };
  form.addEventListener('input', ({ target }) => {
    clearTimeout(timer);
    if (target.matches('textarea')) timer = setTimeout(look, lookAfter);
  });
  // Emptied by a script, because it has been posted.
  form.addEventListener('change', look);
  // A draft that was put back into the form is there by the next turn.
  setTimeout(look);
}

const textsIn = (form) => [...form.querySelectorAll('[data-writing] textarea')];

function picturesIn(form) {
  const found = new Map();
  for (const { value } of textsIn(form)) {
    if (!value.includes('/attachments/')) continue;
    for (const [, words, id] of value.matchAll(pictures())) found.set(id, words);
  }
  return found;
}

function askAbout(id, form, place) {
  const [wordsId, choiceId] = [`shows-${id}`, `decorative-${id}`];
  const row = element('div', { className: 'picture-words' });
  const image = element('img', { src: `/attachments/${id}/thumbnail`, alt: '' });
  const label = element('label', { htmlFor: wordsId, textContent: 'What does this picture show?' });
  const field = element('input', {
    id: wordsId,
    className: 'govuk-input',
    maxLength: 500,
    autocomplete: 'off',
  });
  const choice = element('div', { className: 'picture-words__choice' });
  const box = element('input', { id: choiceId, type: 'checkbox' });
  const boxLabel = element('label', { htmlFor: choiceId, textContent: 'It is there for decoration only' });
  choice.append(box, boxLabel);
  row.append(image, label, field, choice);
  place.append(row);

  field.addEventListener('input', () => write(form, id, field.value));
  // Posting by the way would leave out whatever comes next.
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  box.addEventListener('change', () => {
    field.disabled = box.checked;
    write(form, id, box.checked ? decorative : field.value);
  });
  return {
    remove: () => row.remove(),
    show(words) {
      if (document.activeElement === field || document.activeElement === box) return;
      box.checked = words.trim().toLowerCase() === decorative;
      field.disabled = box.checked;
      field.value = box.checked ? '' : words.replace(/\\(.)/g, '$1');
    },
  };
}

/** Writes it between the brackets, wherever the picture is. */
function write(form, id, words) {
  const escaped = words.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
  for (const text of textsIn(form)) {
    const places = [...text.value.matchAll(pictures())].filter(([, , found]) => found === id);
    // From the end, so that those before stay where they were found.
    for (const { 1: before, index } of places.reverse())
      text.setRangeText(escaped, index + 2, index + 2 + before.length, 'preserve');
    if (places.length > 0) text.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

const element = (name, properties) => Object.assign(document.createElement(name), properties);
