import { notRead, readEntities, shorten, withoutDirections } from './plain-text.ts';

const tag = /(<[^<>]*>)/;
const blocks = /^<\/?(?:p|h\d|blockquote|pre|div|table)\b/;

/**
 * The words of a rendered body as lines, for who reads them as plain text: paragraphs with a line between them, items of
 * lists with a mark. At most maxLength characters, cut between words.
 */
export function plainLines(html: string, maxLength: number): string {
  const lists: { isOrdered: boolean; count: number }[] = [];
  let isCode = false;
  let text = '';
  for (const piece of html.replace(notRead, '').split(tag)) {
    // More is cut off, also where an entity is what makes it long.
    if (text.length > 6 * maxLength) break;
    if (!piece.startsWith('<')) {
      const words = isCode ? piece : piece.replace(/\s+/g, ' ');
      text += /\s$/.test(text) && !isCode ? words.trimStart() : words;
    } else if (/^<[uo]l\b/.test(piece)) {
      text += lists.length > 0 ? '' : '\n\n';
      lists.push({ isOrdered: piece.startsWith('<ol'), count: 0 });
    } else if (/^<\/[uo]l>/.test(piece)) {
      lists.pop();
      if (lists.length === 0) text += '\n\n';
    } else if (piece.startsWith('<li')) {
      const list = lists.at(-1) ?? { isOrdered: false, count: 0 };
      list.count++;
      text = `${text.trimEnd()}${list.count === 1 && lists.length === 1 ? '\n\n' : '\n'}${'  '.repeat(Math.max(0, lists.length - 1))}${list.isOrdered ? `${list.count}.` : '-'} `;
    } else if (blocks.test(piece)) {
      if (/^<\/?pre/.test(piece)) isCode = !piece.startsWith('</');
      // A paragraph in an item of a list begins beside its mark.
      if (lists.length === 0) text += '\n\n';
    } else if (piece === '</tr>') text = `${text.replace(/ \| $/, '')}\n`;
    else text += inline(piece);
  }
  const lines = readEntities(withoutDirections(text))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return shorten(lines, maxLength);
}

function inline(piece: string): string {
  if (piece.startsWith('<br')) return '\n';
  if (/^<\/t[hd]>/.test(piece)) return ' | ';
  if (piece.startsWith('<input')) return piece.includes(' checked') ? '[x] ' : '[ ] ';
  const picture = /^<img\b.*?\balt="([^"]+)"/.exec(piece);
  return picture ? `[Picture: ${picture[1]}]` : '';
}
