import { makeWordLists } from './word-lists.js';

// Styles are read as they are written: our own security policy keeps a document made here from applying them.
const heavy = /font-weight:\s*(?:bold|[6-9]00)/i;
const light = /font-weight:\s*(?:normal|[1-4]00)/i;
const slanted = /font-style:\s*italic/i;
const unseen = /(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all)/i;

/** Makes elements say what their looks say, as word processors mean it, and takes away what is not to be read. */
export function tidy(body) {
  for (const element of body.querySelectorAll('[style]')) {
    if (unseen.test(styleOf(element))) element.remove();
  }
  for (const element of body.querySelectorAll('[hidden], .govuk-visually-hidden, .footnote-ref, .footnotes'))
    element.remove();
  makeWordLists(body);
  for (const element of body.querySelectorAll('b, strong')) {
    if (light.test(styleOf(element)) || element.closest('h1, h2, h3, h4, h5, h6, th')) unwrap(element);
  }
  for (const span of body.querySelectorAll('span[style]')) {
    if (slanted.test(styleOf(span)) && !span.closest('em, i')) wrapWithin(span, 'em');
    if (heavy.test(styleOf(span)) && !span.closest('b, strong, h1, h2, h3, h4, h5, h6, th'))
      wrapWithin(span, 'strong');
  }
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const { previousElementSibling: item } = list;
    if (item?.nodeName === 'LI') item.append(list);
  }
  // From the inside out, so that what holds no table any more can itself be one.
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    if (isForLooks(table)) unwrapCells(table);
  }
  for (const text of textsIn(body)) text.data = text.data.replace(/[\u00a0\u202f]/g, ' ');
}

const styleOf = (element) => element.getAttribute('style') ?? '';

const unwrap = (element) => element.replaceWith(...element.childNodes);

function wrapWithin(element, name) {
  const wrapping = element.ownerDocument.createElement(name);
  wrapping.append(...element.childNodes);
  element.append(wrapping);
}

/** Mail and old pages are laid out in tables; a single column is text. */
function isForLooks(table) {
  const isDeclared = ['presentation', 'none'].includes(table.getAttribute('role'));
  const columns = Math.max(0, ...[...table.rows].map(({ cells }) => cells.length));
  return (
    isDeclared || columns < 2 || table.rows.length < 2 || table.querySelector('table, h1, h2, h3') !== null
  );
}

function unwrapCells(table) {
  const cells = [...table.rows].flatMap((row) => [...row.cells]);
  const blocks = cells.map((cell) => {
    const block = table.ownerDocument.createElement('div');
    block.append(...cell.childNodes);
    return block;
  });
  table.replaceWith(...blocks);
}

function textsIn(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}
