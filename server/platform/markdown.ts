import taskLists from '@hackmd/markdown-it-task-lists';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import type { Body, BodyPlace } from './markdown/body.ts';
import { dropCommentsAndKeepBreaks } from './markdown/comments-and-breaks.ts';
import { limitDepth } from './markdown/depth.ts';
import { labelFootnotes } from './markdown/footnotes.ts';
import { fitHeadings } from './markdown/headings.ts';
import { secureLinksAndPictures } from './markdown/links-and-pictures.ts';
import { ownWordsIn } from './markdown/own-words.ts';
import { sanitise } from './markdown/sanitise.ts';
import { scrollTablesAndCode } from './markdown/tables-and-code.ts';

export { plainLines } from './markdown/plain-lines.ts';
export { plainText, shorten } from './markdown/plain-text.ts';

/** Turns what somebody wrote into HTML that is safe to put on a page. */
export function renderMarkdown(source: string, { idPrefix, headingsFrom = 3 }: BodyPlace): string {
  return sanitise(markdown.render(readable(source), bodyAt({ idPrefix, headingsFrom })));
}

/** What a text says in its author's own words, and where its links lead. */
export const readOwnWords = (source: string) =>
  ownWordsIn(markdown.parse(readable(source), bodyAt({ idPrefix: '', headingsFrom: 3 })));

const bodyAt = (place: Required<BodyPlace>) => {
  const body: Body = { ...place, headingIds: new Map(), lettersInAddresses: 0 };
  return { ...body };
};

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 50 })
  .use(limitDepth)
  .use(footnotes)
  // Notes written in the text, ^[like this], lose what is nested in them, and many of them take many seconds.
  .disable('footnote_inline')
  .use(labelFootnotes)
  .use(taskLists, { label: true })
  .use(dropCommentsAndKeepBreaks)
  .use(secureLinksAndPictures)
  .use(fitHeadings)
  .use(scrollTablesAndCode);

/** Without what no reader can see and what breaks other readers of the text, such as XML feeds. */
function readable(source: string): string {
  return (
    source
      .toWellFormed()
      .replaceAll('\0', '\uFFFD')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being looked for
      .replace(/[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ' ')
      // The two that force a direction can make an address or code read backwards; right-to-left text needs neither.
      .replace(/[\u202d\u202e]/g, '')
      // No language stacks so many marks on one letter. Hundreds cover the posts around, and no line can be broken there.
      .replace(/(\p{M}{10})\p{M}+/gu, '$1')
  );
}
