import Combobox from '../../vendor/combobox-nav.js';
import { InputRange } from '../../vendor/dom-input-range/input-range.js';
import { insertText } from './insert.js';
import { announcerIn, drawOptions } from './options.js';

const askAfter = 150;

/** While "@" or "#" and a few letters are typed, offers whom or what they could mean. */
export function start() {
  for (const place of document.querySelectorAll('[data-writing]')) offerIn(place);
}

function offerIn(place) {
  const field = place.querySelector('textarea');
  const announce = announcerIn(place);
  let open;
  let timer;
  let asking;
  /** Where nothing more is offered: it was turned away, or there was nothing by these letters. */
  let over = { from: -1, text: '' };

  field.addEventListener('input', ({ isComposing }) => {
    stopAsking();
    const sought = isComposing ? undefined : readSought(field);
    const isOver = sought?.from === over.from && sought.text.startsWith(over.text);
    if (!sought || isOver) return close();
    timer = setTimeout(ask, askAfter, sought);
  });
  field.addEventListener('blur', () => {
    stopAsking();
    close();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    over = { from: open.sought.from, text: '' };
    stopAsking();
    close();
  });

  function stopAsking() {
    clearTimeout(timer);
    asking?.abort();
  }

  async function ask(sought) {
    asking = new AbortController();
    const { signal } = asking;
    const query = new URLSearchParams({ sign: sought.sign, text: sought.text });
    try {
      const response = await fetch(`/mentions?${query}`, { signal });
      const options = response.ok ? await response.json() : [];
      if (signal.aborted || document.activeElement !== field) return;
      if (options.length > 0) return show(sought, options);
      over = sought;
      close();
    } catch {
      // It is a help and no more: what is typed stays as it is.
    }
  }

  function show(sought, options) {
    close();
    const list = drawOptions(sought.sign, options);
    place.append(list);
    const combobox = new Combobox(field, list, {
      tabInsertsSuggestions: false,
      firstOptionSelectionMode: 'selected',
    });
    open = { sought, list, combobox };
    combobox.start();
    // A text of several lines must not be called a combobox; what is active in its list can be said of it all the same.
    field.removeAttribute('role');
    field.removeAttribute('aria-expanded');
    putUnder(list, place, new InputRange(field, sought.from).getBoundingClientRect());
    // Pressing on the list must not take the focus from the text.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('combobox-commit', ({ target }) => choose(options[Number(target.dataset.at)]));
    announce(options.length);
  }

  function choose({ insert }) {
    const { from } = open.sought;
    const to = field.selectionStart;
    close();
    field.setSelectionRange(from, to);
    insertText(field, `${insert} `);
  }

  function close() {
    if (!open) return;
    open.combobox.destroy();
    open.list.remove();
    open = undefined;
    announce(0);
  }
}

/** The sign and the letters that the cursor stands behind, and where they begin. */
function readSought({ value, selectionStart, selectionEnd }) {
  if (selectionStart !== selectionEnd) return undefined;
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  const [, sign, text] = /(?:^|[\s(])([@#])([\p{L}\p{N}][^@#[\]()]{0,39})$/u.exec(line) ?? [];
  return sign && { sign, text, from: selectionStart - text.length - 1 };
}

/** Under the line that is written in, and not over the edge of the text. */
function putUnder(list, place, sign) {
  const around = place.getBoundingClientRect();
  const furthest = Math.max(0, around.width - list.offsetWidth);
  list.style.left = `${Math.min(Math.max(0, sign.left - around.left), furthest)}px`;
  list.style.top = `${sign.bottom - around.top + 4}px`;
}
