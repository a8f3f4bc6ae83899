import type { MarkdownIt, Token } from 'markdown-it';
import { isVisible } from './visible.ts';

// A group and not a region: regions are landmarks, and a thread of ten tables would have ten of the same name.
const scrolls = 'tabindex="0" role="group"';

/** Lets wide tables and code be scrolled, by keyboard too, and keeps the page from scrolling sideways with them. */
export function scrollTablesAndCode(markdown: MarkdownIt) {
  markdown.core.ruler.push('tables', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'th_open') headColumn(token, tokens[index + 1], tokens[index + 2]);
      if (token.type === 'th_open' || token.type === 'td_open') classForStyle(token);
    }
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
