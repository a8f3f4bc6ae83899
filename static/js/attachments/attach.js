import { createStatus } from '../live/status.js';
import { insertText } from '../writing/insert.js';
import { offerWords } from './picture-words.js';
import { createSender } from './sender.js';

/** Takes files that are chosen, dropped on a form or pasted into it, and puts each into the text when it has arrived. */
export function start() {
  for (const place of document.querySelectorAll('[data-attaching]'))
    takeFilesIn(place.closest('form'), place);
}

const mainTexts = '[name="body"], [name="solution"], [name="trying"]';

function takeFilesIn(form, place) {
  const status = createStatus(announcerIn(place));
  const sender = createSender(place, status);
  const chooser = place.querySelector('[type="file"]');
  let written = form.querySelector(mainTexts) ?? form.querySelector('[data-writing] textarea');
  offerWords(form, place);
  // They are sent by themselves, and so with no form.
  chooser.removeAttribute('name');
  place.querySelector('[data-add]').remove();
  place.querySelector('[data-how]').textContent = 'You can also drop them on your text, or paste a picture.';
  place.hidden = false;

  const take = (files, field = written) => sender.send([...files], (file) => putInto(field, file));
  const takeChosen = () => {
    const files = [...chooser.files];
    chooser.value = '';
    take(files);
  };
  chooser.addEventListener('change', takeChosen);
  // Chosen before this script was there, they would never be sent.
  if (chooser.files.length > 0) takeChosen();
  form.addEventListener('focusin', ({ target }) => {
    if (target.matches('[data-writing] textarea')) written = target;
  });
  form.addEventListener('paste', (event) => {
    const { files } = event.clipboardData;
    const isText = event.clipboardData.getData('text/plain') && event.clipboardData.getData('text/html');
    // What is copied from a table or a page brings a picture of itself along.
    if (files.length === 0 || isText || !event.target.matches('[data-writing] textarea')) return;
    event.preventDefault();
    take(files, event.target);
  });
  takeDropped(form, (files, target) => take(files, target.closest('[data-writing] textarea') ?? written));
  form.addEventListener('submit', (event) => sender.isSending() && askToWait(event), { capture: true });

  function askToWait(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    sender.sayWait();
  }
}

function takeDropped(form, take) {
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  form.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.add('takes-files');
  });
  form.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) form.classList.remove('takes-files');
  });
  form.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.remove('takes-files');
    take(event.dataTransfer.files, event.target);
  });
}

/** A picture becomes a paragraph of its own, anything else a link where the cursor is. Whoever writes elsewhere stays there. */
function putInto(field, { markdown, isPicture }) {
  const at = field.selectionEnd;
  const [before, after] = [field.value.slice(0, at), field.value.slice(at)];
  const gapBefore = isPicture ? blankLine(before.match(/\n*$/)[0], before) : /\S$/.test(before) ? ' ' : '';
  const gapAfter = isPicture ? blankLine(after.match(/^\n*/)[0], after) : /^\w/.test(after) ? ' ' : '';
  const text = gapBefore + markdown + (isPicture && !after ? '\n\n' : gapAfter);
  if (document.activeElement === field) {
    field.setSelectionRange(at, at);
    return insertText(field, text);
  }
  field.setRangeText(text, at, at, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const blankLine = (breaks, around) => (around ? '\n'.repeat(Math.max(0, 2 - breaks.length)) : '');

function announcerIn(place) {
  const line = Object.assign(document.createElement('p'), { className: 'govuk-visually-hidden' });
  line.setAttribute('role', 'status');
  place.append(line);
  return line;
}
