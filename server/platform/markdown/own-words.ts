import type { Token } from 'markdown-it';

export interface OwnWords {
  /** Where its links lead, with their words. */
  links: { href: string; words: string }[];
  /** What is said outside of links. */
  text: string;
}

/** What somebody says themselves in a text: neither what it quotes nor what it shows as code. */
export function ownWordsIn(blocks: Token[]): OwnWords {
  const own: OwnWords = { links: [], text: '' };
  let quoted = 0;
  for (const block of blocks) {
    if (block.type === 'blockquote_open') quoted++;
    else if (block.type === 'blockquote_close') quoted--;
    else if (block.type === 'inline' && quoted === 0) readLine(block.children ?? [], own);
  }
  return own;
}

function readLine(tokens: Token[], own: OwnWords): void {
  let link: OwnWords['links'][number] | undefined;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      link = { href: String(token.attrGet('href')), words: '' };
      own.links.push(link);
    } else if (token.type === 'link_close') link = undefined;
    else if (token.type !== 'text') own.text += link ? '' : ' ';
    else if (link) link.words += token.content;
    else own.text += token.content;
  }
  own.text += '\n';
}
