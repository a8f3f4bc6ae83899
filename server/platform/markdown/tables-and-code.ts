import type { MarkdownIt, Token } from 'markdown-it';
import { isVisible } from './visible.ts';

// A group and not a region: regions are landmarks, and a thread of ten tables would have ten of the same name.
const scrolls = 'tabindex="0" role="group"';

/** Lets wide tables and code be scrolled, by keyboard too, and keeps the page from scrolling sideways with them. */
export function scrollTablesAndCode(markdown: MarkdownIt) {
  markdown.core.ruler.push('tables', (state) => {
    const { tokens } = state;
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'th_open') headColumn(token, tokens[index + 1], tokens[index + 2]);
      if (token.type === 'th_open' || token.type === 'td_open') classForStyle(token);
    }
    state.tokens = withoutFill(tokens);
  });

  const { rules } = markdown.renderer;
  rules.table_open = () => `<div class="table-scroll" ${scrolls} aria-label="Table"><table>\n`;
  rules.table_close = () => '</table></div>\n';
  for (const name of ['fence', 'code_block'] as const) {
    const render = rules[name];
    if (!render) continue;
    rules[name] = (...of) =>
      render(...of).replace('<pre', `<pre class="code-scroll" ${scrolls} aria-label="Code"`);
  }
}

/** A row of one letter under a head of hundreds of columns is filled up with as many cells. */
const mostFill = 1000;

/** Without the empty cells at the ends of rows, once a body has had many of them. */
function withoutFill(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  let left = mostFill;
  for (const token of tokens) {
    if (token.type === 'tr_close') {
      const empty = emptyCellsAtEnd(kept);
      kept.length -= 3 * Math.max(0, empty - left);
      left -= Math.min(left, empty);
    }
    kept.push(token);
  }
  return kept;
}

function emptyCellsAtEnd(tokens: Token[]): number {
  let cells = 0;
  for (let at = tokens.length - 1; tokens[at]?.type === 'td_close' && !tokens[at - 1]?.content; at -= 3)
    cells++;
  return cells;
}

function headColumn(open: Token, text?: Token, close?: Token) {
  if (text?.children && isVisible(text.children)) open.attrSet('scope', 'col');
  // An empty heading, as in the corner of a table with headings on two sides, heads nothing.
  else if (close) open.tag = close.tag = 'td';
}

/** The content security policy refuses styles in the text. */
function classForStyle(cell: Token) {
  const style = String(cell.attrGet('style') ?? '');
  if (!style) return;
  cell.attrs = cell.attrs?.filter(([name]) => name !== 'style') ?? null;
  if (style.endsWith('right')) cell.attrSet('class', 'align-right');
  if (style.endsWith('center')) cell.attrSet('class', 'align-centre');
}
