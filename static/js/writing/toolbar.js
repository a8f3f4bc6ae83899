import '../../vendor/markdown-toolbar.js';
import { signLines } from './lines.js';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const control = isMac ? { key: 'metaKey', name: 'Command' } : { key: 'ctrlKey', name: 'Ctrl' };

/** Puts the tools for formatting above each text that is written in Markdown. */
export function start() {
  const { content } = document.querySelector('template[data-toolbar]');
  for (const place of document.querySelectorAll('[data-writing]')) {
    addTools(place.querySelector('textarea'), document.importNode(content, true).firstElementChild);
  }
}

function addTools(field, toolbar) {
  toolbar.setAttribute('for', field.id);
  toolbar.setAttribute('aria-label', `Formatting: ${field.labels[0].textContent}`);
  const byKey = new Map();
  for (const tool of toolbar.querySelectorAll('[data-key]')) {
    const { key } = tool.dataset;
    byKey.set(key, tool);
    tool.title += ` (${control.name}+${key.toUpperCase()})`;
    tool.setAttribute('aria-keyshortcuts', `${isMac ? 'Meta' : 'Control'}+${key.toUpperCase()}`);
  }
  field.before(toolbar);
  // The element would be a stop of its own until it first has the focus: here its first tool is the one stop.
  toolbar.removeAttribute('tabindex');

  // The text keeps the focus, and a phone its keyboard.
  toolbar.addEventListener('mousedown', (event) => event.preventDefault());
  toolbar.addEventListener('click', ({ target }) => {
    const tool = target.closest('[data-lines]');
    if (tool) signLines(field, tool.dataset.lines);
  });
  field.addEventListener('keydown', (event) => {
    const isAlone = event[control.key] && !event.shiftKey && !event.altKey && !event.isComposing;
    const tool = isAlone && byKey.get(event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.click();
  });
}
