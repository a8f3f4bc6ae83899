import type { Token } from 'markdown-it';

/** Whether there is anything to see or hear in a line of text. */
export function isVisible(tokens: Token[]): boolean {
  return tokens.some((token) => {
    if (token.type === 'image' || token.type === 'footnote_ref') return true;
    if (token.type.startsWith('html_')) return false;
    return /[^\s\p{Z}\p{Cf}\p{Cc}]/u.test(token.content);
  });
}
