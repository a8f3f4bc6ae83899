import type { MarkdownIt, Token } from 'markdown-it';
import type { Body } from './body.ts';
import { isVisible } from './visible.ts';

const lowest = 6;

/** The ids of a body's headings by the letters and figures of their words. */
export type HeadingIds = Map<string, string>;

/**
 * Puts a body's headings below the page's own, without gaps: somebody who moves by heading must not meet a level 5
 * after a level 2 because its author liked the size. Each gets an id, so that a long body can have a list of contents.
 */
export function fitHeadings(markdown: MarkdownIt) {
  markdown.core.ruler.after('inline', 'fit_headings', ({ tokens, env, md }) => {
    const body = env as unknown as Body;
    const headingIds: HeadingIds = new Map();
    const taken = new Map<string, number>();
    const above: number[] = [];

    for (const [index, open] of tokens.entries()) {
      const [text, close] = [tokens[index + 1], tokens[index + 2]];
      if (open.type !== 'heading_open' || !text?.children || !close) continue;
      if (!isVisible(text.children)) {
        leaveOut(open, text, close);
        continue;
      }

      const written = Number(open.tag.slice(1));
      while ((above.at(-1) ?? 0) >= written) above.pop();
      open.tag = close.tag = `h${Math.min(body.headingsFrom + above.length, lowest)}`;
      above.push(written);

      const words = md.renderer.renderInlineAsText(text.children, md.options, env);
      const id = `${body.idPrefix}section_${freeName(words, taken)}`;
      open.attrSet('id', id);
      if (!headingIds.has(headingKey(words))) headingIds.set(headingKey(words), id);
    }
    body.headingIds = headingIds;
  });
}

/** What a heading and the address of a link to it have in common, however each writes spaces and punctuation. */
export function headingKey(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** People who move by heading would land on an empty one and hear nothing. */
function leaveOut(open: Token, text: Token, close: Token) {
  open.hidden = close.hidden = true;
  text.children = [];
}

/** Without an underscore, which tells a body's sections from its notes and from the page's own ids. */
function freeName(words: string, taken: Map<string, number>): string {
  const name = words
    .toLowerCase()
    .slice(0, 100)
    .toWellFormed()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  let number = (taken.get(name) ?? 0) + 1;
  // "Cost", "Cost 2", "Cost": the last cannot be called cost-2.
  while (number > 1 && taken.has(`${name}-${number}`)) number++;
  taken.set(name, number);
  if (number === 1) return name;

  taken.set(`${name}-${number}`, 1);
  return `${name}-${number}`;
}
