import { createLine } from './line.js';
import { sendFile } from './send-file.js';

const mostBytes = 10 * 1024 * 1024;
const atOnce = 2;

/** Sends files, two at a time, with a line for each that says how far it is and what went wrong. */
export function createSender(place, status) {
  const waiting = [];
  const underWay = new Set();

  function send(files, arrived) {
    if (files.length === 0) return;
    status.say(files.length === 1 ? `Adding ${files[0].name}` : `Adding ${files.length} files`);
    for (const file of files) begin({ file, arrived, line: createLine(file.name, place) });
  }

  function begin(one) {
    one.line.onCancel(() => cancel(one));
    if (one.file.size > mostBytes) return fail(one, `“${one.file.name}” is larger than 10 MB.`);
    one.line.showProgress(0);
    waiting.push(one);
    next();
  }

  function next() {
    while (underWay.size < atOnce && waiting.length > 0) sendOne(waiting.shift());
  }

  async function sendOne(one) {
    underWay.add(one);
    one.sending = sendFile(one.file, one.line.showProgress);
    const { added, problem, canRetry, isCancelled } = await one.sending.answer;
    underWay.delete(one);
    if (added) {
      one.line.remove();
      one.arrived(added);
      const check = added.isBeingChecked ? '. Others see it once it has been checked for viruses' : '';
      status.say(`${added.name} is added to your text${check}`);
    } else if (!isCancelled) fail(one, problem, canRetry);
    if (!isSending()) place.querySelector('[data-wait]')?.remove();
    next();
  }

  function fail(one, problem, canRetry) {
    one.line.showProblem(problem, canRetry && (() => begin(one)));
    status.say(problem);
  }

  function cancel(one) {
    const at = waiting.indexOf(one);
    if (at >= 0) waiting.splice(at, 1);
    if (underWay.has(one)) one.sending.cancel();
    one.line.remove();
    place.querySelector('[type="file"]').focus();
  }

  const isSending = () => underWay.size + waiting.length > 0;

  function sayWait() {
    if (place.querySelector('[data-wait]')) return;
    const words = document.createElement('p');
    words.className = 'govuk-error-message';
    words.dataset.wait = '';
    words.setAttribute('role', 'alert');
    words.textContent = 'Wait until your files have arrived, or cancel them. Then send this again.';
    place.append(words);
  }

  return { send, isSending, sayWait };
}
