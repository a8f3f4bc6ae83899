import Turndown from '../../../vendor/turndown.js';
import { escapeLines, escapeMarkdown } from './escape.js';
import { quoted } from './quoted.js';
import { tableOf } from './table.js';
import { tidy } from './tidy.js';

/** What makes it worth more than its plain text. */
const formatted =
  'h1, h2, h3, h4, h5, h6, strong, b, em, i, del, s, li, a[href], blockquote, pre, code, table, hr';

/**
 * The Markdown of HTML from anywhere; nothing where its plain text says as much. The document that it is read into
 * runs nothing and loads nothing.
 */
export function markdownOf(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  tidy(body);
  return body.querySelector(formatted) ? toMarkdown(body) : undefined;
}

/** The same of an element of a page of ours, which this changes. */
export function markdownIn(element) {
  tidy(element);
  return toMarkdown(element);
}

const toMarkdown = (element) => turndown.turndown(element);

const turndown = new Turndown({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
});
turndown.escape = escapeMarkdown;

const blocks =
  'p, div, ul, ol, dl, table, pre, blockquote, hr, h1, h2, h3, h4, h5, h6, section, article, figure';
const isText = (element) => !element.querySelector(blocks);

const rules = {
  text: {
    filter: (element) => ['P', 'DIV', 'DT', 'DD'].includes(element.nodeName) && isText(element),
    replacement: (content) => `\n\n${escapeLines(content)}\n\n`,
  },
  strong: { filter: ['strong', 'b'], replacement: (content) => around(content, '**') },
  emphasis: { filter: ['em', 'i'], replacement: (content) => around(content, '_') },
  listItem: { filter: 'li', replacement: listItem },
  checkbox: {
    filter: ({ nodeName, type, parentNode }) =>
      nodeName === 'INPUT' && type === 'checkbox' && parentNode.closest('li'),
    replacement: (_, { checked }) => (checked ? '[x] ' : '[ ] '),
  },
  quotation: { filter: 'blockquote', replacement: (content) => `\n\n${quoted(content)}\n\n` },
  struck: { filter: ['del', 's', 'strike'], replacement: (content) => around(content, '~~') },
  link: { filter: 'a', replacement: link },
  picture: { filter: 'img', replacement: picture },
  code: {
    filter: ({ nodeName, firstElementChild }) => nodeName === 'PRE' && firstElementChild?.nodeName !== 'CODE',
    replacement: (_, { textContent }) => fenced(textContent),
  },
  table: { filter: 'table', replacement: (_, table) => `\n\n${tableOf(table, toMarkdown)}\n\n` },
};
for (const [name, rule] of Object.entries(rules)) turndown.addRule(name, rule);
turndown.remove(['script', 'style', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'math']);
turndown.remove(['button', 'select', 'textarea', 'input', 'audio', 'video', 'canvas']);

function listItem(content, item) {
  const { parentNode } = item;
  const number = (Number(parentNode.getAttribute('start')) || 1) + [...parentNode.children].indexOf(item);
  const sign = parentNode.nodeName === 'OL' ? `${number}. ` : '- ';
  const isLast = !item.nextElementSibling;
  const text = (isText(item) ? escapeLines(content) : content)
    .trim()
    .replace(/\n{2,}(?=\s*(?:[-+*]|\d+\.) )/g, '\n')
    .replace(/\n/g, `\n${' '.repeat(sign.length)}`);
  return sign + text.replace(/^[ ]+$/gm, '') + (isLast ? '' : '\n');
}

/** Signs stand close to their words, and around each paragraph on its own. */
function around(content, sign) {
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(content);
  return before + (words && sign + words.replace(/\s*\n\n\s*/g, `${sign}\n\n${sign}`) + sign) + after;
}

function link(content, anchor) {
  const address = addressIn(anchor.getAttribute('href'));
  const words = oneLine(content);
  if (!address || !words) return content;
  return address === anchor.textContent.trim() ? address : `[${words}](${address})`;
}

function picture(_, image) {
  const address = addressIn(image.getAttribute('src'));
  const words = escapeMarkdown(oneLine(image.alt));
  return address && words ? `![${words}](${address})` : words;
}

/** An address that a post may lead to: a site's, somebody's mail, or a page here without our own name before it. */
function addressIn(href) {
  if (!URL.canParse(href)) return '';
  const { protocol, origin, pathname, search, hash } = new URL(href);
  if (!['http:', 'https:', 'mailto:'].includes(protocol)) return '';
  const address = origin === location.origin ? pathname + search + hash : href;
  return address.replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([{ length }]) => length));
  const fence = '`'.repeat(longest + 1);
  return `\n\n${fence}\n${text.replace(/\n$/, '')}\n${fence}\n\n`;
}

const oneLine = (text) =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^#+ /, '');
