/** Markdown as a quotation. What it quotes itself is quoted once more. */
export const quoted = (markdown) =>
  markdown
    .trim()
    .replace(/^(?=.)/gm, '> ')
    .replace(/^$/gm, '>');
