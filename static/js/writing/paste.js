import { insertText } from './insert.js';

/** Longer than any post can be, also with all that a word processor writes about it. */
const mostLetters = 2_000_000;

/** What is pasted with its formatting becomes Markdown; an address pasted over words makes them a link. */
export function start() {
  for (const field of document.querySelectorAll('[data-writing] textarea')) {
    let isPlain = false;
    field.addEventListener('focus', () => converter().catch(() => {}), { once: true });
    field.addEventListener('keydown', ({ code, shiftKey, ctrlKey, metaKey }) => {
      isPlain = code === 'KeyV' && shiftKey && (ctrlKey || metaKey);
    });
    field.addEventListener('paste', (event) => {
      if (isPlain || event.defaultPrevented) return;
      const text = event.clipboardData.getData('text/plain');
      const html = event.clipboardData.getData('text/html');
      const link = linkOver(field, text.trim());
      // A picture comes with HTML and without words.
      if (!link && (!text || !html || html.length > mostLetters)) return;
      event.preventDefault();
      if (link) insertText(field, link);
      else insertConverted(field, html, text);
    });
  }
}

const converter = () => import('./markdown/from-html.js');

async function insertConverted(field, html, text) {
  let markdown;
  try {
    markdown = (await converter()).markdownOf(html);
  } catch {
    // Its words are what matters.
  }
  insertText(field, markdown ?? text.replace(/\r\n?/g, '\n'));
}

function linkOver({ value, selectionStart, selectionEnd }, address) {
  const words = value.slice(selectionStart, selectionEnd);
  const isAddress = (text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
  const isInAddress = value.slice(0, selectionStart).endsWith('](');
  if (!words.trim() || words.includes('\n') || isInAddress || !isAddress(address) || isAddress(words.trim()))
    return undefined;
  const [, before, linked, after] = /^(\s*)(.*?)(\s*)$/.exec(words);
  return `${before}[${linked}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})${after}`;
}
